"""Somebody asks for a talk about their care, for themselves or for a person they help: the request, and the answer that the practice owes."""
