"""What a GP surgery tells everybody: how it finds the people it asks, why, and how to say no; its record of what was agreed about data."""
