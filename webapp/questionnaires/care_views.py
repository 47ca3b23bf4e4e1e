"""My care check: six questions about the year's care, one a page, with a name or without; the answers of who gives a name."""

from collections.abc import Mapping

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import care_check
from webapp.doors.handed_on import handed_on, onward
from webapp.pathway.models import Cycle
from webapp.people.models import Person
from webapp.questionnaires.care_queries import Standing, standing_check
from webapp.questionnaires.care_rules import NAMED_READERS, READERS, WHO, WORDS
from webapp.questionnaires.changes import finish, keep_answer
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import UNNAMED, answer_posted, start_posted, words_posted
from webapp.questionnaires.queries import response_of, standing_answers
from webapp.questionnaires.rules import channel_of
from webapp.questionnaires.slips import hand_out, slip_here
from webapp.questionnaires.unnamed import take_slip
from webapp.web.pages import Page, page
from webapp.web.request import db


def last_page() -> int:
    """The questions, and one page for words."""
    return len(care_check().questions) + 1


def question_at(number: int):
    """None on the page for words; a 404 beyond it."""
    if not 1 <= number <= last_page():
        abort(404)
    return care_check().questions[number - 1] if number < last_page() else None


def check_page(number: int, place: str, *, readers: tuple[str, ...], status: int = 200, **shown) -> Page:
    """`place` is the address before the number. `said`: what was chosen before, question to words, of who gave a name."""
    question = question_at(number)
    template = "questionnaires/check_question.html" if question else "questionnaires/check_words.html"
    shown = {"said": {}, "errors": {}, **shown}
    return page(template, status=status, instrument=care_check(), question=question, number=number, pages=last_page(), place=place, readers=readers, **shown)


def open_check(person: Person) -> Standing | None:
    """None when there is none to answer with a name: not offered now, or answered without."""
    found = standing_check(db, person.id, today())
    return found if found and found.offered and not found.unnamed else None


def closed() -> Page:
    """Kind either way; a refusal only for who sent something."""
    return page("questionnaires/check_closed.html", status=410 if request.method == "POST" else 200, typed=request.form.get("words", ""))


def start_page(person: Person, status: int = 200, **more) -> Page:
    standing = standing_check(db, person.id, today())
    return page("questionnaires/check.html", status=status, person=person, standing=standing, has_slip=slip_here() is not None, **more)


def place_of(person: Person) -> str:
    return url_for("questionnaires.check", person_id=person.id)


@blueprint.get("/people/<uuid:person_id>/care-check")
@needs(Permission.CARE_CHECK_WRITE)
def check(person: Person):
    return start_page(person)


@blueprint.post("/people/<uuid:person_id>/care-check")
@needs(Permission.CARE_CHECK_WRITE)
def check_start(person: Person):
    who, way, wrong = start_posted(request.form)
    standing = open_check(person)
    if standing is None:
        return start_page(person, 409)
    if wrong and not standing.named:
        return start_page(person, 422, errors=wrong, way=way, who=who)
    if way != UNNAMED or standing.named:
        return onward(f"{place_of(person)}/1", place=place_of(person), who=who)
    slip = take_slip(db, cycle=db.get_one(Cycle, standing.cycle_id), instrument=care_check().id, who=who)
    return hand_out(redirect("/care-check/1", 303), slip) if slip else start_page(person, 409)


@blueprint.get("/people/<uuid:person_id>/care-check/<int:number>")
@needs(Permission.CARE_CHECK_WRITE)
def check_question(person: Person, number: int):
    standing = open_check(person)
    if standing is None:
        return closed()
    return check_page(number, place_of(person), readers=NAMED_READERS, said=said_so_far(person, standing), who=who_fills_in(person))


def who_fills_in(person: Person) -> str:
    return request.form.get(WHO) or handed_on(place_of(person)).get(WHO) or ""


def said_so_far(person: Person, standing: Standing) -> Mapping[str, str]:
    """What this same hand answered before: nobody meets here what somebody else answered for the person."""
    found = response_of(db, standing.cycle_id, care_check().id)
    channel = channel_of(who=who_fills_in(person), in_letterbox=False)
    return {answer.question: answer.words for answer in standing_answers(db, found.id, channel)} if found else {}


@blueprint.post("/people/<uuid:person_id>/care-check/<int:number>")
@needs(Permission.CARE_CHECK_WRITE)
def check_answer(person: Person, number: int):
    question, standing, who = question_at(number), open_check(person), who_fills_in(person)
    form = answer_posted(request.form, care_check(), question) if question else words_posted(request.form, NAMED_READERS)
    if standing is None:
        return closed()
    if form.errors:
        return check_page(number, place_of(person), readers=NAMED_READERS, status=422, errors=form.errors, said=typed_words(), who=who)
    keep(person, standing, form.said, who)
    return onward(f"{place_of(person)}/{number + 1}" if question else f"{place_of(person)}/end", place=place_of(person), who=who)


def typed_words() -> Mapping[str, str]:
    return {WORDS: request.form.get("words", ""), READERS: request.form.get("readers", "")}


def keep(person: Person, standing: Standing, said: Mapping[str, str], who: str) -> None:
    cycle, by, channel = db.get_one(Cycle, standing.cycle_id), visitor().account_id, channel_of(who=who, in_letterbox=False)
    for question, words in {**({WHO: who} if who else {}), **said}.items():
        keep_answer(db, cycle=cycle, instrument=care_check(), question=question, words=words, channel=channel, by=by)
    if WORDS in said:
        finish(db, cycle=cycle, instrument=care_check())


@blueprint.get("/people/<uuid:person_id>/care-check/end")
@needs(Permission.CARE_CHECK_WRITE)
def check_end(person: Person):
    return page("questionnaires/check_end.html", back=url_for("questionnaires.check", person_id=person.id), named=True)
