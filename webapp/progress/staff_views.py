"""The desk: agree that somebody looks after themselves, and how they are asked; write their answers down; print the letter; how soon parts are asked after."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _, lazy
from webapp.content.living import check_in_questions, months, weeks_between_check_ins
from webapp.pathway.changes import MoveRefused
from webapp.people.models import Person
from webapp.progress.ageing import choose_months, in_months, rhythm_of
from webapp.progress.check_in_views import ANSWERS, answers_given
from webapp.progress.check_ins import agree_check_ins, agreed_with, answer, check_ins_of, looks_after_self, said_in, waiting_check_in
from webapp.progress.doors import blueprint
from webapp.progress.models import RhythmKind, Way
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint"]

WAYS = {Way.TEXT: lazy("By text"), Way.POST: lazy("By letter"), Way.PHONE: lazy("By phone")}


@blueprint.get("/people/<uuid:person_id>/looking-after")
@needs(Permission.TALK_WRITE)
def looking_after(person: Person):
    return desk_page(person)


def desk_page(person: Person, status: int = 200, errors: dict[str, str] | None = None) -> Page:
    agreed, asked = agreed_with(db, person.id, g.practice.id), check_ins_of(db, person.id, g.practice.id)
    shown: dict[str, object] = {"agreed": agreed, "asked": [(one, said_in(one)) for one in asked], "looks_after": looks_after_self(db, person.id), "WAYS": WAYS}
    shown |= {"weeks": weeks_between_check_ins(), "waiting": waiting_check_in(db, person.id, g.practice.id), "questions": check_in_questions()}
    shown["address"] = url_for("progress.looking_after", person_id=person.id)
    return page("progress/looking_after.html", status=status, person=person, errors=errors or {}, chosen=request.form, ANSWERS=ANSWERS, **shown)


@blueprint.post("/people/<uuid:person_id>/looking-after")
@needs(Permission.TALK_WRITE)
def looking_after_agreed(person: Person):
    weeks, way = request.form.get("weeks", 0, type=int), request.form.get("way", "")
    errors = {} if weeks in weeks_between_check_ins().may_be else {"weeks": _("Choose one of the answers.")}
    errors |= {} if way in list(Way) else {"way": _("Choose one of the answers.")}
    if errors:
        return desk_page(person, 422, errors)
    try:
        agree_check_ins(db, person=person, practice=g.practice, weeks=weeks, way=Way(way), by=visitor().account_id)
    except MoveRefused:
        return desk_page(person, 409, {"weeks": _("This person has moved on since. Look again.")})
    return redirect(url_for("progress.looking_after", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/wellbeing/desk")
@needs(Permission.TALK_WRITE)
def check_in_written_down(person: Person):
    """What they said on the phone, or sent back on paper."""
    waiting = waiting_check_in(db, person.id, g.practice.id)
    chosen, errors = answers_given()
    if errors:
        return desk_page(person, 422, errors)
    if waiting:
        answer(db, check_in=waiting, answers=chosen, practice=g.practice, by=visitor().account_id)
    return redirect(url_for("progress.looking_after", person_id=person.id), 303)


@blueprint.get("/people/<uuid:person_id>/wellbeing/paper")
@needs(Permission.LETTER_PRINT)
def check_in_paper(person: Person):
    return page("progress/check_in_paper.html", person=person, questions=check_in_questions(), ANSWERS=ANSWERS, printed_on=today())


@blueprint.get("/staff/plan-rhythm")
@staff_needs(Permission.LEAFLETS_CHANGE)
def plan_rhythm():
    found = rhythm_of(db, RhythmKind.STILL_TRUE, practice_id=g.practice.id)
    standing = found.months if found else months("still_true").usual
    return page("progress/plan_rhythm.html", months=standing, choices=in_months(months("still_true").may_be), saved="saved" in request.args)


@blueprint.post("/staff/plan-rhythm")
@staff_needs(Permission.LEAFLETS_CHANGE)
def plan_rhythm_chosen():
    chosen = request.form.get("months", 0, type=int)
    if chosen in months("still_true").may_be:
        choose_months(db, kind=RhythmKind.STILL_TRUE, months=chosen, by=visitor().account_id, practice_id=g.practice.id)
    return redirect(url_for("progress.plan_rhythm", saved=1), 303)
