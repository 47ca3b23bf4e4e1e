"""The person looks at their plan again: part by part, each its own small save; stopped and gone on with at any time."""

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.days import A_YEAR_AT_MOST, day_typed, months_after
from webapp.base.i18n import _
from webapp.chapters.kinds import ItemKind
from webapp.edits.forms import Typing, read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import press_in, save
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan
from webapp.plans.models import Plan
from webapp.plans.queries import Part, Whole, plan_of
from webapp.plans.rules import MOST_ACTIONS
from webapp.progress.ageing import months_chosen, rhythm_of
from webapp.progress.models import RhythmKind
from webapp.reviews.changes import want_talk
from webapp.reviews.queries import last_talk_day, yearly_talk
from webapp.revisits.doors import blueprint
from webapp.revisits.looking import Look, begin_review, end_review, last_review, latest_next, look_at, open_review, say_of, stop_part
from webapp.revisits.models import Said
from webapp.revisits.parts import Place
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint"]

COUNTED = {said.name: said for said in Said}


def open_look(person: Person) -> Look | None:
    review = open_review(db, person.id)
    return look_at(db, review) if review else None


@blueprint.get("/people/<uuid:person_id>/plan/review")
@needs(Permission.PLAN_CHANGE)
def review(person: Person):
    return overview(person)


def overview(person: Person) -> Page:
    """What a review is, and where one stands."""
    last, mine = last_review(db, person.id), plan_of(db, person.id)
    look, next_on = look_at(db, last) if last else None, mine and mine.review_on
    return page("revisits/look.html", person=person, look=look, has_plan=mine is not None, next_on=next_on)


@blueprint.post("/people/<uuid:person_id>/plan/review")
@needs(Permission.PLAN_CHANGE)
def review_begun(person: Person):
    if plan_of(db, person.id) is None:
        return redirect(url_for("booklets.plan", person_id=person.id), 303)
    begin_review(db, plan=open_plan(db, person_id=person.id), by=visitor().account_id)
    return to_next(person)


def to_next(person: Person, after: str = ""):
    look = open_look(person) or abort(404)
    place = look.next_place(after)
    if place is None:
        return redirect(url_for("revisits.review_end", person_id=person.id), 303)
    return redirect(url_for("revisits.review_part", person_id=person.id, section=place.key), 303)


@blueprint.get("/people/<uuid:person_id>/plan/review/<section>")
@needs(Permission.PLAN_CHANGE)
def review_part(person: Person, section: str):
    look = open_look(person)
    if look is None:
        return overview(person)
    return part_page(person, look, look.place(section) or abort(404), Screen(look.now, today()))


def part_page(person: Person, look: Look, place: Place, screen: Screen, status: int = 200, *, change: bool = False) -> Page:
    before, now = look.lines(place)
    shown = {"before": before, "now": now, "goal": goal_in(look.now, place), "section": place.section, "side": "person"}
    asked = {"change": change or "change" in request.args, "stop": "stop" in request.args}
    return page("revisits/look_part.html", status=status, person=person, look=look, place=place, screen=screen, **shown, **asked)


def goal_in(whole: Whole, place: Place) -> Part | None:
    return next((goal for goal in whole.goals if goal.item and goal.item.id == place.goal_id), None) if place.goal_id else None


@blueprint.post("/people/<uuid:person_id>/plan/review/<section>")
@needs(Permission.PLAN_CHANGE)
def review_part_said(person: Person, section: str):
    mine = (plan_of(db, person.id) and open_plan(db, person_id=person.id)) or abort(404)
    look = open_look(person)
    if look is None:
        return redirect(url_for("revisits.review", person_id=person.id), 303)
    place, press = look.place(section) or abort(404), request.form.get("press", "")
    if press == "still_right":
        say_of(db, review=look.review, place=place, said=Said.STILL_RIGHT, by=visitor().account_id)
    elif press == "stop" and place.may_stop:
        stop_part(db, plan=mine, whole=look.now, place=place, by=hand())
        say_of(db, review=look.review, place=place, said=Said.STOPPED, by=visitor().account_id)
    elif place.may_change:
        return changed(person, mine, look, place, press)
    return to_next(person, place.key)


def changed(person: Person, mine: Plan, look: Look, place: Place, press: str):
    """The form of that part, saved as on its own page. Saved without a change it is still right."""
    goal, now = goal_in(look.now, place), Screen(look.now, today())
    parts = [goal, *goal.actions] if goal else [look.now.own, *(now.entries(place.section) if place.section else ())]
    typing = read_parts(request.form, parts, mine.id, today())
    status = save(db, plan=mine, whole=look.now, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    if status != 200:
        again = look_at(db, look.review)
        return part_page(person, again, place, Screen(again.now, today(), typing), status, change=True)
    anchor = press_in(db, plan=mine, whole=look.now, section=place.section, press=press, by=hand()) if place.section else ""
    if goal and goal.item and press == "action" and len(goal.actions) < MOST_ACTIONS:
        anchor = f"action-{add_item(db, plan=mine, kind=ItemKind.ACTION, by=hand(), goal=goal.item).id}"
    if anchor:
        return redirect(url_for("revisits.review_part", person_id=person.id, section=place.key, change=1, _anchor=anchor), 303)
    said = Said.CHANGED if look_at(db, look.review).has_changed(place) else Said.STILL_RIGHT
    say_of(db, review=look.review, place=place, said=said, by=visitor().account_id)
    return to_next(person, place.key)


@blueprint.get("/people/<uuid:person_id>/plan/review/end")
@needs(Permission.PLAN_CHANGE)
def review_end(person: Person):
    look = open_look(person)
    return overview(person) if look is None else end_page(person, look, Screen(look.now, today()))


def end_page(person: Person, look: Look, screen: Screen, status: int = 200) -> Page:
    """The next day is suggested: so many months from now, and never later than a year after the last talk."""
    rhythm = rhythm_of(db, RhythmKind.REVIEW, person_id=person.id)
    latest = latest_next(last_talk_day(db, person.id), today(), A_YEAR_AT_MOST.days)
    suggested = min(months_after(today(), months_chosen(db, RhythmKind.REVIEW, person.id, g.practice.id if g.practice else None)), latest)
    shown = {"suggested": day_typed(suggested) if latest > today() else None, "latest": latest, "rhythm": rhythm}
    return page("revisits/look_end.html", status=status, person=person, look=look, screen=screen, talk=own_talk(person), **shown, **COUNTED)


def own_talk(person: Person):
    return yearly_talk(db, practice=g.practice, person_id=person.id) if g.practice else None


@blueprint.post("/people/<uuid:person_id>/plan/review/end")
@needs(Permission.PLAN_CHANGE)
def review_ended(person: Person):
    mine = (plan_of(db, person.id) and open_plan(db, person_id=person.id)) or abort(404)
    look = open_look(person)
    if look is None:
        return redirect(url_for("revisits.review", person_id=person.id), 303)
    typing = read_parts(request.form, [look.now.own], mine.id, today())
    check_end(typing, mine, latest_next(last_talk_day(db, person.id), today(), A_YEAR_AT_MOST.days).isoformat())
    status = save(db, plan=mine, whole=look.now, typing=typing, by=hand())
    if status != 200:
        return end_page(person, look, Screen(look.now, today(), typing), status)
    end_review(db, look=look_at(db, look.review), plan=mine, practice=g.practice, by=visitor().account_id)
    if request.form.get("talk") and g.practice:
        want_talk(db, person=person, practice=g.practice, by=visitor().account_id)
    return redirect(url_for("revisits.review", person_id=person.id), 303)


def check_end(typing: Typing, mine: Plan, latest: str) -> None:
    """No review ends without a day and who arranges it; unless the yearly talk is due, where both are agreed."""
    typed = typing.typed.get(mine.id, {})
    if "review_on" not in typed:
        return
    for name, words in (("review_on", _("Write the day of the next look at your plan.")), ("review_by", _("Write who makes sure that it happens."))):
        if name not in typed or not typed[name].text:
            typing.errors.setdefault(f"{name}-plan", words)
    if not typing.errors and typed["review_on"].text > latest:
        typing.errors["review_on-plan"] = _("Choose a day within a year of your last talk.")
