"""What was answered, with its score: for the person in plain words, for staff with what the score means, and as FHIR to take along."""

import json
from dataclasses import replace
from uuid import UUID

from flask import Response, abort, g, redirect, request, url_for

from webapp.access.guard import allows, needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import mood_tools
from webapp.instruments.changes import enter_score
from webapp.instruments.fhir_forms import plain_number
from webapp.instruments.fhir_replies import Given, reply_of
from webapp.instruments.forms import ScoreForm
from webapp.instruments.models import ScoreEntry
from webapp.instruments.queries import form_of, loaded_by, loaded_version
from webapp.instruments.rules import has_ended
from webapp.instruments.words import WHAT_HIGHER_IS, name_of, notices_of
from webapp.people.models import Person
from webapp.practices.queries import staff_names
from webapp.questionnaires.answered import Sheet, beside_last_year, best_sheet, entries_of, series_of, sheets_of
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.rules import FOR_ME, PAPER_FOR_ME
from webapp.questionnaires.words import BY_WHOM
from webapp.web.pages import Page, page
from webapp.web.request import db


def answers_page(template: str, person: Person, sheets: list[Sheet], entries: list[ScoreEntry], *, status: int = 200, **more) -> Page:
    """Every set of answers, and every series of at least one complete score."""
    found = {"series": series_of(db, [one for one in sheets if one.shows_score], entries), "before": beside_last_year(sheets), "entries": entries}
    said = {"name_of": name_of, "notices_of": notices_of, "WHAT_HIGHER_IS": WHAT_HIGHER_IS, "BY_WHOM": BY_WHOM}
    return page(template, status=status, person=person, sheets=sheets, **said, **found, **more)


@blueprint.get("/people/<uuid:person_id>/answers")
@needs(Permission.FORMS_ANSWER)
def answers(person: Person):
    """One of each response; no score whose licence keeps it from people."""
    found = sheets_of(db, person.id)
    own = [sheet for sheet in found if best_sheet(found, sheet.response_id) is sheet]
    return answers_page("questionnaires/answers.html", person, own, [one for one in entries_of(db, person.id) if may_be_shown(one)])


def may_be_shown(entry: ScoreEntry) -> bool:
    rights = loaded_version(db, entry.instrument, entry.sha256)
    return rights is not None and rights.shows_score


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
    return desk_page(person)


def desk_page(person: Person, **more) -> Page:
    """`entry_packs`: licensed packs for scores only, whose licence stands: staff may type a score in."""
    packs = [one.instrument for one in loaded_by(db, g.practice.id).values() if one.entry_only and not has_ended(one.valid_until, today())]
    sheets = [replace(sheet, shows_score=True) for sheet in seen_by_staff(person)]
    entries = [entry for entry in entries_of(db, person.id) if entry.practice_id == g.practice.id]
    shown = {"entry_packs": packs, "names": staff_names(db, g.practice.id), "address": url_for("questionnaires.desk_answers", person_id=person.id)}
    return answers_page("questionnaires/desk_answers.html", person, sheets, entries, **shown, **more)


@blueprint.post("/people/<uuid:person_id>/answers/desk/scores/<name>")
@needs(Permission.RESULTS_ENTER)
def score(person: Person, name: str):
    """A score from the owner's own page, typed in: number, level, day. Who typed it, and which licence, are kept beside it."""
    pack = loaded_by(db, g.practice.id).get(name)
    if pack is None or not pack.entry_only or has_ended(pack.valid_until, today()):
        return desk_page(person, status=409, no_licence=True)
    form = ScoreForm.read(request.form, pack.instrument, today())
    if form.errors or form.taken_on is None:
        return desk_page(person, status=422, wrong=form, wrong_pack=name)
    said = {"asked": pack.instrument, "amount": form.amount, "level": form.level, "taken_on": form.taken_on}
    enter_score(db, person_id=person.id, practice_id=g.practice.id, by=visitor().staff_id, **said)
    return redirect(url_for("questionnaires.desk_answers", person_id=person.id), 303)


@blueprint.get("/people/<uuid:person_id>/answers/desk/<uuid:response_id>")
@needs(Permission.FORMS_READ)
def desk_answers_file(person: Person, response_id: UUID):
    return as_fhir(person, seen_by_staff(person), response_id)


def as_fhir(person: Person, sheets: list[Sheet], response_id: UUID) -> Response:
    sheet = best_sheet([one for one in sheets if one.may_export], response_id) or abort(404)
    given = Given(str(sheet.response_id), sheet.at, sheet.finished, person.nhs_number, sheet.channel not in (FOR_ME, PAPER_FOR_ME))
    reply = reply_of(sheet.instrument, form_of(db, sheet.instrument), sheet.answers, given)
    text = json.dumps(reply, default=plain_number, ensure_ascii=False, indent=1)
    name = f"answers-{sheet.instrument.id}-{sheet.at:%Y-%m-%d}.json"
    return Response(text, mimetype="application/fhir+json", headers={"Content-Disposition": f'attachment; filename="{name}"'})
