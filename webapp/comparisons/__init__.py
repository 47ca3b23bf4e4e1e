"""What a report would change: each of its rows beside what is on file. Nothing is written here."""
