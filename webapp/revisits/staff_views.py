"""The desk's page of a review: that it was begun, what was said, what changed; and how often this person's plan is looked at again, with why."""

from typing import Any

from flask import redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import _
from webapp.content.living import months
from webapp.people.models import Person
from webapp.preparation.rules import plain_words
from webapp.progress.ageing import choose_months, in_months, months_chosen, rhythm_of
from webapp.progress.models import RhythmKind
from webapp.revisits.doors import blueprint
from webapp.revisits.looking import last_review, look_at
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint"]

LONGEST_REASON = 300


@blueprint.get("/people/<uuid:person_id>/plan/review/desk")
@needs(Permission.TALK_WRITE)
def desk_review(person: Person):
    return desk_page(person)


def desk_page(person: Person, status: int = 200, errors: dict[str, str] | None = None) -> Page:
    review, rhythm = last_review(db, person.id), rhythm_of(db, RhythmKind.REVIEW, person_id=person.id)
    standing = rhythm.months if rhythm else months_chosen(db, RhythmKind.REVIEW, person.id, None)
    shown: dict[str, Any] = {"rhythm": rhythm, "months": standing, "choices": in_months(months("review").may_be), "errors": errors or {}}
    shown["address"] = url_for("revisits.desk_review", person_id=person.id)
    return page("revisits/desk_look.html", status=status, person=person, look=look_at(db, review) if review else None, **shown)


@blueprint.post("/people/<uuid:person_id>/plan/review/rhythm")
@needs(Permission.TALK_WRITE)
def review_rhythm(person: Person):
    """How often is a clinician's own choice. Sooner than usual has a reason, which the person reads."""
    chosen, why = request.form.get("months", 0, type=int), plain_words(request.form.get("why", ""))[:LONGEST_REASON]
    errors = {} if chosen in months("review").may_be else {"months": _("Choose one of the answers.")}
    if chosen < months("review").usual and not why and not errors:
        errors["why"] = _("Say why. They read it.")
    if errors:
        return desk_page(person, 422, errors)
    choose_months(db, kind=RhythmKind.REVIEW, months=chosen, by=visitor().account_id, person_id=person.id, why=why)
    return redirect(url_for("revisits.desk_review", person_id=person.id), 303)
