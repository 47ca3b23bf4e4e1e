"""The talks on a plan, each with what was saved in it; the person opens one again at home and goes on."""

from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.booklets.doors import blueprint
from webapp.decisions.changes import add_thought, begin_talk, note_saves
from webapp.decisions.models import How
from webapp.decisions.pressing import press_in_list
from webapp.decisions.queries import Talk, decisions_in, saved_in, talk_of, talks_of
from webapp.decisions.rules import Present, Told, Who, wanted
from webapp.decisions.wanted import offered
from webapp.decisions.words import HOW_FOR_ME, is_shown_elsewhere, saved_in_words
from webapp.edits.forms import Typing, checked_length, read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import save
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.plans.queries import Whole, empty_plan, plan_of, whole_plan
from webapp.plans.rules import LONGEST
from webapp.plans.writers import writers_of
from webapp.preparation.rules import plain_words
from webapp.talks.sheets import talk_sheet_of
from webapp.web.pages import Page, page
from webapp.web.request import db

THOUGHT = "thought"


def is_own(person: Person) -> bool:
    return visitor().person_id == person.id


@blueprint.get("/people/<uuid:person_id>/plan/talks")
@needs(Permission.PLAN_READ)
def talks(person: Person):
    return page("booklets/talks.html", person=person, talks=talks_of(db, person.id), HOW=HOW_FOR_ME, may_change=is_own(person))


@blueprint.post("/people/<uuid:person_id>/plan/talks")
@needs(Permission.PLAN_CHANGE)
def own_talk(person: Person):
    """The person talked about their plan at home, or thinks it over alone."""
    told = Told(today(), How.AFTERWARDS, (Present(Who.PERSON, person.name),))
    made = begin_talk(db, person_id=person.id, practice_id=None, cycle_id=None, told=told, by=hand())
    return redirect(url_for("booklets.talk", person_id=person.id, conversation_id=made.id), 303)


@blueprint.get("/people/<uuid:person_id>/plan/talks/<uuid:conversation_id>")
@needs(Permission.PLAN_READ)
def talk(person: Person, conversation_id: UUID):
    return talk_page(person, talk_of(db, person.id, conversation_id) or abort(404), Typing())


def talk_page(person: Person, found: Talk, typing: Typing, status: int = 200) -> Page:
    whole = whole_plan(db, person.id) or empty_plan(person.id)
    plan = plan_of(db, person.id)
    lines = saved_in(db, plan.id, found.numbers) if plan else []
    then = wanted_then(person, whole, found)
    shown = {"lines": [saved_in_words(one) for one in lines if not is_shown_elsewhere(one)], "wanted": then, "HOW": HOW_FOR_ME}
    may_change = is_own(person)
    sheet = talk_sheet_of(db, person=person, practice_id=g.practice.id, with_mood=True) if may_change and g.practice else None
    shown |= {"may_change": may_change, "offered": offered(sheet, whole.own) if may_change else [], "saved": "saved" in request.args}
    shown |= {"decisions": [one for one in decisions_in(whole) if one.was_written_in(found.numbers)]}
    screen = Screen(whole, today(), typing, writers_of(db, person.id, whole.revisions))
    return page("booklets/talk.html", status=status, person=person, talk=found, screen=screen, **shown)


def wanted_then(person: Person, whole: Whole, found: Talk) -> list[str]:
    """The list as it stood when this talk was last saved."""
    if not found.numbers:
        return []
    then = whole if found.numbers[-1] == whole.number else whole_plan(db, person.id, found.numbers[-1])
    return wanted(then.own.words) if then else []


@blueprint.post("/people/<uuid:person_id>/plan/talks/<uuid:conversation_id>")
@needs(Permission.PLAN_CHANGE)
def talk_saved(person: Person, conversation_id: UUID):
    """The list of what both want, and a thought that came afterwards. One form: what was typed is saved first."""
    found, mine = talk_of(db, person.id, conversation_id) or abort(404), open_plan(db, person_id=person.id)
    whole = whole_plan(db, person.id) or abort(404)
    typing = read_parts(request.form, [whole.own], mine.id, today())
    thought = plain_words(request.form.get(THOUGHT, ""))
    if len(thought) > LONGEST:
        typing.errors[THOUGHT] = _("This is too long for one box. Use fewer words.")
    typing.shown[THOUGHT] = thought
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand())
    if status == 200:
        now = whole_plan(db, person.id) or abort(404)
        press_in_list(db, plan=mine, own=now.own, press=request.form.get("press", ""), by=hand())
        add_thought(db, talk=found, words=checked_length(thought), by=hand())
    note_saves(db, talk=found, plan=mine, since=whole.number)
    if status != 200:
        return talk_page(person, found, typing, status)
    return redirect(url_for("booklets.talk", person_id=person.id, conversation_id=conversation_id, saved=1, _anchor="today"), 303)
