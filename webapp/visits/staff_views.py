"""The information-gathering visit: the checklist to fill in, and the phone to check."""

from collections.abc import Iterable

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.content.catalogue import Result, conditions, result_groups, results
from webapp.doors.handed_on import handed_on, onward
from webapp.findings.triages import not_done, open_alarms
from webapp.pathway.queries import open_cycle
from webapp.people.changes import call_by
from webapp.people.forms import read_known_as
from webapp.results.queries import latest_results
from webapp.triage import words
from webapp.visits.changes import record_visit, set_checklist, set_practice_checklist
from webapp.visits.checklist import EVERYBODY, catalogue_codes, checklist, entries_of, own_codes, practice_items
from webapp.visits.forms import condition_in, ticked_codes
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


@blueprint.get("/people/<uuid:person_id>/checklist")
@needs(Permission.CHECKLIST_SET)
def own_checklist(person):
    here = {"person_id": person.id, "practice_id": g.practice.id}
    on = {entry.code for entry in checklist(db, **here)}
    return page("visits/own_checklist.html", person=person, groups=everything(), on=on, is_own=bool(own_codes(db, **here)), saved="saved" in request.args)


def everything() -> dict[str, list[Result]]:
    return in_groups(entries_of(results()))


@blueprint.post("/people/<uuid:person_id>/checklist")
@needs(Permission.CHECKLIST_SET)
def own_checklist_set(person):
    codes = [] if "usual" in request.form else ticked_codes(request.form)
    set_checklist(db, person=person, practice=g.practice, codes=codes, by=visitor().staff_id)
    return redirect(url_for("visits.own_checklist", person_id=person.id, saved=1), 303)


@blueprint.get("/staff/checklists")
@staff_needs(Permission.CHECKLIST_SET)
def checklists():
    """The practice's own list for one condition; while it has none at all, the catalogue's is shown to begin with."""
    told = handed_on(once=True)
    items, condition = practice_items(db, g.practice.id), condition_in(request.args or MultiDict(told))
    own = {item.result_code for item in items if item.condition == condition}
    on = {entry.code for entry in entries_of(own if items else catalogue_codes({condition}))}
    known = {EVERYBODY: _("Everybody")} | conditions()
    more = {"condition": condition, "conditions": known, "is_own": bool(items), "saved": "saved" in told}
    return page("visits/checklists.html", groups=everything(), on=on, **more)


@blueprint.post("/staff/checklists")
@staff_needs(Permission.CHECKLIST_SET)
def checklists_set():
    condition = condition_in(request.form)
    set_practice_checklist(db, practice=g.practice, condition=condition, codes=ticked_codes(request.form))
    return onward(url_for("visits.checklists"), saved=1, condition=condition)
