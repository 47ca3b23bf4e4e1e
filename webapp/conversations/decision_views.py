"""A decision made together, at the talk: its choices, what is good and hard about each, what was chosen, and how it was said back."""

from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.base.clock import today
from webapp.conversations.about_talk import keep_if_talking
from webapp.conversations.doors import blueprint
from webapp.decisions.deciding import decision_named, press_in_decision
from webapp.edits.forms import read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import READ_BACK, save
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.people.queries import needs_of
from webapp.plans.changes import open_plan
from webapp.plans.queries import whole_plan
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/conversation/decisions/<uuid:decision_id>")
@needs(Permission.TALK_WRITE)
def decision(person: Person, decision_id: UUID):
    return decision_page(person, decision_id, Screen(whole_plan(db, person.id) or abort(404), today()))


def decision_page(person: Person, decision_id: UUID, screen: Screen, status: int = 200) -> Page:
    found = decision_named(screen.whole, decision_id) or abort(404)
    shown = {"needs": needs_of(db, person.id), "saved": "saved" in request.args, "read_back": READ_BACK in request.form}
    return page("conversations/decision.html", status=status, person=person, decision=found, screen=screen, side="professional", **shown)


@blueprint.post("/people/<uuid:person_id>/conversation/decisions/<uuid:decision_id>")
@needs(Permission.TALK_WRITE)
def decision_saved(person: Person, decision_id: UUID):
    """One form: whichever button was pressed, what was typed is saved first."""
    mine = open_plan(db, person_id=person.id)
    whole = whole_plan(db, person.id) or abort(404)
    found = decision_named(whole, decision_id) or abort(404)
    typing = read_parts(request.form, found.parts, mine.id, today())
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), read_back=READ_BACK in request.form)
    if status != 200:
        return decision_page(person, decision_id, Screen(whole_plan(db, person.id) or abort(404), today(), typing), status)
    place = press_in_decision(db, plan=mine, decision=found, press=request.form.get("press", ""), by=hand())
    keep_if_talking(person, mine, since=whole.number)
    if place is None:
        return redirect(url_for("conversations.conversation", person_id=person.id, _anchor="decisions"), 303)
    told = {"_anchor": place or "main", "saved": None if place else 1}
    return redirect(url_for("conversations.decision", person_id=person.id, decision_id=decision_id, **told), 303)
