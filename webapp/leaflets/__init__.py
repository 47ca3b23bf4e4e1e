"""What there is to read about the year, the tests and the conditions: ours, and what a GP surgery adds, each with owner, source and review day."""
