"""The person's pages: asking for the yearly talk, and the years before."""

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.booklets.doors import OF_THE_YEAR
from webapp.pathway.queries import closed_cycles
from webapp.people.models import Person
from webapp.reviews import care_check  # noqa: F401 (asks its question before a file of texts is taken here)
from webapp.reviews.changes import ask_for_talk
from webapp.reviews.doors import blueprint
from webapp.reviews.earlier import earlier_years, year_sheet
from webapp.reviews.queries import yearly_talk
from webapp.reviews.where import where_now
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint"]


def of_their_year(person: Person) -> dict[str, Any]:
    """For the person alone: where the next yearly talk stands, and whether there are years before."""
    if visitor().person_id != person.id or g.practice is None:
        return {}
    return {"yearly_talk": yearly_talk(db, practice=g.practice, person_id=person.id), "has_years": bool(closed_cycles(db, person.id))}


OF_THE_YEAR.append(of_their_year)


@blueprint.post("/people/<uuid:person_id>/yearly-talk")
@needs(Permission.PLAN_CHANGE)
def talk_wanted(person: Person):
    ask_for_talk(db, person=person, practice=g.practice or abort(404), by=visitor().account_id)
    return redirect(url_for("booklets.plan", person_id=person.id, _anchor="yearly-talk"), 303)


@blueprint.get("/people/<uuid:person_id>/where")
@needs(Permission.PACK_READ)
def where(person: Person):
    return page("reviews/where.html", person=person, where=where_now(db, person.id, wall()))


@blueprint.get("/people/<uuid:person_id>/years")
@needs(Permission.PACK_READ)
def years(person: Person):
    return page("reviews/years.html", person=person, years=earlier_years(db, person.id))


@blueprint.get("/people/<uuid:person_id>/years/<uuid:year_id>")
@needs(Permission.PACK_READ)
def year(person: Person, year_id: UUID):
    found = year_sheet(db, person, year_id, practice_id=None, with_mood=True) or abort(404)
    return page("reviews/year.html", person=person, year=found[0], sheet=found[1])
