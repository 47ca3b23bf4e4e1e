"""The person told the surgery, or wrote on paper, whom they share with: staff write it down, read it back, and it only ever lets somebody read."""

from typing import Any

from flask import redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.days import day_typed
from webapp.grants.changes import share
from webapp.grants.models import Given
from webapp.grants.presets import PRESETS, preset_named
from webapp.grants.queries import grants_of
from webapp.grants.rules import A_WEEK, MOST_CARERS, plain_word, usual_end
from webapp.grants.seers import seers_of
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.plans.queries import review_day
from webapp.sharing.carer_pages import shared_already, too_many
from webapp.sharing.doors import blueprint
from webapp.sharing.forms import WrittenGrantForm
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/shares")
@needs(Permission.SHARE_WRITE)
def desk_shares(person: Person):
    form = WrittenGrantForm(until=day_typed(usual_end(review_day(db, person.id), today())))
    form.tick(preset_named(request.args.get("kind", "")))
    return shares_page(person, form)


def shares_page(person: Person, form: WrittenGrantForm, status: int = 200) -> Page:
    shown: dict[str, Any] = {"seers": seers_of(db, person.id, today()), "PRESETS": PRESETS, "week_end": today() + A_WEEK, "saved": "saved" in request.args}
    shown["address"] = url_for("sharing.desk_shares", person_id=person.id)
    return page("sharing/desk_shares.html", status=status, person=person, form=form, **shown, **WORDS)


@blueprint.post("/people/<uuid:person_id>/shares")
@needs(Permission.SHARE_WRITE)
def share_written(person: Person):
    form = WrittenGrantForm.read(request.form)
    if len(grants_of(db, person.id, today())) >= MOST_CARERS:
        form.errors["name"] = too_many()
    if form.is_valid and form.until_on is not None:
        whom = {"name": form.name, "number": form.kept or "", "word": plain_word(form.word), "why": form.why}
        if share(db, person_id=person.id, parts=form.parts, until_on=form.until_on, given=Given(form.given), by=visitor().account_id, **whom):
            return redirect(url_for("sharing.desk_shares", person_id=person.id, saved=1), 303)
        form.errors["number"] = shared_already()
    return shares_page(person, form, 422)
