"""Decisions of the person: to read, to write at home alone or with somebody, and on one page of paper."""

from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.booklets.doors import blueprint
from webapp.decisions.deciding import begin_decision, decision_named, press_in_decision
from webapp.decisions.queries import decisions_in
from webapp.decisions.rules import MOST_DECISIONS
from webapp.edits.forms import Typing, read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import save
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.people.queries import needs_of
from webapp.plans.changes import open_plan
from webapp.plans.queries import empty_plan, whole_plan
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/plan/decisions")
@needs(Permission.PLAN_READ)
def decisions(person: Person):
    whole = whole_plan(db, person.id) or empty_plan(person.id)
    shown = {"decisions": decisions_in(whole), "may_change": visitor().person_id == person.id, "most": MOST_DECISIONS}
    return page("booklets/decisions.html", person=person, screen=Screen(whole, today()), **shown)


@blueprint.post("/people/<uuid:person_id>/plan/decisions")
@needs(Permission.PLAN_CHANGE)
def new_decision(person: Person):
    mine = open_plan(db, person_id=person.id)
    made = begin_decision(db, plan=mine, by=hand())
    if made is None:
        return redirect(url_for("booklets.decisions", person_id=person.id), 303)
    return redirect(url_for("booklets.decision", person_id=person.id, decision_id=made.id), 303)


@blueprint.get("/people/<uuid:person_id>/plan/decisions/<uuid:decision_id>")
@needs(Permission.PLAN_CHANGE)
def decision(person: Person, decision_id: UUID):
    return decision_page(person, decision_id)


def decision_page(person: Person, decision_id: UUID, typing: Typing | None = None, status: int = 200) -> Page:
    screen = Screen(whole_plan(db, person.id) or abort(404), today(), typing or Typing())
    found = decision_named(screen.whole, decision_id) or abort(404)
    needs_here = needs_of(db, person.id)
    return page("booklets/decision.html", status=status, person=person, decision=found, screen=screen, side="person", needs=needs_here)


@blueprint.post("/people/<uuid:person_id>/plan/decisions/<uuid:decision_id>")
@needs(Permission.PLAN_CHANGE)
def decision_saved(person: Person, decision_id: UUID):
    """One form: whichever button was pressed, what was typed is saved first."""
    mine = open_plan(db, person_id=person.id)
    whole = whole_plan(db, person.id) or abort(404)
    found = decision_named(whole, decision_id) or abort(404)
    typing = read_parts(request.form, found.parts, mine.id, today())
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    if status != 200:
        return decision_page(person, decision_id, typing, status)
    press = request.form.get("press", "save")
    place = press_in_decision(db, plan=mine, decision=found, press=press, by=hand())
    if place is None or press == "save":
        return redirect(url_for("booklets.decisions", person_id=person.id, _anchor=None if place is None else f"decision-{decision_id}"), 303)
    return redirect(url_for("booklets.decision", person_id=person.id, decision_id=decision_id, _anchor=place or "main"), 303)


@blueprint.get("/people/<uuid:person_id>/plan/decisions/<uuid:decision_id>/page")
@needs(Permission.PLAN_READ)
def decision_on_a_page(person: Person, decision_id: UUID):
    screen = Screen(whole_plan(db, person.id) or abort(404), today())
    found = decision_named(screen.whole, decision_id) or abort(404)
    needs_here = needs_of(db, person.id)
    return page("booklets/decision_page.html", person=person, decision=found, screen=screen, side="person", needs=needs_here, printed_on=today())
