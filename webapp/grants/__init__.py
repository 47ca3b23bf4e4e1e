"""Whom a person lets see their plan: which parts, what they may do there, from when to when. Read anew on every request."""
