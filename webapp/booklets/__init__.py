"""The plan as the person holds it: my plan, its goals, about me, the plan on a page, a yes from me, more help."""
