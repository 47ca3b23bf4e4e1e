"""Who may see what: the policy, the guard, the access log."""
