"""Messages: what each says, that it waits, and what became of it."""
