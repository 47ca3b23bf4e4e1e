"""Reports from a GP system, read: opened, their columns told, every line a typed row or a reason. Nothing here knows what is on file."""
