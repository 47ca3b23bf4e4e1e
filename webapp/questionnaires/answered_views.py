"""What was answered, with its score: for the person in plain words, for staff with what the score means, and as FHIR to take along."""

import json
from uuid import UUID

from flask import Response, abort, g

from webapp.access.guard import allows, needs
from webapp.access.policy import Permission
from webapp.content.catalogue import mood_tools
from webapp.instruments.fhir_forms import plain_number
from webapp.instruments.fhir_replies import Given, reply_of
from webapp.instruments.queries import form_of
from webapp.instruments.words import WHAT_HIGHER_IS, name_of
from webapp.people.models import Person
from webapp.questionnaires.answered import Sheet, beside_last_year, best_sheet, entries_of, series_of, sheets_of
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.rules import FOR_ME, PAPER_FOR_ME
from webapp.questionnaires.words import BY_WHOM
from webapp.web.pages import Page, page
from webapp.web.request import db


def answers_page(template: str, person: Person, sheets: list[Sheet], **more) -> Page:
    """One of each response, and every series of at least one complete score."""
    entries = entries_of(db, person.id)
    found = {"series": series_of(db, sheets, entries), "before": beside_last_year(sheets), "entries": entries}
    return page(template, person=person, sheets=sheets, name_of=name_of, WHAT_HIGHER_IS=WHAT_HIGHER_IS, BY_WHOM=BY_WHOM, **found, **more)


@blueprint.get("/people/<uuid:person_id>/answers")
@needs(Permission.FORMS_ANSWER)
def answers(person: Person):
    found = sheets_of(db, person.id)
    own = [sheet for sheet in found if best_sheet(found, sheet.response_id) is sheet]
    return answers_page("questionnaires/answers.html", person, own)


@blueprint.get("/people/<uuid:person_id>/answers/<uuid:response_id>")
@needs(Permission.FORMS_ANSWER)
def answers_file(person: Person, response_id: UUID):
    return as_fhir(person, sheets_of(db, person.id), response_id)


def seen_by_staff(person: Person) -> list[Sheet]:
    """Of this practice's years. Mood and worry only for whoever may read mood."""
    with_mood = allows(Permission.MOOD_READ, person.id)
    return [sheet for sheet in sheets_of(db, person.id, g.practice.id) if with_mood or not is_about_mood(sheet)]


def is_about_mood(sheet: Sheet) -> bool:
    return sheet.instrument.id in mood_tools() or sheet.instrument.watched


@blueprint.get("/people/<uuid:person_id>/answers/desk")
@needs(Permission.FORMS_READ)
def desk_answers(person: Person):
    return answers_page("questionnaires/desk_answers.html", person, seen_by_staff(person))


@blueprint.get("/people/<uuid:person_id>/answers/desk/<uuid:response_id>")
@needs(Permission.FORMS_READ)
def desk_answers_file(person: Person, response_id: UUID):
    return as_fhir(person, seen_by_staff(person), response_id)


def as_fhir(person: Person, sheets: list[Sheet], response_id: UUID) -> Response:
    sheet = best_sheet(sheets, response_id) or abort(404)
    given = Given(str(sheet.response_id), sheet.at, sheet.finished, person.nhs_number, sheet.channel not in (FOR_ME, PAPER_FOR_ME))
    reply = reply_of(sheet.instrument, form_of(db, sheet.instrument), sheet.answers, given)
    text = json.dumps(reply, default=plain_number, ensure_ascii=False, indent=1)
    name = f"answers-{sheet.instrument.id}-{sheet.at:%Y-%m-%d}.json"
    return Response(text, mimetype="application/fhir+json", headers={"Content-Disposition": f'attachment; filename="{name}"'})
