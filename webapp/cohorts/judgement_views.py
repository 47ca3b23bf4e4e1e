"""Staff think that a talk would help somebody, and say why; and the page on which a person reads why they were asked."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.asks.queries import who_asked
from webapp.cohorts.changes import end_judgement, think_of
from webapp.cohorts.doors import blueprint
from webapp.cohorts.forms import read_reason
from webapp.cohorts.queries import judgement_of, why_asked
from webapp.cohorts.words import told_to_them
from webapp.people.models import Person
from webapp.practices.queries import staff_names
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/judgement")
@needs(Permission.JUDGEMENT_WRITE)
def judgement(person: Person):
    return judgement_page(person)


def judgement_page(person: Person, status: int = 200, *, reason: str = "", errors: dict[str, str] | None = None) -> Page:
    standing, names = judgement_of(db, g.practice.id, person.id), staff_names(db, g.practice.id)
    address = url_for("cohorts.judgement", person_id=person.id)
    return page("cohorts/judgement.html", status=status, person=person, standing=standing, names=names, reason=reason, errors=errors or {}, address=address)


@blueprint.post("/people/<uuid:person_id>/judgement")
@needs(Permission.JUDGEMENT_WRITE)
def judged(person: Person):
    errors: dict[str, str] = {}
    reason = read_reason(request.form, errors)
    if errors:
        return judgement_page(person, 422, reason=reason, errors=errors)
    think_of(db, practice_id=g.practice.id, person_id=person.id, reason=reason, by=visitor().staff_id)
    return redirect(url_for("cohorts.judgement", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/judgement/ending")
@needs(Permission.JUDGEMENT_WRITE)
def judgement_ending(person: Person):
    if standing := judgement_of(db, g.practice.id, person.id):
        end_judgement(db, judgement=standing, by=visitor().staff_id)
    return redirect(url_for("cohorts.judgement", person_id=person.id), 303)


@blueprint.get("/people/<uuid:person_id>/why-asked")
@needs(Permission.REASON_READ)
def why_you_were_asked(person: Person):
    asked_us = person.id in who_asked(db, g.practice.id, {person.id})
    return page("cohorts/why_asked.html", person=person, whys=why_asked(db, person.id), told_to_them=told_to_them, asked_us=asked_us)
