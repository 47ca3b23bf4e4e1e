"""What a human must do: call first, help wanted, wrong number, failed message."""
