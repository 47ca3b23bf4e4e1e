"""Letters that wait to be printed, the files of them, and what became of each. Nobody sends one but a person."""
