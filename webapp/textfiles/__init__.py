"""Files of texts for a practice that sends with its own system."""
