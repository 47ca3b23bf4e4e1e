"""The rows of a report written down, a portion at a time; what stood there before kept beside, so that all of it can be taken back."""
