"""A value as a laboratory or a nurse writes it, read into a number with its unit: pure, and nothing guessed."""
