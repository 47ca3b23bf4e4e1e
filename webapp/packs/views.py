"""The person's pages: the pack, what they send, what to talk about first, the letterbox, paper."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.access.queries import About
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now, wall
from webapp.doors.handed_on import handed_on, onward
from webapp.packs.facts import facts_of, moment_in
from webapp.packs.forms import first_posted, goal_posted, posted, words_typed
from webapp.packs.sheets import Sheet, letterbox_sheet, sheet_from, sheet_of
from webapp.packs.trends import drawings
from webapp.pathway.models import Cycle
from webapp.pathway.queries import open_cycle, visit_to_come
from webapp.pathway.rules import ASIDE
from webapp.people.models import Person
from webapp.preparation.changes import (
    add_from_letterbox,
    ask_for_help,
    ask_for_more_time,
    ask_to_move_visit,
    hand_in,
    mark_opened,
    open_pack,
    put_first,
    save_answers,
    wait_with_results,
)
from webapp.preparation.models import Pack
from webapp.preparation.rules import Posted
from webapp.results.queries import over_the_years
from webapp.web.kept import kept_page
from webapp.web.pages import Page, page, wants_fragment
from webapp.web.request import database, db, quick

blueprint = Blueprint("packs", __name__)
WAIT = {"wait": True, "show": False}
ASK = {"help": ask_for_help, "time": ask_for_more_time, "visit": ask_to_move_visit}


def sheet_for(person: Person, **typed) -> Sheet:
    return sheet_of(db, person_id=person.id, practice=g.practice, wall=wall(), **typed)


def pack_page(person_id: UUID, sheet: Sheet, status: int = 200, asked: str | None = None) -> Page:
    said = {name: request.values.get(name) for name in ("saved", "empty")} | {"asked": asked}
    more = "more" in request.args or bool(sheet.errors)
    if status != 200:
        said["address"] = url_for("packs.pack", person_id=person_id, more=1 if more else None)
    waiting = {} if sheet.open else {"visit": visit_to_come(db, person_id, wall()), "aside": aside(open_cycle(db, person_id))}
    return page("packs/pack.html", "packs/_saved.html", status=status, person_id=person_id, sheet=sheet, more=more, **waiting, **said)


def aside(cycle: Cycle | None) -> str | None:
    """The stage of somebody who is not having a talk this year."""
    return cycle.stage.value if cycle and cycle.stage in ASIDE else None


@blueprint.get("/people/<uuid:person_id>/pack")
@needs(Permission.PACK_READ, plainly=True)
def pack(known: About):
    facts = facts_of(quick(), known.person_id)
    if facts.talk and facts.is_unopened:
        with database().writing() as session:
            mark_opened(session, pack_id=facts.talk.pack_id, at=pathway_now())
    moment, asked = moment_in(known.practice, wall(), facts.talk), handed_on(once=True).get("asked")

    def made() -> Page:
        return pack_page(known.person_id, sheet_from(facts, moment), asked=asked)

    return kept_page((known, facts.key, moment, asked), made) if facts.is_open else made()


@blueprint.post("/people/<uuid:person_id>/pack")
@needs(Permission.PACK_READ)
def pack_answers(person: Person):
    typed = posted(request.form)
    cycle = open_cycle(db, person.id)
    if cycle is None:
        return not_saved()
    if typed.errors:
        return pack_page(person.id, sheet_for(person, posted=typed), status=422)
    by = visitor().account_id
    mine = open_pack(db, cycle=cycle)
    clashes = save_answers(db, pack=mine, posted=typed, by=by)
    if clashes:
        return pack_page(person.id, sheet_for(person, posted=typed, clashes=clashes), status=409)
    return after_saving(person, cycle, mine, typed, by)


def after_saving(person: Person, cycle: Cycle, mine: Pack, typed: Posted, by: UUID):
    """Everything typed is kept by now, whichever button was pressed."""
    if wants_fragment():
        return pack_page(person.id, sheet_for(person))
    if typed.press == "send":
        return send(person, cycle, mine, by)
    if typed.press in ASK:
        ASK[typed.press](db, cycle=cycle, practice=g.practice)
        return onward(url_for("packs.pack", person_id=person.id, _anchor="help"), asked=typed.press)
    if typed.press in WAIT:
        wait_with_results(db, pack=mine, wait=WAIT[typed.press], by=by)
        return redirect(url_for("packs.pack", person_id=person.id, _anchor="results"), 303)
    if typed.press == "mood":
        return onward(url_for("questionnaires.mood", person_id=person.id), who=mine.filler)
    if typed.press == "questions":
        return onward(url_for("questionnaires.forms", person_id=person.id), who=mine.filler)
    if typed.press == "goal":
        return redirect(url_for("packs.goal", person_id=person.id), 303)
    if typed.press == "print":
        return redirect(url_for("packs.paper", person_id=person.id), 303)
    return to_pack(person, "more" if typed.press == "more" else "saved", **{typed.press if typed.press == "more" else "saved": 1})


def to_pack(person: Person, place: str, **said):
    return redirect(url_for("packs.pack", person_id=person.id, _anchor=place, **said), 303)


def send(person: Person, cycle: Cycle, mine: Pack, by: UUID):
    if not sheet_for(person).count:
        return to_pack(person, "empty", empty=1)
    hand_in(db, pack=mine, cycle=cycle, by=by)
    return redirect(url_for("packs.sent", person_id=person.id), 303)


@blueprint.get("/people/<uuid:person_id>/pack/sent")
@needs(Permission.PACK_READ)
def sent(person: Person):
    return page("packs/sent.html", person_id=person.id, sheet=sheet_for(person), saved="saved" in request.args)


@blueprint.post("/people/<uuid:person_id>/pack/first")
@needs(Permission.PACK_READ)
def first(person: Person):
    wanted = first_posted(request.form)
    sheet = sheet_for(person)
    if wanted.errors:
        said = {"errors": wanted.errors, "ticked": wanted.chosen, "address": url_for("packs.sent", person_id=person.id)}
        return page("packs/sent.html", status=422, person_id=person.id, sheet=sheet, **said)
    cycle = open_cycle(db, person.id)
    if cycle is not None and sheet.talk and sheet.talk.pack_id:
        put_first(db, pack=open_pack(db, cycle=cycle), first=wanted.chosen)
    return redirect(url_for("packs.sent", person_id=person.id, saved=1, _anchor="first"), 303)


@blueprint.get("/people/<uuid:person_id>/pack/goal")
@needs(Permission.PACK_READ)
def goal(person: Person):
    return page("packs/goal.html", person_id=person.id, sheet=sheet_for(person))


@blueprint.post("/people/<uuid:person_id>/pack/goal")
@needs(Permission.PACK_READ)
def goal_begun(person: Person):
    """A goal the person begins on their own. It becomes one of the plan in the talk, or not."""
    typed, cycle = goal_posted(request.form), open_cycle(db, person.id)
    if cycle is None:
        return not_saved()
    mine = None if typed.errors else open_pack(db, cycle=cycle)
    clashes = save_answers(db, pack=mine, posted=typed, by=visitor().account_id) if mine else {}
    if typed.errors or clashes:
        shown = {"sheet": sheet_for(person, posted=typed, clashes=clashes), "address": url_for("packs.goal", person_id=person.id)}
        return page("packs/goal.html", status=422 if typed.errors else 409, person_id=person.id, **shown)
    return to_pack(person, "goal", saved=1)


@blueprint.get("/people/<uuid:person_id>/pack/years")
@needs(Permission.PACK_READ)
def years(person: Person):
    sheet = sheet_for(person)
    shown = drawings(over_the_years(db, sheet.talk.cycle_id)) if sheet.talk and not sheet.waits else []
    return page("packs/years.html", person_id=person.id, drawings=shown, waits=sheet.waits)


@blueprint.get("/people/<uuid:person_id>/letterbox")
@needs(Permission.LETTERBOX_OPEN)
def letterbox(person: Person):
    return page("packs/letterbox.html", person_id=person.id, sheet=letterbox_sheet(), more="more" in request.args)


@blueprint.post("/people/<uuid:person_id>/letterbox")
@needs(Permission.ANSWERS_WRITE)
def letterbox_answers(person: Person):
    sheet = letterbox_sheet()
    typed = posted(request.form, allowed=sheet.offered)
    cycle = open_cycle(db, person.id)
    if cycle is None:
        return not_saved()
    if typed.errors or typed.press == "more":
        shown = {"sheet": letterbox_sheet(typed), "more": True, "address": url_for("packs.letterbox", person_id=person.id, more=1)}
        return page("packs/letterbox.html", status=422 if typed.errors else 200, person_id=person.id, **shown)
    by = visitor().account_id
    mine = open_pack(db, cycle=cycle)
    add_from_letterbox(db, pack=mine, posted=typed, by=by)
    if typed.answers:
        hand_in(db, pack=mine, cycle=cycle, by=by)
    if typed.press in ASK:
        ASK[typed.press](db, cycle=cycle, practice=g.practice)
    if typed.press == "mood":
        return onward(url_for("questionnaires.mood", person_id=person.id), who=typed.filler)
    asked = typed.press if typed.press in ASK else None
    return onward(url_for("packs.letterbox_sent", person_id=person.id), answers=typed.answers, asked=asked)


@blueprint.get("/people/<uuid:person_id>/letterbox/sent")
@needs(Permission.LETTERBOX_OPEN)
def letterbox_sent(person: Person):
    """Shows how many answers this visit sent, and nothing that is stored."""
    said = handed_on()
    return page("packs/letterbox_sent.html", person_id=person.id, answers=said.get("answers", 0), asked=said.get("asked"))


@blueprint.get("/people/<uuid:person_id>/paper")
@needs(Permission.PACK_READ)
def paper(person: Person):
    return page("packs/paper.html", person_id=person.id, sheet=sheet_for(person), with_private=request.args.get("private") == "print")


def not_saved() -> Page:
    return page("packs/not_saved.html", status=410, typed=words_typed(request.form))
