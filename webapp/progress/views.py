"""The person's pages: how a goal is going, and the progress sheet on one page."""

from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.plans.queries import Part, Whole, whole_plan
from webapp.plans.words import PROGRESS
from webapp.progress import check_in_views, nudge_views, part_views
from webapp.progress.doors import blueprint
from webapp.progress.forms import NoteForm
from webapp.progress.notes import add_note, notes_of, standings
from webapp.progress.nudges import cancel_when_all_is_done
from webapp.progress.rules import fit_on_a_page
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "check_in_views", "nudge_views", "part_views"]


def whole_of(person: Person) -> Whole:
    return whole_plan(db, person.id) or abort(404)


def goal_of(whole: Whole, goal_id: UUID) -> Part:
    return next((goal for goal in whole.goals if goal.item and goal.item.id == goal_id), None) or abort(404)


@blueprint.get("/people/<uuid:person_id>/plan/goals/<uuid:goal_id>/progress")
@needs(Permission.PLAN_CHANGE)
def goal_progress(person: Person, goal_id: UUID):
    whole = whole_of(person)
    return goal_page(person, whole, goal_of(whole, goal_id), NoteForm())


def goal_page(person: Person, whole: Whole, goal: Part, form: NoteForm, status: int = 200) -> Page:
    notes = notes_of(db, person.id, whole.plan.id).get(goal.item.id, []) if goal.item else []
    return page("progress/goal.html", status=status, person=person, goal=goal, form=form, notes=notes, screen=Screen(whole, today()), PROGRESS=PROGRESS)


@blueprint.post("/people/<uuid:person_id>/plan/goals/<uuid:goal_id>/progress")
@needs(Permission.PLAN_CHANGE)
def goal_progress_noted(person: Person, goal_id: UUID):
    whole, form = whole_of(person), NoteForm.read(request.form)
    goal = goal_of(whole, goal_id)
    if form.errors or goal.item is None:
        return goal_page(person, whole, goal, form, 422)
    add_note(db, goal=goal.item, how=form.chosen, words=form.words, by=visitor().account_id, helped_by=form.helped_by)
    cancel_when_all_is_done(db, person_id=person.id, by=visitor().account_id)
    return redirect(url_for("progress.goal_progress", person_id=person.id, goal_id=goal_id, _anchor="notes"), 303)


@blueprint.get("/people/<uuid:person_id>/plan/progress")
@needs(Permission.PLAN_READ)
def progress_sheet(person: Person):
    """Goals, steps and notes on one page, with room to write on by hand."""
    whole = whole_of(person)
    notes = notes_of(db, person.id, whole.plan.id)
    shown = {"notes": fit_on_a_page(notes, len(whole.goals)), "stands": standings(db, person.id, whole), "PROGRESS": PROGRESS, "printed_on": today()}
    return page("progress/sheet.html", person=person, screen=Screen(whole, today()), **shown)
