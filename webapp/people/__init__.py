"""People, their dated registrations, how to reach them and what helps them."""
