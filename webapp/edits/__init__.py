"""A form of a plan: typed, read, saved, met by what somebody else saved meanwhile."""
