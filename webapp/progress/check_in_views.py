"""The person answers three questions now and then, and is told that all is well, or that their surgery phones."""

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import _, lazy
from webapp.content.living import check_in_questions
from webapp.people.models import Person
from webapp.progress.check_ins import agreed_with, answer, check_ins_of, waiting_check_in
from webapp.progress.doors import blueprint
from webapp.progress.more_help import more_help
from webapp.web.pages import Page, page
from webapp.web.request import db

ANSWERS = {"yes": lazy("Yes"), "no": lazy("No"), "not_sure": lazy("I am not sure")}


def answers_given() -> tuple[dict[str, str], dict[str, str]]:
    """What was chosen, by question; and what is missing, in words, by the field's name."""
    chosen = {one.id: request.form.get(one.id, "") for one in check_in_questions()}
    return chosen, {name: _("Choose one of the answers.") for name, said in chosen.items() if said not in ANSWERS}


@blueprint.get("/people/<uuid:person_id>/wellbeing")
@needs(Permission.PLAN_CHANGE)
def check_in(person: Person):
    return check_in_page(person)


def check_in_page(person: Person, status: int = 200, chosen: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Page:
    practice = g.practice or abort(404)
    before = [one for one in check_ins_of(db, person.id, practice.id) if one.answered_at]
    shown: dict[str, object] = {"waiting": waiting_check_in(db, person.id, practice.id), "last": before[0] if before else None}
    shown |= {"more_help": more_help(db, practice=practice, person_id=person.id), "agreed": agreed_with(db, person.id, practice.id)}
    asked = {"questions": check_in_questions(), "ANSWERS": ANSWERS, "chosen": chosen or {}, "errors": errors or {}}
    return page("progress/check_in.html", status=status, person=person, **shown, **asked)


@blueprint.post("/people/<uuid:person_id>/wellbeing")
@needs(Permission.PLAN_CHANGE)
def check_in_answered(person: Person):
    practice = g.practice or abort(404)
    waiting = waiting_check_in(db, person.id, practice.id)
    chosen, errors = answers_given()
    if errors and waiting:
        return check_in_page(person, 422, chosen, errors)
    if waiting:
        answer(db, check_in=waiting, answers=chosen, practice=practice, by=visitor().account_id)
    return redirect(url_for("progress.check_in", person_id=person.id), 303)
