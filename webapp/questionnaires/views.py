"""The mood questions: what will happen first, then one question a page. What was answered is never shown here."""

from flask import abort, g, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.models import Tier
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.content.catalogue import phq2
from webapp.doors.handed_on import handed_on, onward
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.working_days import is_staffed, read_by
from webapp.questionnaires import care_views, unnamed_views
from webapp.questionnaires.changes import finish, save_answer
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import answer_posted
from webapp.questionnaires.rules import channel_of
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "care_views", "unnamed_views"]


def in_letterbox() -> bool:
    return visitor().tier is Tier.LETTERBOX


def mood_page(template: str, person: Person, *, status: int = 200, **context) -> Page:
    """Every mood page knows who reads the answers, by when, and where the way back leads."""
    back = url_for("packs.letterbox" if in_letterbox() else "packs.pack", person_id=person.id)
    said = {**so_far(person), "read_by": read_by(g.practice, wall())}
    closed_now = not is_staffed(g.practice, wall())
    return page(template, status=status, person_id=person.id, back=back, instrument=phq2(), closed_now=closed_now, **said, **context)


def place(person: Person) -> str:
    return url_for("questionnaires.mood", person_id=person.id)


def so_far(person: Person) -> dict:
    """Who is answering, and whether an answer called for help: in the form, or handed on, and never in the address."""
    handed = handed_on(place(person))
    return {"who": request.form.get("who") or handed.get("who"), "help_first": "help" in request.form or "help" in handed}


@blueprint.get("/people/<uuid:person_id>/mood")
@needs(Permission.ANSWERS_WRITE)
def mood(person: Person):
    return mood_page("questionnaires/mood.html", person)


@blueprint.post("/people/<uuid:person_id>/mood")
@needs(Permission.ANSWERS_WRITE)
def mood_start(person: Person):
    return onward(place(person), who=request.form.get("who", "")[:20] or None)


@blueprint.get("/people/<uuid:person_id>/mood/<int:number>")
@needs(Permission.ANSWERS_WRITE)
def mood_question(person: Person, number: int):
    return mood_page("questionnaires/question.html", person, number=number, question=question_at(number))


@blueprint.post("/people/<uuid:person_id>/mood/<int:number>")
@needs(Permission.ANSWERS_WRITE)
def mood_answer(person: Person, number: int):
    question, cycle = question_at(number), open_cycle(db, person.id)
    form = answer_posted(request.form, phq2(), question)
    if form.errors:
        return mood_page("questionnaires/question.html", person, status=422, number=number, question=question, errors=form.errors)
    if cycle is None:
        return mood_page("questionnaires/closed.html", person, status=410)
    said = {"cycle": cycle, "practice": g.practice, "instrument": phq2(), "question": question.id, "words": form.words}
    marked = save_answer(db, **said, channel=channel_of(who=form.who, in_letterbox=in_letterbox()), by=visitor().account_id, wall=wall())
    said = {"place": place(person), "who": (form.who or "")[:20] or None, "help": 1 if marked or so_far(person)["help_first"] else None}
    if number < len(phq2().questions):
        return onward(url_for("questionnaires.mood_question", person_id=person.id, number=number + 1), **said)
    finish(db, cycle=cycle, instrument=phq2())
    return onward(url_for("questionnaires.mood_end", person_id=person.id), **said)


@blueprint.get("/people/<uuid:person_id>/mood/end")
@needs(Permission.ANSWERS_WRITE)
def mood_end(person: Person):
    return mood_page("questionnaires/end.html", person)


def question_at(number: int):
    if not 1 <= number <= len(phq2().questions):
        abort(404)
    return phq2().questions[number - 1]
