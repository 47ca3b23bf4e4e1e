"""Every questionnaire a practice asks, but for mood and the care check: what there is, one question a page, and what was answered."""

from collections.abc import Mapping

from flask import abort, g, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.content.catalogue import mood_tools
from webapp.content.prompt import Instrument, Kind, Question
from webapp.cover.crisis import crisis_facts
from webapp.doors.handed_on import handed_on, onward
from webapp.instruments.queries import asked_now, version_of
from webapp.instruments.words import PICTURES, name_of, notices_of
from webapp.pathway.models import Cycle
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.working_days import is_staffed, next_staffed_time, read_by
from webapp.questionnaires.asking import asking
from webapp.questionnaires.calls import Call, clocks_of, values_that_call
from webapp.questionnaires.changes import finish, keep_answer, save_answer
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import answer_posted
from webapp.questionnaires.queries import progress_in, response_of, said_by
from webapp.questionnaires.rules import channel_of, is_finished, is_read, numbers_shown, page_after, page_before, steps_of
from webapp.web.pages import Page, page
from webapp.web.request import db

WHOM = ("me", "with_me", "for_me")


def instrument_named(person: Person, name: str) -> Instrument:
    """One this practice asks now, or the plain 404; who began goes on with the version they began. Mood has pages of its own."""
    found = next((one for one in asked_now(db, g.practice, wall()) if one.id == name and name not in mood_tools()), None) or abort(404)
    cycle = open_cycle(db, person.id) if found.sha256 else None
    begun = response_of(db, cycle.id, name) if cycle else None
    return found if begun is None or begun.sha256 == found.sha256 else version_of(db, name, begun.sha256) or found


def question_at(asked: Instrument, number: int) -> Question:
    if not 1 <= number <= len(asked.questions):
        abort(404)
    return asked.questions[number - 1]


def place_of(person: Person, name: str) -> str:
    return url_for("questionnaires.form", person_id=person.id, name=name)


def who_fills_in(person: Person, name: str) -> str:
    places = (place_of(person, name), url_for("questionnaires.forms", person_id=person.id))
    said = request.form.get("who") or next((handed["who"] for place in places if "who" in (handed := handed_on(place))), "")
    return said if said in WHOM else ""


def channel_here(person: Person, name: str) -> str:
    return channel_of(who=who_fills_in(person, name), in_letterbox=False)


def said_before(person: Person, asked: Instrument) -> dict[str, str]:
    """What this same hand answered: nobody meets here what somebody else answered for the person."""
    cycle = open_cycle(db, person.id)
    return said_by(db, cycle.id, asked.id, channel_here(person, asked.id)) if cycle else {}


def form_page(template: str, person: Person, instrument: Instrument, *, status: int = 200, **context) -> Page:
    shown = {"name": name_of(instrument), "picture_name": PICTURES.get(instrument.id, "form"), "who": who_fills_in(person, instrument.id)}
    shown["notices"] = notices_of(instrument)
    if is_read(instrument):
        shown |= who_reads(person, instrument)
    return page(f"questionnaires/{template}", status=status, person_id=person.id, instrument=instrument, **shown, **context)


def who_reads(person: Person, instrument: Instrument) -> dict:
    """Of mood and worry: by when it is read, and help first once an answer called for it."""
    opens_at = None if is_staffed(g.practice, wall()) else next_staffed_time(g.practice, wall())
    found = {"crisis": crisis_facts(g.practice.nation), "opens_at": opens_at, "help_first": needs_help(person, instrument.id)}
    read_on = read_by(g.practice, wall())
    return found | {"read_on": read_on, "read_by": read_on, "with_duty": bool(clocks_of(instrument))}


def needs_help(person: Person, name: str) -> bool:
    return "help" in request.form or "help" in handed_on(place_of(person, name))


@blueprint.get("/people/<uuid:person_id>/questions")
@needs(Permission.FORMS_ANSWER)
def forms(person: Person):
    """All there is to answer, and how far each got."""
    cycle, found = open_cycle(db, person.id), asked_now(db, g.practice, wall())
    who = handed_on(url_for("questionnaires.forms", person_id=person.id)).get("who")
    done = progress_in(db, cycle.id) if cycle else {}
    rows = [(one, name_of(one), PICTURES.get(one.id, "form"), done.get(one.id)) for one in found]
    return page("questionnaires/forms.html", person_id=person.id, rows=rows, closed=cycle is None, mood=mood_tools(), who=who)


@blueprint.get("/people/<uuid:person_id>/questions/<name>")
@needs(Permission.FORMS_ANSWER)
def form(person: Person, name: str):
    return form_page("form.html", person, instrument_named(person, name))


@blueprint.post("/people/<uuid:person_id>/questions/<name>")
@needs(Permission.FORMS_ANSWER)
def form_start(person: Person, name: str):
    asked = instrument_named(person, name)
    first = (numbers_shown(asked, said_before(person, asked)) or [1])[0]
    said = {"place": place_of(person, name), "who": who_fills_in(person, name) or None}
    return onward(url_for("questionnaires.form_question", person_id=person.id, name=name, number=first), **said)


def question_page(person: Person, instrument: Instrument, number: int, *, status: int = 200, typed: MultiDict | None = None, **context) -> Page:
    question, known = question_at(instrument, number), said_before(person, instrument)
    asked = asking(instrument, question, known)
    said = asked.said if typed is None else typed_again(typed, asked.options or question.kind is Kind.YES_NO)
    steps, before = steps_of(instrument, known, number), page_before(instrument, known, number)
    shown = {"asked": asked, "said": said, "number": number, "page_before": before, "steps_now": steps}
    shown["help_when"] = values_that_call(instrument, question)
    return form_page("form_question.html", person, instrument, status=status, **shown, **context)


def typed_again(typed: MultiDict, is_choice: object) -> Mapping[str, object]:
    return {name: typed.getlist(name) if name == "answer" and is_choice else typed[name] for name in typed}


@blueprint.get("/people/<uuid:person_id>/questions/<name>/<int:number>")
@needs(Permission.FORMS_ANSWER)
def form_question(person: Person, name: str, number: int):
    return question_page(person, instrument_named(person, name), number)


@blueprint.post("/people/<uuid:person_id>/questions/<name>/<int:number>")
@needs(Permission.FORMS_ANSWER)
def form_answer(person: Person, name: str, number: int):
    asked = instrument_named(person, name)
    question, cycle = question_at(asked, number), open_cycle(db, person.id)
    posted = answer_posted(request.form, asked, question)
    if posted.errors:
        return question_page(person, asked, number, status=422, typed=request.form, errors=posted.errors)
    if cycle is None:
        return page("questionnaires/closed.html", status=410)
    channel = channel_here(person, name)
    call = keep(asked, cycle, question, posted.words or "", channel)
    known = said_by(db, cycle.id, name, channel)
    following = page_after(asked, known, number)
    said = {"place": place_of(person, name), "who": who_fills_in(person, name) or None}
    said |= {"help": "1" if call is Call.HELP or needs_help(person, name) else None}
    if following:
        return onward(url_for("questionnaires.form_question", person_id=person.id, name=name, number=following), **said)
    if is_finished(asked, known):
        finish(db, cycle=cycle, instrument=asked)
    return onward(url_for("questionnaires.form_end", person_id=person.id, name=name), **said)


def keep(asked: Instrument, cycle: Cycle, question: Question, words: str, channel: str) -> Call:
    """Returns what the answer calls for: of what nobody reads by a clock, nothing."""
    said = {"cycle": cycle, "instrument": asked, "question": question.id, "words": words, "channel": channel, "by": visitor().account_id}
    if is_read(asked):
        return save_answer(db, **said, practice=g.practice, wall=wall())
    keep_answer(db, **said)
    return Call.NONE


@blueprint.get("/people/<uuid:person_id>/questions/<name>/end")
@needs(Permission.FORMS_ANSWER)
def form_end(person: Person, name: str):
    asked = instrument_named(person, name)
    known = said_before(person, asked)
    left = [number for number in numbers_shown(asked, known) if asked.questions[number - 1].id not in known]
    return form_page("form_end.html", person, asked, left=left[0] if left else None)
