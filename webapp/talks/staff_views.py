"""The desk's pages: before the talk, marked as read, copy for the record, the letter."""

from datetime import date, datetime

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.models import AccessLogEntry
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import in_london, today
from webapp.content.first_screen import first_screen
from webapp.packs.cards import cards
from webapp.packs.sheets import tile
from webapp.papers.letters import Letter, make_letter
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.people.models import Person
from webapp.practices.working_days import next_working_day
from webapp.preparation.changes import mark_read
from webapp.preparation.queries import pack_of
from webapp.results.queries import released_results
from webapp.talks.records import record_text
from webapp.talks.sheets import Reading, TalkSheet, readings, talk_sheet_of, talks_on
from webapp.triage.words import name_at_the_desk, unit_at_the_desk
from webapp.web.pages import page
from webapp.web.request import database, db

blueprint = Blueprint("talks", __name__)
MOST_YEARS_AWAY = 10


def may_do(permission: Permission) -> bool:
    who = visitor()
    return may(who, permission, person_id=None, practice_id=who.practice_id)


@blueprint.get("/staff/talks")
@staff_needs(Permission.BEFORE_TALK_READ)
def talks():
    day = asked_day() or next_working_day(g.practice, today())
    with_mood = may_do(Permission.MOOD_READ)
    sheets = talks_on(db, practice_id=g.practice.id, day=day, with_mood=with_mood)
    waiting = readings(db, g.practice.id) if with_mood else []
    note_looks(sheets, waiting)
    days = {"before": day_before(day), "after": next_working_day(g.practice, day), "today": today()}
    names = {"name_at_the_desk": name_at_the_desk, "unit_at_the_desk": unit_at_the_desk}
    return page("talks/talks.html", on=day, sheets=sheets, readings=waiting, days=days, **names)


def asked_day() -> date | None:
    """The day in the address, unless nobody can mean it."""
    try:
        day = datetime.strptime(request.args.get("day", ""), "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        return None
    return day if abs(day.year - today().year) < MOST_YEARS_AWAY else None


def day_before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))


def note_looks(sheets: list[TalkSheet], waiting: list[Reading]) -> None:
    """This page shows many people at once: each gets a line of who looked."""
    who = visitor()
    seen = [(sheet.person.id, Permission.BEFORE_TALK_READ) for sheet in sheets] + [(reading.person_id, Permission.MOOD_READ) for reading in waiting]
    if seen:
        with database().writing() as session:
            for person_id, permission in seen:
                session.add(AccessLogEntry(person_id=person_id, account_id=who.account_id, practice_id=who.practice_id, permission=permission))


@blueprint.post("/people/<uuid:person_id>/reading")
@needs(Permission.BEFORE_TALK_READ)
def reading(person: Person):
    cycle = open_cycle(db, person.id)
    pack, talk = (pack_of(db, cycle.id), conversation_of(db, cycle.id)) if cycle else (None, None)
    if pack is None or talk is None:
        abort(404)
    mark_read(db, pack=pack, by=visitor().staff_id)
    return redirect(url_for("talks.talks", day=in_london(talk.starts_at).date(), _anchor=f"person-{person.id}"), 303)


@blueprint.get("/people/<uuid:person_id>/record")
@needs(Permission.RECORD_COPY)
def record(person: Person):
    sheet = talk_sheet_of(db, person=person, practice_id=g.practice.id, with_mood=may_do(Permission.MOOD_READ))
    return page("talks/record.html", person=person, text=record_text(sheet, by=visitor().name) if sheet else None)


@blueprint.get("/people/<uuid:person_id>/letter")
@needs(Permission.LETTER_PRINT)
def letter(person: Person):
    return letter_page(person, None)


@blueprint.post("/people/<uuid:person_id>/letter")
@needs(Permission.LETTER_PRINT)
def new_letter(person: Person):
    base_url = current_app.config["SETTINGS"].base_url
    return letter_page(person, make_letter(db, person=person, practice=g.practice, base_url=base_url, today=today()))


def letter_page(person: Person, made: Letter | None):
    cycle = open_cycle(db, person.id)
    talk = conversation_of(db, cycle.id) if cycle else None
    # Reception may print the letter, and sees no results.
    released = released_results(db, cycle.id) if cycle and may_do(Permission.BEFORE_TALK_READ) else []
    tiles = [tile(prompt) for prompt in first_screen((), letterbox=True)]
    return page("talks/letter.html", person=person, letter=made, talk=talk, cards=cards(released), tiles=tiles)
