"""Reports from a GP system brought in: compared with what is on file, looked at before anything changes, a few at a time, and undone."""
