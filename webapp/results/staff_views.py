"""The desk's pages about results: triage, targets, the information-gathering visit."""

from webapp.results import target_views, triage_list_views, triage_views, visit_views
from webapp.results.desk import blueprint

__all__ = ["blueprint", "target_views", "triage_list_views", "triage_views", "visit_views"]
