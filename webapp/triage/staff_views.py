"""The desk's pages of triage: one person, many people, personal targets."""

from webapp.triage import many_people, one_person, target_views
from webapp.triage.desk import blueprint

__all__ = ["blueprint", "many_people", "one_person", "target_views"]
