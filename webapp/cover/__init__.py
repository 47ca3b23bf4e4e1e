"""Who reads mood answers and when: the gate before PHQ-9, the duty list, its clock and escalation."""
