"""The pack: what a person reads and says before the conversation, the letterbox, paper."""
