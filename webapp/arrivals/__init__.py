"""A plan that comes with a person from another surgery's installation: looked at first, matched, and never written over one that is here."""
