"""The pack and the agenda: what a person reads and says before the conversation."""
