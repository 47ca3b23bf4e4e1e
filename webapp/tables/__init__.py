"""A file read as a table: its encoding, its columns whatever their order and headings, and the lines that cannot be read, each with its reason."""
