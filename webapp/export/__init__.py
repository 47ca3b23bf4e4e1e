"""What a person takes out of the system: a sealed file under their own password, a card for the pocket, the plan as a tagged PDF."""
