"""A carer writes in the plan together with the person: their goals, steps and what matters, in the parts the person gave and no others.

Never an agreement, a reminder, sharing or answers; what is saved says who helped.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner
from webapp.edits.forms import KEEP, MET, SEEN, Typing, name_of, read_parts
from webapp.edits.saving import save
from webapp.edits.screens import Screen
from webapp.grants.guard import carer_needs
from webapp.grants.models import Right, SharedPart
from webapp.grants.queries import Shared
from webapp.pathway.queries import open_cycle
from webapp.plans.changes import Hand, add_item, open_plan
from webapp.plans.models import Plan, Side
from webapp.plans.queries import Part, Whole, whole_plan
from webapp.plans.rules import FIELDS, MOST_ACTIONS, MOST_GOALS, owner_of
from webapp.together.doors import blueprint
from webapp.web.pages import Page, page
from webapp.web.request import db

# What a carer who fills in together may hold in a form.
GOALS = (ItemKind.GOAL, ItemKind.ACTION)


def hand(shared: Shared, *, holds: bool) -> Hand:
    return Hand(visitor().account_id, Side.PERSON, helped_by=shared.grant.name or "", holds=holds)


def holds(shared: Shared, part: SharedPart) -> bool:
    """Do they write in the person's place here, or together with them?"""
    return shared.rights.get(part) is Right.HOLD


def whole_of(shared: Shared) -> Whole:
    return whole_plan(db, shared.person.id) or abort(404)


def goal_of(whole: Whole, goal_id: UUID) -> Part:
    return next((goal for goal in whole.goals if goal.item.id == goal_id), None) or abort(404)


def typed_in(parts: Collection[Part], names: Collection[str], plan: Plan) -> Typing:
    """What was posted in the person's own fields with these names; whatever else a form holds is not read."""
    allowed = {name_of(part, name) for part in parts for name in names}
    goes = [KEEP, *(name for name in request.form if name.partition("-")[0] in names), *(f"{prefix}{name}" for prefix in (SEEN, MET) for name in allowed)]
    form: Mapping[str, str] = {name: request.form[name] for name in goes if name in request.form}
    return read_parts(form, parts, plan.id, today())


def saved(shared: Shared, plan: Plan, whole: Whole, typing: Typing, *, holds: bool) -> int:
    by = hand(shared, holds=holds)
    return save(db, plan=plan, whole=whole, typing=typing, by=by, helped_by=by.helped_by, among=GOALS)


def to_plan(shared: Shared):
    return redirect(url_for("sharing.carer_plan", person_id=shared.person.id, saved=1), 303)


@blueprint.get("/carer/people/<uuid:person_id>/plan/about")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.ABOUT)
def together_about(shared: Shared):
    return about_page(shared, Screen(whole_of(shared), today()))


def about_page(shared: Shared, screen: Screen, status: int = 200) -> Page:
    return page("together/about.html", status=status, person=shared.person, screen=screen, holds=holds(shared, SharedPart.ABOUT))


@blueprint.post("/carer/people/<uuid:person_id>/plan/about")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.ABOUT)
def together_about_saved(shared: Shared):
    plan = open_plan(db, person_id=shared.person.id)
    whole = whole_of(shared)
    typing = typed_in([whole.own], ("matters",), plan)
    status = saved(shared, plan, whole, typing, holds=holds(shared, SharedPart.ABOUT))
    if status != 200:
        return about_page(shared, Screen(whole_of(shared), today(), typing), status)
    return to_plan(shared)


@blueprint.post("/carer/people/<uuid:person_id>/plan/goals")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.GOALS)
def together_goals(shared: Shared):
    plan = open_plan(db, person_id=shared.person.id)
    if len(whole_of(shared).goals) >= MOST_GOALS:
        return redirect(url_for("sharing.carer_plan", person_id=shared.person.id), 303)
    made = add_item(db, plan=plan, kind=ItemKind.GOAL, by=hand(shared, holds=holds(shared, SharedPart.GOALS)), cycle=open_cycle(db, shared.person.id))
    return redirect(url_for("together.together_goal", person_id=shared.person.id, goal_id=made.id), 303)


@blueprint.get("/carer/people/<uuid:person_id>/plan/goals/<uuid:goal_id>")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.GOALS)
def together_goal(shared: Shared, goal_id: UUID):
    whole = whole_of(shared)
    return goal_page(shared, Screen(whole, today()), goal_of(whole, goal_id))


def goal_page(shared: Shared, screen: Screen, goal: Part, status: int = 200) -> Page:
    return page("together/goal.html", status=status, person=shared.person, screen=screen, goal=goal, holds=holds(shared, SharedPart.GOALS))


@blueprint.post("/carer/people/<uuid:person_id>/plan/goals/<uuid:goal_id>")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.GOALS)
def together_goal_saved(shared: Shared, goal_id: UUID):
    plan = open_plan(db, person_id=shared.person.id)
    whole = whole_of(shared)
    goal = next((goal for goal in whole.goals if goal.item.id == goal_id), None)
    typing = typed_in([goal, *goal.actions] if goal else [], own_fields(), plan)
    in_their_place = holds(shared, SharedPart.GOALS)
    status = saved(shared, plan, whole, typing, holds=in_their_place)
    if goal is None:
        return page("together/goal_gone.html", status=409, person=shared.person, screen=Screen(whole, today(), typing)) if typing.taken_out else abort(404)
    if status != 200:
        whole = whole_of(shared)
        return goal_page(shared, Screen(whole, today(), typing), goal_of(whole, goal_id), status)
    if request.form.get("press") == "action" and len(goal.actions) < MOST_ACTIONS:
        made = add_item(db, plan=plan, kind=ItemKind.ACTION, by=hand(shared, holds=in_their_place), goal=goal.item)
        return redirect(url_for("together.together_goal", person_id=shared.person.id, goal_id=goal_id, _anchor=f"action-{made.id}"), 303)
    return to_plan(shared)


def own_fields() -> set[str]:
    """The person's own words in a goal and its steps."""
    return {name for kind in (ItemKind.GOAL, ItemKind.ACTION) for name in FIELDS[kind] if owner_of(kind, name) is Owner.PERSON}
