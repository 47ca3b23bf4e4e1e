"""A request and its reply: its session, pages, styles, headers, limits; what was typed, and shown again. Imports no room but database and base."""
