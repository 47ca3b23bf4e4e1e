"""Photos and voice notes that belong to a person's plan: a portrait, pictures of what matters, words they spoke."""
