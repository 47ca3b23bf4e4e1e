"""One list of the practice's people: how up to date it is, whose contact details are missing, who may stand in it twice."""
