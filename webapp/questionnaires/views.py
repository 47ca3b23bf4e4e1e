"""The mood questions: what will happen first, then one question a page. What was answered is never shown here."""

from flask import abort, g, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.models import Tier
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.content.prompt import Instrument, Question
from webapp.doors.handed_on import handed_on, onward
from webapp.instruments.queries import mood_tool
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.working_days import is_staffed, read_by
from webapp.questionnaires import care_views, form_views, unnamed_views
from webapp.questionnaires.asking import asking
from webapp.questionnaires.changes import finish, save_answer
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import answer_posted
from webapp.questionnaires.queries import said_by
from webapp.questionnaires.rules import channel_of, page_after, page_before, steps_of
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "care_views", "form_views", "unnamed_views"]


def in_letterbox() -> bool:
    return visitor().tier is Tier.LETTERBOX


def tool() -> Instrument:
    """What this practice asks about mood now. A plain 404 where it asks nothing."""
    return mood_tool(db, g.practice, wall()) or abort(404)


def mood_page(template: str, person: Person, *, status: int = 200, **context) -> Page:
    """Every mood page knows who reads the answers, by when, and where the way back leads."""
    back = url_for("packs.letterbox" if in_letterbox() else "packs.pack", person_id=person.id)
    said = {**so_far(person), "read_by": read_by(g.practice, wall())}
    closed_now = not is_staffed(g.practice, wall())
    return page(template, status=status, person_id=person.id, back=back, closed_now=closed_now, **said, **context)


def question_page(person: Person, asked: Instrument, number: int, **context) -> Page:
    """What was answered is never shown here; it only decides which question comes next."""
    known = answered(person, asked)
    question = question_at(asked, number)
    shown = {"asked": asking(asked, question, {}), "steps_now": steps_of(asked, known, number), "page_before": page_before(asked, known, number)}
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
    return {"who": request.form.get("who") or handed.get("who"), "help_first": "help" in request.form or "help" in handed}


@blueprint.get("/people/<uuid:person_id>/mood")
@needs(Permission.ANSWERS_WRITE)
def mood(person: Person):
    return mood_page("questionnaires/mood.html", person, instrument=tool())


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
    asked = tool()
    question, cycle = question_at(asked, number), open_cycle(db, person.id)
    form = answer_posted(request.form, asked, question)
    if form.errors:
        return question_page(person, asked, number, status=422, errors=form.errors)
    if cycle is None:
        return mood_page("questionnaires/closed.html", person, status=410)
    channel = channel_of(who=form.who, in_letterbox=in_letterbox())
    said = {"cycle": cycle, "practice": g.practice, "instrument": asked, "question": question.id, "words": form.words}
    marked = save_answer(db, **said, channel=channel, by=visitor().account_id, wall=wall())
    said = {"place": place(person), "who": (form.who or "")[:20] or None, "help": 1 if marked or so_far(person)["help_first"] else None}
    following = page_after(asked, said_by(db, cycle.id, asked.id, channel), number)
    if following:
        return onward(url_for("questionnaires.mood_question", person_id=person.id, number=following), **said)
    finish(db, cycle=cycle, instrument=asked)
    return onward(url_for("questionnaires.mood_end", person_id=person.id), **said)


@blueprint.get("/people/<uuid:person_id>/mood/end")
@needs(Permission.ANSWERS_WRITE)
def mood_end(person: Person):
    return mood_page("questionnaires/end.html", person)


def question_at(asked: Instrument, number: int) -> Question:
    if not 1 <= number <= len(asked.questions):
        abort(404)
    return asked.questions[number - 1]
