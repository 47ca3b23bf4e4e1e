"""Notices on a person's own phone: chosen there, tried before a text goes, never alone, and saying nothing."""
