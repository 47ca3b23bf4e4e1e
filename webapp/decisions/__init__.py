"""Conversations as records on one plan, what both want from each in its order, and decisions made together."""
