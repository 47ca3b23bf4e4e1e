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
from webapp.cohorts.words import REACHED
from webapp.doors.handed_on import onward
from webapp.web.pages import page
from webapp.web.request import db


def chosen_from(cohort: Cohort) -> list[UUID]:
    """Who may be asked now, of those who were ticked: the search is done again, whatever the page showed."""
    wanted = ticked(request.form) if sees_whom(cohort) else None
    return [one.person_id for one in result_of(db, cohort).chosen if wanted is None or one.person_id in wanted]


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/choice")
@staff_needs(Permission.COHORT_INVITE)
def cohort_choice(cohort_id: UUID):
    """Nothing is done yet: how many, and how each of them is reached."""
    cohort = cohort_or_404(cohort_id)
    people = chosen_from(cohort)
    if not people:
        return onward(url_for("cohorts.cohort", cohort_id=cohort.id), nobody=1)
    who = people if request.form.get("who") == "ticked" and sees_whom(cohort) else []
    note_seen({Seen.COHORT: who})
    address = url_for("cohorts.cohort", cohort_id=cohort.id)
    return page("cohorts/choice.html", cohort=cohort, total=len(people), who=who, reached=reached_by(db, people), REACHED=REACHED, address=address)


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/invitations")
@staff_needs(Permission.COHORT_INVITE)
def cohort_invitations(cohort_id: UUID):
    cohort, who = cohort_or_404(cohort_id), visitor()
    people = chosen_from(cohort)
    if not people:
        return onward(url_for("cohorts.cohort", cohort_id=cohort.id), nobody=1)
    note_each(Permission.COHORT_INVITE, people)
    base_url = current_app.config["SETTINGS"].base_url
    told = ask(db, cohort=cohort, practice=g.practice, person_ids=people, by=who.account_id, staff_id=who.staff_id, base_url=base_url)
    said = {"written": len(told.written), "by_hand": len(told.by_hand), "skipped": len(told.skipped)}
    batch = {"batch": str(told.batch.id), "waits": int(told.batch.state is BatchState.WAITING)} if told.batch else {}
    return onward(url_for("cohorts.cohort", cohort_id=cohort.id), **said, **batch)
