"""The mood questions: what will happen first, then one question a page. What was answered is never shown here."""

from flask import abort, g, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.models import Tier
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.content.catalogue import instrument, mood_tools
from webapp.content.prompt import Instrument, Question
from webapp.cover.changes import note_call_me
from webapp.cover.crisis import crisis_facts
from webapp.cover.queries import open_entries_of
from webapp.cover.words import CALL_ME
from webapp.doors.handed_on import handed_on, onward
from webapp.instruments.queries import mood_tool
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.people.queries import mobile_of
from webapp.practices.working_days import is_staffed, next_staffed_time, read_by
from webapp.questionnaires import answered_views, care_views, form_views, unnamed_views
from webapp.questionnaires.asking import asking
from webapp.questionnaires.calls import Call, clocks_of, values_that_call
from webapp.questionnaires.changes import call_duty, finish, save_answer
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import answer_posted
from webapp.questionnaires.queries import said_by
from webapp.questionnaires.rules import channel_of, page_after, page_before, steps_of
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["answered_views", "blueprint", "care_views", "form_views", "unnamed_views"]


def in_letterbox() -> bool:
    return visitor().tier is Tier.LETTERBOX


def tool() -> Instrument:
    """What this practice asks about mood now. A plain 404 where it asks nothing."""
    return mood_tool(db, g.practice, wall()) or abort(404)


def tool_answered() -> Instrument:
    """What the page asked when it was opened. A phone may send hours later, when another tool is asked: what was said is taken all the same."""
    named = request.form.get("tool", "")
    return instrument(named) if named in mood_tools() else tool()


def mood_page(template: str, person: Person, *, status: int = 200, **context) -> Page:
    """Every mood page knows who reads the answers, by when, and where the way back leads."""
    back = url_for("packs.letterbox" if in_letterbox() else "packs.pack", person_id=person.id)
    said = {**so_far(person), "read_by": read_by(g.practice, wall()), "crisis": crisis_facts(g.practice.nation)}
    said["opens_at"] = None if is_staffed(g.practice, wall()) else next_staffed_time(g.practice, wall())
    return page(template, status=status, **{"person_id": person.id, "back": back, **said, **context})


def question_page(person: Person, asked: Instrument, number: int, **context) -> Page:
    """What was answered is never shown here; it only decides which question comes next."""
    known = answered(person, asked)
    question = question_at(asked, number)
    shown = {"asked": asking(asked, question, {}), "steps_now": steps_of(asked, known, number), "page_before": page_before(asked, known, number)}
    shown["help_when"] = values_that_call(asked, question)
    return mood_page("questionnaires/question.html", person, instrument=asked, number=number, **shown, **context)


def answered(person: Person, asked: Instrument) -> dict[str, str]:
    cycle = open_cycle(db, person.id)
    channel = channel_of(who=so_far(person)["who"], in_letterbox=in_letterbox())
    return said_by(db, cycle.id, asked.id, channel) if cycle else {}


def place(person: Person) -> str:
    return url_for("questionnaires.mood", person_id=person.id)


def so_far(person: Person) -> dict:
    """Who is answering, and whether an answer called for help: in the form, or handed on, and never in the address."""
    handed = handed_on(place(person))
    return {
        "who": request.form.get("who") or handed.get("who"),
        "help_first": "help" in request.form or "help" in handed,
        "is_hard": "hard" in handed,
        "called": handed.get("called"),
    }


@blueprint.get("/people/<uuid:person_id>/mood")
@needs(Permission.ANSWERS_WRITE)
def mood(person: Person):
    asked = tool()
    return mood_page("questionnaires/mood.html", person, instrument=asked, with_duty=bool(clocks_of(asked)))


@blueprint.post("/people/<uuid:person_id>/mood")
@needs(Permission.ANSWERS_WRITE)
def mood_start(person: Person):
    return onward(place(person), who=request.form.get("who", "")[:20] or None)


@blueprint.get("/people/<uuid:person_id>/mood/<int:number>")
@needs(Permission.ANSWERS_WRITE)
def mood_question(person: Person, number: int):
    return question_page(person, tool(), number)


@blueprint.post("/people/<uuid:person_id>/mood/<int:number>")
@needs(Permission.ANSWERS_WRITE)
def mood_answer(person: Person, number: int):
    asked = tool_answered()
    question, cycle = question_at(asked, number), open_cycle(db, person.id)
    form = answer_posted(request.form, asked, question)
    if form.errors:
        return question_page(person, asked, number, status=422, errors=form.errors)
    channel = channel_of(who=form.who, in_letterbox=in_letterbox())
    if cycle is None:
        return too_late(person, asked, question, form.words or "", channel)
    said = {"cycle": cycle, "practice": g.practice, "instrument": asked, "question": question.id, "words": form.words}
    call = save_answer(db, **said, channel=channel, by=visitor().account_id, wall=wall())
    said = {"place": place(person), "who": (form.who or "")[:20] or None}
    said |= {"help": 1 if call is Call.HELP or so_far(person)["help_first"] else None, "hard": 1 if call is Call.HARD else None}
    following = page_after(asked, said_by(db, cycle.id, asked.id, channel), number)
    # A tool that is not asked any more ends here, with what was said of it kept.
    if following and asked.id == tool().id:
        return onward(url_for("questionnaires.mood_question", person_id=person.id, number=following), **said)
    finish(db, cycle=cycle, instrument=asked)
    return onward(url_for("questionnaires.mood_end", person_id=person.id), **said)


def too_late(person: Person, asked: Instrument, question: Question, words: str, channel: str) -> Page:
    """The year is over. Words about danger are seen all the same."""
    called = bool(words) and words in values_that_call(asked, question)
    if called:
        said = {"person_id": person.id, "year": person.id, "instrument": asked, "channel": channel, "known": {question.id: words}}
        call_duty(db, practice=g.practice, **said)
    return mood_page("questionnaires/closed.html", person, status=410, help_first=called)


@blueprint.get("/people/<uuid:person_id>/mood/end")
@needs(Permission.ANSWERS_WRITE)
def mood_end(person: Person):
    """Whether the number is right is asked only of who just said so, and the number itself is shown to nobody who came by a link."""
    mobile = mobile_of(db, person.id) if not in_letterbox() else None
    waits = so_far(person)["help_first"] and bool(open_entries_of(db, g.practice.id, person.id))
    return mood_page("questionnaires/end.html", person, asks_phone=waits, mobile=mobile)


@blueprint.post("/people/<uuid:person_id>/mood/phone")
@needs(Permission.ANSWERS_WRITE)
def mood_phone(person: Person):
    """Where somebody who said that things are hard may be phoned. It stands on the duty list beside their words."""
    called = request.form.get("call", "")
    if called in CALL_ME:
        for entry in open_entries_of(db, g.practice.id, person.id):
            note_call_me(db, entry=entry, said=called)
    kept = {"help": 1, "called": called if called in CALL_ME else "none"}
    return onward(url_for("questionnaires.mood_end", person_id=person.id), place=place(person), who=so_far(person)["who"], **kept)


def question_at(asked: Instrument, number: int) -> Question:
    if not 1 <= number <= len(asked.questions):
        abort(404)
    return asked.questions[number - 1]
