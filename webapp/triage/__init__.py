"""A clinician looks: what was decided about each result, personal targets, and the release to the person."""
