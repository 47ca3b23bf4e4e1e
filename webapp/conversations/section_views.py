"""The plan's sections at the talk: what both agree on, what the surgery writes, and the person's own words, written down and read back."""

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.albums.queries import album_of
from webapp.base.clock import today
from webapp.chapters.sections import ABOUT_ME, SECTIONS, section_named
from webapp.chapters.shapes import Section
from webapp.conversations.about_talk import keep_if_talking
from webapp.conversations.doors import blueprint
from webapp.edits.forms import read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import READ_BACK, press_in, save
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.plans.queries import empty_plan, whole_plan
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/conversation/parts/<section>")
@needs(Permission.TALK_WRITE)
def section(person: Person, section: str):
    named = section_named(section) or abort(404)
    return section_page(person, named, Screen(whole_plan(db, person.id) or empty_plan(person.id), today()))


def section_page(person: Person, section: Section, screen: Screen, status: int = 200) -> Page:
    said = {"saved": "saved" in request.args, "read_back": READ_BACK in request.form}
    album = album_of(db, person.id) if section is ABOUT_ME else None
    shown = {"sections": SECTIONS, "side": "professional", "album": album}
    return page("conversations/section.html", status=status, person=person, section=section, screen=screen, **shown, **said)


@blueprint.post("/people/<uuid:person_id>/conversation/parts/<section>")
@needs(Permission.TALK_WRITE)
def section_saved(person: Person, section: str):
    """One form: whichever button was pressed, what was typed is saved first."""
    named, mine = section_named(section) or abort(404), open_plan(db, person_id=person.id)
    whole = whole_plan(db, person.id) or abort(404)
    typing = read_parts(request.form, [whole.own, *Screen(whole, today()).entries(named)], mine.id, today())
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), read_back=READ_BACK in request.form)
    if status != 200:
        return section_page(person, named, Screen(whole_plan(db, person.id) or abort(404), today(), typing), status)
    place = press_in(db, plan=mine, whole=whole, section=named, press=request.form.get("press", ""), by=hand())
    keep_if_talking(person, mine, since=whole.number)
    return redirect(url_for("conversations.section", person_id=person.id, section=named.key, _anchor=place or "main", saved=None if place else 1), 303)
