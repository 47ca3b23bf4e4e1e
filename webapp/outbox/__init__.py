"""What waits leaves: claimed from the queue, asked whether it is still wanted, sent, and what came of it written down."""
