"""Results gathered, judged by the catalogue's rules, triaged and released."""
