"""The database: sessions and turns, statements put together once, many rows at once, its newest shape, backups. Imports no room but base."""
