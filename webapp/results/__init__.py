"""Results kept, and judged by the catalogue's rules."""
