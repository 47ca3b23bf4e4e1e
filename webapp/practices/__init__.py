"""Practices, their staff and their local settings."""
