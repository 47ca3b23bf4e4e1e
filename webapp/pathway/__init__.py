"""The year: cycle, stages and the one table of moves, appointments, leaving and return."""
