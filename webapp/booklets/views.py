"""The person's pages: the plan, changing a goal or their own words, ticks, saying yes, the plan on one page."""

from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.albums.models import Shape
from webapp.albums.queries import portrait_of
from webapp.base.clock import today
from webapp.booklets import copy_views, decision_views, part_views, talk_views, year_views
from webapp.booklets.beside import beside
from webapp.booklets.doors import blueprint, of_the_year
from webapp.booklets.front_page import front_page
from webapp.chapters.kinds import ItemKind
from webapp.edits.forms import read_answer, read_parts
from webapp.edits.hands import hand
from webapp.edits.reminding import check_reminders, keep_reminders
from webapp.edits.saving import save
from webapp.edits.screens import Screen
from webapp.grants.queries import holder_now
from webapp.pathway.queries import open_cycle
from webapp.people.changes import call_by
from webapp.people.forms import KNOWN_AS, read_known_as
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan, say_it_did_not_happen, tick, withdraw_item
from webapp.plans.models import Answer, Item, Plan
from webapp.plans.queries import Part, Whole, item_of, plan_of, whole_plan
from webapp.plans.reminders import reminding, stopped_texts
from webapp.plans.rules import MOST_ACTIONS, MOST_GOALS, missing_before_agreeing
from webapp.plans.words import PROGRESS
from webapp.progress.check_ins import looks_after_self, waiting_check_in
from webapp.progress.more_help import Answer as Told
from webapp.progress.more_help import answers, more_help, promise_subject
from webapp.progress.notes import standings
from webapp.questionnaires.care_queries import Standing, standing_check
from webapp.tasks.models import TaskKind
from webapp.versions.changes import agree
from webapp.versions.locks import check_number
from webapp.versions.queries import waiting
from webapp.versions.states import state_shown
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "copy_views", "decision_views", "part_views", "talk_views", "year_views"]


def whole_of(person: Person) -> Whole:
    """The person's plan, or a 404: nothing is made by looking."""
    return whole_plan(db, person.id) or abort(404)


def goal_of(whole: Whole, goal_id: UUID) -> Part:
    return next((goal for goal in whole.goals if goal.item.id == goal_id), None) or abort(404)


def own_item(person: Person, item_id: UUID) -> Item:
    return item_of(db, person.id, item_id) or abort(404)


def to_plan(person: Person, place: str = "main"):
    return redirect(url_for("booklets.plan", person_id=person.id, _anchor=place), 303)


@blueprint.get("/people/<uuid:person_id>/plan")
@needs(Permission.PLAN_READ)
def plan(person: Person):
    whole = whole_plan(db, person.id)
    if whole is None:
        return page("booklets/none.html", person=person, more_help=own_help(person), **of_the_year(person))
    return plan_page(person, whole)


def own_help(person: Person) -> Told | None:
    """Offered to the person; staff who read the plan are not asked to help themselves, and without a surgery there is nobody to ask."""
    return more_help(db, practice=g.practice, person_id=person.id) if g.practice and visitor().person_id == person.id else None


def what_became(whole: Whole) -> dict[UUID, Told]:
    """Of each promise that did not happen, at the surgery that looks after the plan now."""
    said = {promise_subject(part.item.id): part.item.id for part in whole.promises if part.item and part.item.did_not_happen_at}
    found = answers(db, practice=g.practice, kind=TaskKind.PROMISE_NOT_KEPT, subjects=said) if g.practice and said else {}
    return {said[subject]: told for subject, told in found.items()}


def looking_after(person: Person) -> dict[str, object]:
    """Whether they look after themselves, and whether they are asked how they are just now."""
    looks_after = g.practice is not None and looks_after_self(db, person.id)
    asked = waiting_check_in(db, person.id, g.practice.id) if looks_after and visitor().person_id == person.id else None
    return {"looks_after": looks_after, "check_in": asked}


def own_check(person: Person) -> Standing | None:
    return standing_check(db, person.id, today()) if g.practice and visitor().person_id == person.id else None


def plan_page(person: Person, whole: Whole, status: int = 200, **more) -> Page:
    front = front_page(db, person=person, practice=g.practice, own=whole.own)
    shown: dict[str, object] = {"front": front, "stopped": stopped_texts(db, whole.actions), "more_help": own_help(person), "care_check": own_check(person)}
    shown |= {"became": what_became(whole)} | looking_after(person)
    shown |= {"stands": standings(db, person.id, whole), "PROGRESS": PROGRESS}
    shown |= {"state": state_shown(whole, today()), "waits": visitor().person_id == person.id and waiting(db, whole.plan.id)}
    shown["held"] = holder_now(db, person.id, today())
    shown["beside"] = beside(db, person.id) if visitor().person_id == person.id else []
    return page("booklets/plan.html", status=status, person=person, screen=Screen(whole, today()), **shown, **of_the_year(person), **more)


@blueprint.get("/people/<uuid:person_id>/plan/page")
@needs(Permission.PLAN_READ)
def on_a_page(person: Person):
    whole = whole_of(person)
    agreed = whole_plan(db, person.id, whole.agreed) if whole.agreed else None
    front = front_page(db, person=person, practice=g.practice, own=whole.own)
    held = holder_now(db, person.id, today())
    shown = {"agreed": agreed, "front": front, "held": held, "portrait": portrait_address(person), "printed_on": today()} | looking_after(person)
    return page("booklets/page.html", person=person, screen=Screen(whole, today()), check=check_number(db, whole), **shown)


def portrait_address(person: Person) -> str:
    """Of the photo that the person wants on paper; empty without one."""
    found = portrait_of(db, person.id, printed=True)
    return url_for("albums.piece_file", person_id=person.id, piece_id=found.id, shape=Shape.SMALL.value) if found else ""


@blueprint.get("/people/<uuid:person_id>/plan/goals/<uuid:goal_id>")
@needs(Permission.PLAN_CHANGE)
def goal(person: Person, goal_id: UUID):
    whole = whole_of(person)
    return goal_page(person, Screen(whole, today()), goal_of(whole, goal_id))


def goal_page(person: Person, screen: Screen, part: Part, status: int = 200) -> Page:
    texts, notes = reminding(db, person.id, part.actions) if g.practice else None, beside(db, person.id, ("goals",))
    ticked = request.form if status != 200 else None
    return page("booklets/goal.html", status=status, person=person, screen=screen, goal=part, reminding=texts, ticked=ticked, beside=notes)


@blueprint.post("/people/<uuid:person_id>/plan/goals")
@needs(Permission.PLAN_CHANGE)
def goals(person: Person):
    mine = open_plan(db, person_id=person.id)
    if len(whole_of(person).goals) >= MOST_GOALS:
        return to_plan(person, "goals")
    made = add_item(db, plan=mine, kind=ItemKind.GOAL, by=hand(), cycle=open_cycle(db, person.id))
    return redirect(url_for("booklets.goal", person_id=person.id, goal_id=made.id), 303)


@blueprint.post("/people/<uuid:person_id>/plan/goals/<uuid:goal_id>")
@needs(Permission.PLAN_CHANGE)
def goal_saved(person: Person, goal_id: UUID):
    mine = open_plan(db, person_id=person.id)
    whole = whole_of(person)
    part = next((goal for goal in whole.goals if goal.item.id == goal_id), None)
    if part is None:
        return goal_gone(person, mine, whole)
    typing = read_parts(request.form, [part, *part.actions], mine.id, today())
    if g.practice:
        check_reminders(request.form, part.actions, typing, g.practice, today())
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    if status != 200:
        whole = whole_of(person)
        return goal_page(person, Screen(whole, today(), typing), goal_of(whole, goal_id), status)
    if g.practice:
        told = {"person": person, "practice": g.practice, "by": hand().account_id, "today": today()}
        keep_reminders(db, form=request.form, actions=part.actions, **told)
    if request.form.get("press") == "action" and len(part.actions) < MOST_ACTIONS:
        made = add_item(db, plan=mine, kind=ItemKind.ACTION, by=hand(), goal=part.item)
        return redirect(url_for("booklets.goal", person_id=person.id, goal_id=goal_id, _anchor=f"action-{made.id}"), 303)
    return to_plan(person, f"goal-{goal_id}")


def goal_gone(person: Person, mine: Plan, whole: Whole) -> Page:
    """Somebody took the goal out while it was being written in: what was typed is kept beside the plan."""
    typing = read_parts(request.form, [], mine.id, today())
    save(db, plan=mine, whole=whole, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    return page("booklets/goal_gone.html", status=409, person=person, screen=Screen(whole, today(), typing)) if typing.taken_out else abort(404)


@blueprint.get("/people/<uuid:person_id>/plan/about")
@needs(Permission.PLAN_CHANGE)
def about(person: Person):
    return about_page(person, Screen(whole_of(person), today()))


def about_page(person: Person, screen: Screen, status: int = 200) -> Page:
    notes = beside(db, person.id, ("about", "danger", "team"))
    called = request.form.get(KNOWN_AS, person.known_as or "")
    return page("booklets/about.html", status=status, person=person, screen=screen, beside=notes, called=called)


@blueprint.post("/people/<uuid:person_id>/plan/about")
@needs(Permission.PLAN_CHANGE)
def about_saved(person: Person):
    mine = open_plan(db, person_id=person.id)
    whole = whole_of(person)
    typing = read_parts(request.form, [whole.own], mine.id, today())
    name = read_known_as(request.form, typing.errors)
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    if not typing.errors:
        call_by(db, person=person, name=name)
    if status != 200:
        return about_page(person, Screen(whole_of(person), today(), typing), status)
    return to_plan(person, "about")


@blueprint.post("/people/<uuid:person_id>/plan/items/<uuid:plan_item_id>")
@needs(Permission.PLAN_CHANGE)
def item(person: Person, plan_item_id: UUID):
    """Done, not done after all, did not happen, or no part of the plan any more."""
    mine, found = open_plan(db, person_id=person.id), own_item(person, plan_item_id)
    press = request.form.get("press", "")
    if press in ("done", "not_done"):
        tick(db, item=found, by=hand(), done=press == "done")
    elif press == "did_not_happen" and found.kind is ItemKind.PROMISE:
        say_it_did_not_happen(db, item=found, by=hand(), practice=g.practice, person_id=person.id)
    elif press == "take_out" and found.kind is not ItemKind.PROMISE:
        withdraw_item(db, plan=mine, item=found, by=hand())
    return to_plan(person, f"{found.kind.value}-{found.goal_id or found.id}")


@blueprint.post("/people/<uuid:person_id>/plan/agreement")
@needs(Permission.PLAN_CHANGE)
def agreement(person: Person):
    mine = (plan_of(db, person.id) and open_plan(db, person_id=person.id)) or abort(404)
    whole = whole_of(person)
    answer, notes = read_answer(request.form)
    problem = missing_before_agreeing(whole.own.words, len(whole.goals), today()) if answer and answer is not Answer.NOT_YET else []
    if answer is None or problem:
        return plan_page(person, whole, status=422, unanswered=answer is None, missing=problem)
    number = request.form.get("number", 0, type=int)
    told = agree(db, plan=mine, number=number, answer=answer, notes=notes, by=hand(), cycle=open_cycle(db, person.id))
    return to_plan(person, "agreement") if told else plan_page(person, whole, status=409, changed=True)
