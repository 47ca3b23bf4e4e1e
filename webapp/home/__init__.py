"""The first page, help, more, and how the pages look."""
