"""Asking people to their yearly talk: when, how often and how each is reached; what they answered; whom a human must reach."""
