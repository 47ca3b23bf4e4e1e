"""The desk: today's list with the next action and why, finding a person, one person's page."""
