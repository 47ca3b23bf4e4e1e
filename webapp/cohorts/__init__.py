"""Finding people for a yearly talk: saved searches, people staff thought of, pilots, and why somebody was asked."""
