"""The desk's pages: inviting to the yearly talk, one person or many; the years before; the agreed plan for the record."""

from uuid import UUID

from flask import abort, g, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission, may
from webapp.access.sightings import note_each
from webapp.accounts.signed_in import visitor
from webapp.doors.handed_on import onward
from webapp.people.models import Person
from webapp.people.queries import names_of
from webapp.plans.queries import whole_plan
from webapp.reviews.changes import invite
from webapp.reviews.doors import blueprint
from webapp.reviews.earlier import earlier_years, year_sheet
from webapp.reviews.forms import people_ticked
from webapp.reviews.records import plan_record
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.post("/staff/invitations")
@staff_needs(Permission.PATHWAY_CHANGE)
def invitations():
    """One press for one person, or for everybody ticked."""
    ids = sorted(names_of(db, people_ticked(request.form), registered_with=g.practice.id))
    asked = [invite(db, person=db.get_one(Person, one), practice=g.practice, by=visitor().account_id) for one in ids]
    note_each(Permission.PATHWAY_CHANGE, ids)
    said = {"texted": asked.count(True), "by_hand": asked.count(False), "not_due": asked.count(None) if ids else -1}
    return onward(url_for("worklists.today_list"), **said)


@blueprint.get("/people/<uuid:person_id>/years/desk")
@needs(Permission.BEFORE_TALK_READ)
def desk_years(person: Person):
    return page("reviews/desk_years.html", person=person, years=earlier_years(db, person.id, g.practice.id))


@blueprint.get("/people/<uuid:person_id>/years/desk/<uuid:year_id>")
@needs(Permission.BEFORE_TALK_READ)
def desk_year(person: Person, year_id: UUID):
    with_mood = may(visitor(), Permission.MOOD_READ, person_id=person.id, practice_id=g.practice.id)
    found = year_sheet(db, person, year_id, practice_id=g.practice.id, with_mood=with_mood) or abort(404)
    return page("reviews/desk_year.html", person=person, year=found[0], sheet=found[1])


@blueprint.get("/people/<uuid:person_id>/plan/record")
@needs(Permission.RECORD_COPY)
def agreed_record(person: Person):
    """The version both said yes to, whatever was written since."""
    whole = whole_plan(db, person.id)
    agreed = whole_plan(db, person.id, whole.agreed) if whole and whole.agreed else None
    text = plan_record(agreed, person=person, now=whole.number, by=visitor().name) if whole and agreed else None
    return page("reviews/record.html", person=person, text=text)
