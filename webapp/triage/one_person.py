"""One person's triage on one page: alarms, questions, lines, release."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import _
from webapp.doors.handed_on import handed_on, onward
from webapp.findings.triages import around, triage_of_person
from webapp.triage import words
from webapp.triage.decisions import answer_questions, decide, record_contact, take_back_answer
from webapp.triage.desk import blueprint
from webapp.triage.forms import ids, past_day, read_answers, read_contact, read_ticks, typed_elsewhere
from webapp.triage.releasing import NotReady, release, withdraw_release
from webapp.web.pages import page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/triage")
@needs(Permission.RELEASE)
def triage(person):
    return triage_page(person)


def triage_page(person, *, status: int = 200, errors=None, refused: bool = False):
    """The page as it stands now; what was posted is shown again when something was wrong with it."""
    found = triage_of_person(db, person, practice=g.practice)
    shown = {"person": person, "triage": found, "around": around(db, found), "words": words}
    shown |= {"medicines": handed_on().get("medicines", ""), "typed": request.form if status == 422 else None}
    shown["address"] = url_for("triage.triage", person_id=person.id)
    return page("triage/triage.html", status=status, errors=errors or {}, refused=refused, **shown)


def back(person):
    return redirect(url_for("triage.triage", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/triage/answers")
@needs(Permission.RELEASE)
def answers(person):
    found = triage_of_person(db, person, practice=g.practice)
    for fact_id in ids(request.form, "again-"):
        take_back_answer(db, person=person, fact_id=fact_id, practice=g.practice, by=visitor().staff_id)
    said, errors = read_answers(request.form, found.questions)
    if errors:
        return triage_page(person, status=422, errors=errors)
    answer_questions(db, triage=found, answers=said, practice=g.practice, by=visitor().staff_id)
    return back(person)


@blueprint.post("/people/<uuid:person_id>/triage/decisions")
@needs(Permission.RELEASE)
def decisions(person):
    errors = beside_the_ticks(person) if "enter" in request.form else {}
    errors = errors or keep_ticks(person)
    if errors:
        return triage_page(person, status=422, errors=errors)
    return onward(url_for("triage.triage", person_id=person.id), medicines=request.form.get("medicines_reviewed_on", "")[:40])


def beside_the_ticks(person):
    return typed_elsewhere(request.form, triage_of_person(db, person, practice=g.practice).questions)


def keep_ticks(person):
    found = triage_of_person(db, person, practice=g.practice)
    ticks, errors = read_ticks(request.form, found)
    if not errors:
        decide(db, triage=found, ticks=ticks, practice=g.practice, by=visitor().staff_id)
    return errors


@blueprint.post("/people/<uuid:person_id>/triage/contact")
@needs(Permission.RELEASE)
def contact(person):
    outcome, note, about, errors = read_contact(request.form)
    if errors:
        return triage_page(person, status=422, errors=errors)
    record_contact(db, person=person, hit_ids=about, outcome=outcome, note=note, practice=g.practice, by=visitor().staff_id)
    return back(person)


@blueprint.post("/people/<uuid:person_id>/triage/release")
@needs(Permission.RELEASE)
def released(person):
    """Keeps the ticks first, so that one press does both; then releases, or says everything that stands in the way."""
    errors = keep_ticks(person)
    reviewed_on = past_day(request.form, "medicines_reviewed_on", errors)
    if errors:
        return triage_page(person, status=422, errors=errors)
    try:
        release(db, person=person, practice=g.practice, by=visitor().staff_id, account_id=visitor().account_id, medicines_reviewed_on=reviewed_on)
    except NotReady:
        return triage_page(person, status=422, refused=True)
    return redirect(url_for("triage.waiting_list", released=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/triage/release/withdrawal")
@needs(Permission.RELEASE)
def withdrawal(person):
    why = request.form.get("why", "").strip()[:300]
    if not why:
        return triage_page(person, status=422, errors={"why": _("Say why, in a few words.")})
    withdraw_release(db, person=person, triage=triage_of_person(db, person, practice=g.practice), why=why, account_id=visitor().account_id)
    return back(person)
