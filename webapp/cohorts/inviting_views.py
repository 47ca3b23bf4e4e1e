"""Asking the people a saved search found: how many, in which way, and then the yes."""

from uuid import UUID

from flask import current_app, g, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.batches.models import BatchState
from webapp.cohorts.doors import blueprint, cohort_or_404, sees_whom
from webapp.cohorts.forms import ticked
from webapp.cohorts.inviting import ask
from webapp.cohorts.models import Cohort
from webapp.cohorts.queries import result_of
from webapp.cohorts.reaching import reached_by
from webapp.cohorts.rules import first_under_cap
from webapp.cohorts.words import REACHED
from webapp.doors.handed_on import onward
from webapp.web.pages import page
from webapp.web.request import db

# Each is asked in the one transaction of the press, while others wait to save.
AT_ONCE = 500


def chosen_from(cohort: Cohort) -> tuple[list[UUID], int]:
    """Who may be asked now, of those who were ticked, and how many must wait for another press. The search is done again, whatever the page showed."""
    if cohort.ended_at:
        return [], 0
    wanted, result = ticked(request.form) if sees_whom(cohort) else None, result_of(db, cohort)
    chosen = [one for one in result.chosen if wanted is None or one.person_id in wanted]
    now = first_under_cap(chosen, AT_ONCE, cohort_id=cohort.id, scores=result.found.scores)
    return [one.person_id for one in now], len(chosen) - len(now)


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/choice")
@staff_needs(Permission.COHORT_INVITE)
def cohort_choice(cohort_id: UUID):
    """Nothing is done yet: how many, and how each of them is reached."""
    cohort = cohort_or_404(cohort_id)
    people, later = chosen_from(cohort)
    if not people:
        return onward(url_for("cohorts.cohort", cohort_id=cohort.id), nobody=1)
    who = people if request.form.get("who") == "ticked" and sees_whom(cohort) else []
    note_seen({Seen.COHORT: who})
    address = url_for("cohorts.cohort", cohort_id=cohort.id)
    shown = {"reached": reached_by(db, people), "REACHED": REACHED, "later": later, "address": address}
    return page("cohorts/choice.html", cohort=cohort, total=len(people), who=who, **shown)


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/invitations")
@staff_needs(Permission.COHORT_INVITE)
def cohort_invitations(cohort_id: UUID):
    cohort, who = cohort_or_404(cohort_id), visitor()
    people, _later = chosen_from(cohort)
    if not people:
        return onward(url_for("cohorts.cohort", cohort_id=cohort.id), nobody=1)
    note_each(Permission.COHORT_INVITE, people)
    base_url = current_app.config["SETTINGS"].base_url
    told = ask(db, cohort=cohort, practice=g.practice, person_ids=people, by=who.account_id, staff_id=who.staff_id, base_url=base_url)
    said = {"written": len(told.written), "by_hand": len(told.by_hand), "skipped": len(told.skipped)}
    batch = {"batch": str(told.batch.id), "waits": int(told.batch.state is BatchState.WAITING)} if told.batch else {}
    return onward(url_for("cohorts.cohort", cohort_id=cohort.id), **said, **batch)
