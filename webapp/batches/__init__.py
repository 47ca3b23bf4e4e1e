"""Batches: many messages at once wait for a second person's yes, five go first, and one button stops the rest."""
