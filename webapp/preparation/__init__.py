"""What a person writes before the conversation, kept; and the pack sent when it is due."""
