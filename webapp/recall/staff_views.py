"""The desk: who was invited and did not answer, by try; whom a human must reach; whose month it is; and the press that invites."""

from flask import current_app, g, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.batches.models import BatchState
from webapp.doors.handed_on import handed_on, onward
from webapp.people.models import Person
from webapp.people.queries import details_too_old, names_of
from webapp.recall import record_views, setting_views
from webapp.recall.changes import ask_people
from webapp.recall.doors import blueprint
from webapp.recall.forms import one_of, people_ticked
from webapp.recall.lists import ON_A_PAGE, UNANSWERED, Place, asked_people, counts_of, whose_turn
from webapp.recall.words import ALL
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint", "record_views", "setting_views"]
LAST_PAGE = 1000


@blueprint.get("/staff/invitations")
@staff_needs(Permission.WORKLIST_READ)
def invited():
    """Invited, not answered; or one of the other lists."""
    place, number = one_of(Place, request.args.get("place", "")), page_asked_for()
    counts = counts_of(db, g.practice.id)
    places = (place,) if place else UNANSWERED
    rows = asked_people(db, g.practice.id, places, number)
    waits = details_too_old(db, g.practice, {row.person_id for row in rows if row.next_on and row.next_on <= today()})
    turns = whose_turn(db, g.practice.id, today()) if place is None else []
    shown = turns[:ON_A_PAGE]
    note_seen({Seen.LIST: [row.person_id for row in rows] + [turn.person_id for turn in shown]})
    pages = -(-sum(counts.get(one, 0) for one in places) // ON_A_PAGE)
    more = {"place": place, "counts": counts, "unanswered": sum(counts.get(one, 0) for one in UNANSWERED), "number": number, "pages": pages}
    return page("recall/invited.html", rows=rows, waits=waits, turns=shown, all_turns=len(turns), told=handed_on(once=True), **more, **ALL)


@blueprint.post("/staff/invitations")
@staff_needs(Permission.PATHWAY_CHANGE)
def invitations():
    """One press for one person, or for everybody ticked."""
    ids = sorted(names_of(db, people_ticked(request.form), registered_with=g.practice.id))
    base_url, label = current_app.config["SETTINGS"].base_url, _("Yearly talk")
    people = [db.get_one(Person, one) for one in ids]
    told = ask_people(db, people=people, practice=g.practice, label=label, by=visitor().account_id, base_url=base_url)
    note_each(Permission.PATHWAY_CHANGE, ids)
    said = {"texted": len(told.written), "by_hand": len(told.by_hand), "not_due": len(told.skipped) if ids else -1}
    waits = int(told.batch is not None and told.batch.state is BatchState.WAITING)
    back = "recall.invited" if request.form.get("back") == "invited" else "worklists.today_list"
    return onward(url_for(back), **said, waits=waits)


def page_asked_for() -> int:
    return min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
