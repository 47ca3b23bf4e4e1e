"""What the staff of a practice say of their own work, without their names: totals only, and only from five people on."""
