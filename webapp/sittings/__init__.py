"""How long a sign-in lasts while somebody sits before a page, and what becomes of their words when it ends."""
