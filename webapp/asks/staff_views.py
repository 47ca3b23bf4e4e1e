"""The desk: requests that wait for an answer, who it may be, and what they were told."""

from datetime import date, timedelta
from uuid import UUID

from flask import abort, current_app, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.queries import person_in_practice
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.asks.changes import AnswerRefused, answer, keep_ask, match
from webapp.asks.doors import blueprint
from webapp.asks.forms import AnswerForm, AskForm
from webapp.asks.models import Outcome, TalkAsk
from webapp.asks.queries import answered_asks, ask_of, held_ask, open_asks
from webapp.asks.rules import answer_by, is_late
from webapp.asks.words import answer_words
from webapp.base.clock import in_london, pathway_now, today
from webapp.base.i18n import _
from webapp.doors.handed_on import handed_on, onward
from webapp.people.models import Person
from webapp.people.queries import names_of, people_named, standing_opt_out
from webapp.web.pages import Page, page
from webapp.web.request import db

MAY = Permission.PATHWAY_CHANGE
SHOWN_FOR = timedelta(days=30)
PUT_RIGHT = {
    "answered": ("outcome", lambda: _("Somebody else has answered this meanwhile.")),
    "match": ("outcome", lambda: _("First find the person. Then answer.")),
    "opted_out": ("may_ask_again", lambda: _("They said no to being asked. Ask them, then put the tick.")),
    "not_now": ("outcome", lambda: _("They are asked already, or are further on. Speak with them.")),
}


def own(ask_id: UUID) -> TalkAsk:
    return ask_of(db, g.practice.id, ask_id) or abort(404)


def days_of(ask: TalkAsk) -> tuple:
    """(answer by, is it late)"""
    asked_on = in_london(ask.asked_at).date()
    return answer_by(g.practice, asked_on), is_late(g.practice, asked_on, today())


@blueprint.get("/staff/asks")
@staff_needs(MAY)
def desk():
    waiting, settled = open_asks(db, g.practice.id), answered_asks(db, g.practice.id, pathway_now() - SHOWN_FOR)
    names = names_of(db, {ask.person_id for ask in (*waiting, *settled) if ask.person_id}, registered_with=g.practice.id)
    note_seen({Seen.LIST: list(names)})
    return page("asks/desk.html", waiting=[(ask, *days_of(ask)) for ask in waiting], settled=settled, names=names)


def new_page(form: AskForm, status: int = 200) -> Page:
    return page("asks/desk_form.html", status=status, form=form, address=url_for("asks.new"))


@blueprint.get("/staff/asks/new")
@staff_needs(MAY)
def new():
    return new_page(AskForm())


@blueprint.post("/staff/asks/new")
@staff_needs(MAY)
def added():
    form = AskForm.read(request.form)
    if form.errors:
        return new_page(form, 422)
    made = keep_ask(db, practice=g.practice, asked=form.asked(), by=visitor().staff_id)
    return redirect(url_for("asks.one", ask_id=made.id), 303)


def one_page(ask: TalkAsk, form: AnswerForm, status: int = 200) -> Page:
    """People are found by what staff type, never by what a stranger typed."""
    words = handed_on(url_for("asks.one", ask_id=ask.id)).get("q", "")
    found = people_named(db, g.practice.id, words) if words and not ask.person_id else None
    note_seen({Seen.SEARCH: [person.id for person in found or ()]})
    here = person_in_practice(db, ask.person_id) if ask.person_id else None
    person = here[0] if here and here[1].id == g.practice.id else None
    if person and request.method == "GET":
        note_seen({Seen.LIST: [person.id]})
    suggested = {one.value: answer_words(ask, g.practice, one) for one in Outcome if ask.person_id or one is Outcome.NO}
    more = {"due": days_of(ask), "opt_out": person and standing_opt_out(db, person.id), "suggested": suggested, "born": date.fromisoformat(ask.born)}
    return page("asks/one.html", status=status, ask=ask, form=form, words=words, found=found, person=person, address=url_for("asks.one", ask_id=ask.id), **more)


@blueprint.get("/staff/asks/<uuid:ask_id>")
@staff_needs(MAY)
def one(ask_id: UUID):
    return one_page(own(ask_id), AnswerForm())


@blueprint.post("/staff/asks/<uuid:ask_id>/search")
@staff_needs(MAY)
def search(ask_id: UUID):
    own(ask_id)
    return onward(url_for("asks.one", ask_id=ask_id), q=" ".join(request.form.get("q", "").split())[:80])


@blueprint.post("/staff/asks/<uuid:ask_id>/match")
@staff_needs(MAY)
def matched(ask_id: UUID):
    """A person of this practice, or nobody."""
    ask = held_ask(db, g.practice.id, ask_id) or abort(404)
    chosen = request.form.get("person", "")
    ids = names_of(db, {UUID(chosen)}, registered_with=g.practice.id) if is_id(chosen) else {}
    if not ask.answered_at and (ids or chosen == "nobody"):
        person = db.get_one(Person, next(iter(ids))) if ids else None
        match(db, ask=ask, person=person, by=visitor().staff_id)
        note_each(MAY, list(ids))
    return redirect(url_for("asks.one", ask_id=ask_id), 303)


def is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@blueprint.post("/staff/asks/<uuid:ask_id>/answer")
@staff_needs(MAY)
def answered(ask_id: UUID):
    ask, form, who = held_ask(db, g.practice.id, ask_id) or abort(404), AnswerForm.read(request.form), visitor()
    if form.errors:
        return one_page(ask, form, 422)
    words = answer_words(ask, g.practice, Outcome(form.outcome), form.why)
    try:
        with db.begin_nested():
            base_url = current_app.config["SETTINGS"].base_url
            answer(db, ask=ask, practice=g.practice, said=form.answer(words), staff=who.staff_id, by=who.account_id, base_url=base_url)
    except AnswerRefused as refused:
        name, said = PUT_RIGHT[str(refused)]
        form.errors[name] = said()
        return one_page(own(ask_id), form, 409)
    note_each(MAY, [ask.person_id] if ask.person_id else [])
    return redirect(url_for("asks.one", ask_id=ask_id), 303)


@blueprint.get("/staff/asks/<uuid:answered_id>/letter")
@staff_needs(MAY)
def letter(answered_id: UUID):
    """What they are told, on paper. Only of an answered one."""
    ask = own(answered_id)
    if ask.answered_at is None:
        abort(404)
    return page("asks/letter.html", ask=ask)
