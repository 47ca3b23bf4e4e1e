"""The information-gathering visit: the checklist to fill in, and the phone to check."""

from collections.abc import Iterable

from flask import Blueprint, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import Result, result_groups
from webapp.findings.triages import not_done, open_alarms
from webapp.pathway.queries import open_cycle
from webapp.people.changes import call_by
from webapp.people.forms import read_known_as
from webapp.results.queries import latest_results
from webapp.triage import words
from webapp.visits.changes import record_visit
from webapp.visits.checklist import checklist
from webapp.visits.sheet import BOTTOM, Visit, box_name, read_visit
from webapp.web.pages import page
from webapp.web.request import db

FROM_A_LABORATORY = ("blood", "kidney")

blueprint = Blueprint("visits", __name__)


@blueprint.get("/people/<uuid:person_id>/visit")
@needs(Permission.RESULTS_ENTER)
def visit(person):
    return visit_page(person, checklist(db, person_id=person.id, practice_id=g.practice.id))


def visit_page(person, entries: list[Result], *, typed: Visit | None = None):
    cycle = open_cycle(db, person.id)
    return page(
        "visits/visit.html",
        status=422 if typed else 200,
        person=person,
        groups=in_groups(entries),
        latest=latest_results(db, person.id),
        not_done=not_done(db, person.id, cycle.id if cycle else None),
        alarms=open_alarms(db, person.id),
        typed=request.form if typed else None,
        errors=typed.errors if typed else {},
        sure=typed.sure if typed else {},
        saved=request.args.get("saved", type=int),
        today=today(),
        box_name=box_name,
        words=words,
    )


def in_groups(entries: Iterable[Result]) -> dict[str, list[Result]]:
    """Heading -> its results: what is measured with the person first. The bottom blood pressure box stands in the top one's line."""
    headings = sorted(result_groups().items(), key=lambda item: item[0] in FROM_A_LABORATORY)
    found = {heading: [entry for entry in entries if entry.group == group and entry.code != BOTTOM] for group, heading in headings}
    return {heading: group for heading, group in found.items() if group}


@blueprint.post("/people/<uuid:person_id>/visit")
@needs(Permission.RESULTS_ENTER)
def visited(person):
    entries = checklist(db, person_id=person.id, practice_id=g.practice.id)
    typed = read_visit(request.form, entries, today())
    name = read_known_as(request.form, typed.errors)
    if typed.errors:
        return visit_page(person, entries, typed=typed)
    called = call_by(db, person=person, name=name)
    record_visit(db, person=person, visit=typed, practice=g.practice, by=visitor().staff_id)
    return redirect(url_for("visits.visit", person_id=person.id, saved=len(typed.readings) + len(typed.not_done) + called), 303)
