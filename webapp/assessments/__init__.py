"""The holistic assessment: four domains, needs and risks, the carer's own part, and what others told us."""
