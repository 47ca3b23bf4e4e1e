"""The desk's pages: the years before, and the agreed plan for the record."""

import json
from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now
from webapp.bundles.queries import bundle_of
from webapp.bundles.replies import as_file
from webapp.people.models import Person
from webapp.plans.queries import Whole, whole_plan
from webapp.reviews.changes import note_copy
from webapp.reviews.copies import changed_since, copies_of
from webapp.reviews.doors import blueprint
from webapp.reviews.earlier import earlier_years, year_sheet
from webapp.reviews.models import Way
from webapp.reviews.records import plan_record
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint"]


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
    agreed, text = for_the_record(person)
    copies = copies_of(db, person.id)
    changed = changed_since(copies, agreed.number if agreed else None)
    return page("reviews/record.html", person=person, text=text, copies=copies, changed=changed, noted="noted" in request.args)


def for_the_record(person: Person) -> tuple[Whole | None, str | None]:
    whole = whole_plan(db, person.id)
    agreed = whole_plan(db, person.id, whole.agreed) if whole and whole.agreed else None
    return agreed, plan_record(agreed, person=person, now=whole.number, by=visitor().name) if whole and agreed else None


@blueprint.post("/people/<uuid:person_id>/plan/record")
@needs(Permission.RECORD_COPY)
def record_copied(person: Person):
    """Staff say that they pasted it, or take it as a file: written down either way, and the person can read when."""
    agreed, text = for_the_record(person)
    if agreed is None or text is None:
        return redirect(url_for("reviews.agreed_record", person_id=person.id), 303)
    whose = {"person_id": person.id, "practice_id": g.practice.id, "number": agreed.number, "by": visitor().staff_id}
    if request.form.get("way") != Way.FILE:
        note_copy(db, way=Way.TEXT, content=text, **whose)
        return redirect(url_for("reviews.agreed_record", person_id=person.id, noted=1), 303)
    bundle = bundle_of(db, person.id, at=pathway_now(), number=agreed.number, whole_file=False)
    note_copy(db, way=Way.FILE, content=json.dumps(bundle, sort_keys=True), **whose)
    return as_file(bundle, f"plan-{pathway_now():%Y-%m-%d}.json")
