"""The desk: one person's invitation record, what they answered by phone or post, what a human tried, and their month."""

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.batches.queries import names_by_account
from webapp.pathway.models import Stage
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.recall.changes import choose_month, write_attempt
from webapp.recall.doors import blueprint
from webapp.recall.forms import BY_HAND, HEARD_BY_STAFF, AttemptForm, ReplyForm, month_typed
from webapp.recall.models import Recall
from webapp.recall.queries import open_recall
from webapp.recall.record import record_of
from webapp.recall.replies import give_up, recall_for_answer, take_reply
from webapp.recall.rules import months_to_choose
from webapp.recall.words import ALL
from webapp.web.pages import Page, page
from webapp.web.request import db

# Further on in the year there is nothing left to answer.
ANSWERABLE = (Stage.ENTRY, Stage.INVITED, Stage.DECLINED, Stage.LOOKING_AFTER_MYSELF)


@blueprint.get("/people/<uuid:person_id>/invitations")
@needs(Permission.DETAILS_READ)
def record(person: Person):
    return record_page(person)


def record_page(person: Person, status: int = 200, reply: ReplyForm | None = None, attempt: AttemptForm | None = None) -> Page:
    found = record_of(db, person, g.practice.id)
    forms = {"reply": reply or ReplyForm(), "attempt": attempt or AttemptForm(), "BY_HAND": BY_HAND, "HEARD_BY_STAFF": HEARD_BY_STAFF}
    forms |= {"months": months_to_choose(today()), "names": names_by_account(db, g.practice.id), "saved": "saved" in request.args}
    forms["may_write"] = found.cycle is not None and found.cycle.practice_id == g.practice.id and found.cycle.stage in ANSWERABLE
    forms["address"] = url_for("recall.record", person_id=person.id)
    return page("recall/record.html", status=status, person=person, record=found, **forms, **ALL)


def saved(person: Person):
    return redirect(url_for("recall.record", person_id=person.id, saved=1), 303)


@blueprint.post("/people/<uuid:person_id>/invitations/replies")
@needs(Permission.PATHWAY_CHANGE)
def replies(person: Person):
    """What they said by phone, by post or to somebody here."""
    form, cycle = ReplyForm.read(request.form), open_cycle(db, person.id)
    if form.errors or form.said is None or form.heard is None:
        return record_page(person, 422, reply=form)
    if cycle is None or cycle.practice_id != g.practice.id or cycle.stage not in ANSWERABLE:
        return record_page(person, 409, reply=form)
    by = visitor().account_id
    recall = recall_for_answer(db, cycle=cycle, by=by)
    take_reply(db, recall_id=recall.id, said=form.said, heard=form.heard, by=by, sure=True, month=form.month, note=form.note)
    return saved(person)


@blueprint.post("/people/<uuid:person_id>/invitations/attempts")
@needs(Permission.PATHWAY_CHANGE)
def attempts(person: Person):
    form = AttemptForm.read(request.form)
    if form.means is None or form.came_of is None:
        return record_page(person, 422, attempt=form)
    write_attempt(db, recall=standing_recall(person), means=form.means, came_of=form.came_of, note=form.note, by=visitor().account_id)
    return saved(person)


@blueprint.post("/people/<uuid:person_id>/invitations/end")
@needs(Permission.PATHWAY_CHANGE)
def end_of_asking(person: Person):
    give_up(db, recall=standing_recall(person), by=visitor().account_id)
    return saved(person)


def standing_recall(person: Person) -> Recall:
    """The one that goes on here; a 404 when there is none."""
    cycle = open_cycle(db, person.id)
    recall = open_recall(db, cycle.id) if cycle and cycle.practice_id == g.practice.id else None
    return recall or abort(404)


@blueprint.post("/people/<uuid:person_id>/invitations/month")
@needs(Permission.PATHWAY_CHANGE)
def month(person: Person):
    """The month in which this person wants to be asked each year. What is none of the choices changes nothing: the page shows again what stands."""
    said = request.form.get("month-of-year", "")
    chosen = month_typed(said)
    if chosen or not said:
        choose_month(db, person=person, month=chosen, by=visitor().account_id)
    return saved(person)
