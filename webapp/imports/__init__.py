"""Reports from a GP system: read, looked at before anything changes, brought in a few at a time, and undone."""
