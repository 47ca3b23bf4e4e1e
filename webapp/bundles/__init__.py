"""A plan out of the system and into it: a FHIR R4 document that says the same, and back."""
