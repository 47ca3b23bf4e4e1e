"""The staff's room for words: each message in the practice's own wording, the word on a person's card, and what was sent in which version."""
