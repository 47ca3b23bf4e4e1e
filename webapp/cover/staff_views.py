"""The desk: who reads mood answers (the gate), and the duty list."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission, may
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.cover import urgent
from webapp.cover.changes import acknowledge, acknowledge_test, close, keep_cover, note_crisis_check, send_test, stop_cover
from webapp.cover.crisis import crisis_facts, is_check_due
from webapp.cover.duty import duty_lines, entries_for
from webapp.cover.forms import CoverForm, DutyClosingForm
from webapp.cover.models import DutyEntry
from webapp.cover.queries import cover_of, entry_of_practice, mood_cover, staff_here, tests_of
from webapp.cover.rules import ends_soon
from webapp.cover.words import BY_WHOM, CALL_ME, OUTCOMES
from webapp.practices.queries import staff_names
from webapp.web.pages import Page, page
from webapp.web.request import database, db

blueprint = Blueprint("cover", __name__)


def install(app) -> None:
    app.jinja_env.globals.update(duty_waiting=duty_waiting, mood_cover_news=mood_cover_news)
    urgent.install(app)


def duty_waiting() -> int:
    """How many answers nobody has taken yet, of those that this member of staff is asked to take. Stands above every desk page."""
    who = visitor()
    if who is None or g.get("practice") is None or not may(who, Permission.DUTY_LIST, person_id=None, practice_id=who.practice_id):
        return 0
    # The page is made after its transaction ended: asked afresh.
    with database().reading() as session:
        found = entries_for(session, g.practice, who.role, wall())
    return sum(entry.acknowledged_at is None for entry in found)


def mood_cover_news() -> dict[str, Any]:
    """For whoever may put it right: were the numbers for help checked too long ago, and on which day soon does the cover end by itself?"""
    who = visitor()
    if who is None or g.get("practice") is None or not may(who, Permission.MOOD_COVER, person_id=None, practice_id=who.practice_id):
        return {}
    with database().reading() as session:
        row, cover = mood_cover(session, g.practice.id), cover_of(session, g.practice, wall())
    due = is_check_due(g.practice.nation, row.crisis_on if row else None, wall().date())
    return {"check_due": due, "ends_on": cover.until if cover.stands and ends_soon(cover.until, wall().date()) else None}


@blueprint.get("/staff/mood-cover")
@staff_needs(Permission.MOOD_COVER)
def mood_cover_page():
    return cover_page(CoverForm.of(mood_cover(db, g.practice.id)))


def cover_page(form: CoverForm, status: int = 200) -> Page:
    """Shown at the page's own address too after a mistake."""
    shown: dict[str, Any] = {"cover": cover_of(db, g.practice, wall()), "row": mood_cover(db, g.practice.id), "tests": tests_of(db, g.practice.id)}
    shown |= {"staff": staff_here(db, g.practice.id), "names": staff_names(db, g.practice.id), "crisis": crisis_facts(g.practice.nation)}
    return page("cover/mood_cover.html", status=status, form=form, address=url_for("cover.mood_cover_page"), **shown)


@blueprint.post("/staff/mood-cover")
@staff_needs(Permission.MOOD_COVER)
def mood_cover_saved():
    form = CoverForm.read(request.form, staff_here(db, g.practice.id), g.practice)
    if form.errors:
        return cover_page(form, 422)
    keep_cover(db, practice=g.practice, said=form.said, by=visitor().staff_id)
    return redirect(url_for("cover.mood_cover_page"), 303)


@blueprint.post("/staff/mood-cover/crisis-check")
@staff_needs(Permission.MOOD_COVER)
def crisis_check():
    note_crisis_check(db, practice=g.practice, by=visitor().staff_id)
    return redirect(url_for("cover.mood_cover_page"), 303)


@blueprint.post("/staff/mood-cover/pause")
@staff_needs(Permission.MOOD_COVER)
def pause():
    """Nobody can read answers now: the short questions are asked from the next request on."""
    stop_cover(db, practice=g.practice, stop=request.form.get("stop") != "no", by=visitor().staff_id)
    return redirect(url_for("cover.mood_cover_page"), 303)


@blueprint.post("/staff/mood-cover/alert-test")
@staff_needs(Permission.MOOD_COVER)
def alert_test():
    if send_test(db, practice=g.practice, by=visitor().staff_id) is None:
        return cover_page(CoverForm.of(mood_cover(db, g.practice.id)), 409)
    return redirect(url_for("cover.mood_cover_page", _anchor="test"), 303)


@blueprint.get("/staff/duty")
@staff_needs(Permission.DUTY_LIST)
def duty():
    return duty_page()


def duty_page(status: int = 200, entry: DutyEntry | None = None, form: DutyClosingForm | None = None) -> Page:
    lines = duty_lines(db, g.practice, visitor().role, wall())
    met = {line.person.id for line in lines}
    note_seen({Seen.DUTY: met})
    if may(visitor(), Permission.MOOD_READ, person_id=None, practice_id=g.practice.id):
        note_each(Permission.MOOD_READ, met)
    last = tests_of(db, g.practice.id).last
    shown = {
        "test": last if last and last.acknowledged_at is None else None,
        "OUTCOMES": OUTCOMES,
        "CALL_ME": CALL_ME,
        "BY_WHOM": BY_WHOM,
        "wrong": entry.id if entry else None,
    }
    return page("cover/duty.html", status=status, lines=lines, form=form, address=url_for("cover.duty"), **shown)


@blueprint.post("/staff/duty/alert-test")
@staff_needs(Permission.DUTY_LIST)
def alert_test_came():
    acknowledge_test(db, practice=g.practice, by=visitor().staff_id)
    return redirect(url_for("cover.duty"), 303)


@blueprint.post("/staff/duty/<uuid:entry_id>/acknowledgement")
@staff_needs(Permission.DUTY_LIST)
def acknowledgement(entry_id: UUID):
    entry = own_entry(entry_id)
    note_each(Permission.DUTY_LIST, [entry.person_id])
    acknowledge(db, entry=entry, by=visitor().staff_id)
    return redirect(url_for("cover.duty", _anchor=f"entry-{entry.id}"), 303)


@blueprint.post("/staff/duty/<uuid:entry_id>/closing")
@staff_needs(Permission.MOOD_READ)
def entry_closing(entry_id: UUID):
    entry = own_entry(entry_id)
    form = DutyClosingForm.read(request.form, entry.id)
    if form.errors:
        return duty_page(422, entry, form)
    note_each(Permission.MOOD_READ, [entry.person_id])
    close(db, entry=entry, by=visitor().staff_id, outcome=form.outcome, next_step=form.next_step)
    return redirect(url_for("cover.duty"), 303)


def own_entry(entry_id: UUID) -> DutyEntry:
    """Open and on this visitor's own list, or closed by somebody meanwhile; else a 404."""
    found = entry_of_practice(db, g.practice.id, entry_id) or abort(404)
    on_list = {entry.id for entry in entries_for(db, g.practice, visitor().role, wall())}
    if found.id not in on_list and not (found.acknowledged_at and may(visitor(), Permission.MOOD_READ, person_id=None, practice_id=g.practice.id)):
        abort(404)
    return found
