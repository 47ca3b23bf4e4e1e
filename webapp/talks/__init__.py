"""Before the talk: what the desk reads of each person of the day, the copy for the record, the letter."""
