"""The sections of a plan: what each asks, in order, and whose words each field holds."""
