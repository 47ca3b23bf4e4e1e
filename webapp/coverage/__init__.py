"""Who of a practice's people is reached and who is missed, by each way in and by group, so that nobody is singled out."""
