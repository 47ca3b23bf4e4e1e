"""What was found in one person's results: each line with its alarms and questions, what stands in the way of a release, and who waits."""
