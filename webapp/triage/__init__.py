"""A clinician looks: what the rules found, what was decided about each result, and the release to the person."""
