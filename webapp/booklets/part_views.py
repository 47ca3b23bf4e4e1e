"""The plan's sections beside goals and promises: all of them to read and print, and each on a page of its own to write."""

from collections.abc import Collection

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.albums.queries import album_of
from webapp.base.clock import today
from webapp.booklets.doors import blueprint
from webapp.booklets.front_page import front_page
from webapp.chapters.sections import ABOUT_ME, SECTIONS, section_named
from webapp.chapters.shapes import Section
from webapp.content.catalogue import conditions
from webapp.content.leaflet import leaflets_in_date
from webapp.edits.forms import Typing, read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import press_in, save
from webapp.edits.screens import Screen
from webapp.grants.seers import seers_of
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.people.queries import conditions_of
from webapp.plans.changes import open_plan
from webapp.plans.queries import Whole, empty_plan, whole_plan
from webapp.plans.words import JOB
from webapp.plans.writers import writers_of
from webapp.practices.models import Nation
from webapp.progress.ageing import ages_of, rhythm_shown
from webapp.web.pages import Page, page
from webapp.web.request import db


def whole_or_empty(person: Person) -> Whole:
    return whole_plan(db, person.id) or empty_plan(person.id)


def section_or_404(key: str) -> Section:
    return section_named(key) or abort(404)


def screen_of(person: Person, typing: Typing | None = None) -> Screen:
    whole = whole_or_empty(person)
    return Screen(whole, today(), typing or Typing(), writers_of(db, person.id, whole.revisions))


@blueprint.get("/people/<uuid:person_id>/plan/parts")
@needs(Permission.PLAN_READ)
def parts(person: Person):
    screen = screen_of(person)
    front = front_page(db, person=person, practice=g.practice, own=screen.whole.own)
    empty, chosen = [section for section in SECTIONS if not screen.is_written(section)], section_named(request.args.get("only", ""))
    practice_id = g.practice.id if g.practice else None
    ages = ages_of(db, screen.whole, practice_id=practice_id, on=today())
    shown = {"ages": ages, "rhythm": rhythm_shown(db, person.id, practice_id), "front": front, **beside_sections(person)}
    shown |= {"sections": SECTIONS, "empty": empty, "chosen": chosen, "printed_on": today()}
    own, shown["JOB"] = visitor().person_id == person.id, JOB
    shown["album"] = album_of(db, person.id, own=own)
    return page("booklets/parts.html", person=person, screen=screen, seers=seers_of(db, person.id, today()) if own else None, **shown, **WORDS)


def beside_sections(person: Person) -> dict[str, object]:
    return {"known": known_conditions(person), "readable": readable()}


def readable() -> Collection[str]:
    """The leaflets a part may lead to: what they say is true in England."""
    return leaflets_in_date(today()) if g.practice is None or g.practice.nation is Nation.ENGLAND else ()


def known_conditions(person: Person) -> list[str] | None:
    """As the surgery's list calls them; None when it was never imported."""
    names = conditions()
    found = [names.get(one.code or "", one.words) for one in conditions_of(db, person.id)]
    return found if found or person.conditions_imported_at else None


@blueprint.get("/people/<uuid:person_id>/plan/parts/<section>")
@needs(Permission.PLAN_CHANGE)
def part(person: Person, section: str):
    return part_page(person, section_or_404(section), screen_of(person))


def part_page(person: Person, section: Section, screen: Screen, status: int = 200) -> Page:
    album = album_of(db, person.id, own=True) if section is ABOUT_ME else None
    shown = {"side": "person", "album": album, **beside_sections(person)}
    return page("booklets/part.html", status=status, person=person, section=section, screen=screen, **shown)


@blueprint.post("/people/<uuid:person_id>/plan/parts/<section>")
@needs(Permission.PLAN_CHANGE)
def part_saved(person: Person, section: str):
    """One form: whichever button was pressed, what was typed is saved first."""
    named, mine = section_or_404(section), open_plan(db, person_id=person.id)
    whole = whole_or_empty(person)
    typing = read_parts(request.form, [whole.own, *Screen(whole, today()).entries(named)], mine.id, today())
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), helped_by=request.form.get("helped_by", ""))
    if status != 200:
        return part_page(person, named, screen_of(person, typing), status)
    place = press_in(db, plan=mine, whole=whole, section=named, press=request.form.get("press", ""), by=hand())
    if place:
        return redirect(url_for("booklets.part", person_id=person.id, section=named.key, _anchor=place), 303)
    return redirect(url_for("booklets.parts", person_id=person.id, _anchor=named.key), 303)
