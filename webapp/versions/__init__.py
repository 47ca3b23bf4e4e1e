"""The plan as it once stood: every save, any two versions side by side, words put back, and a lock on what both said yes to."""
