"""The conversation: one screen with both stories, goals, promises, and a yes from each side."""
