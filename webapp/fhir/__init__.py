"""Somebody else's FHIR Questionnaire, read strictly: its structure, its items, its values, or each place where it cannot be read."""
