"""Reports from a GP system brought in: looked at before anything changes, then portion after portion, giving way to whoever saves."""
