"""Whoever holds a plan writes in the parts they hold, in the person's place; every save says so. Never an agreement, sharing, answers or results."""

from dataclasses import replace

from flask import abort, redirect, request, url_for

from webapp.access.policy import Permission
from webapp.base.clock import today
from webapp.chapters.sections import TEAM, WHEN_THINGS_CHANGE, WISHES
from webapp.chapters.shapes import Line, Section
from webapp.edits.saving import press_in
from webapp.edits.screens import Screen
from webapp.grants.guard import carer_needs
from webapp.grants.models import SharedPart
from webapp.grants.queries import Shared
from webapp.plans.changes import open_plan
from webapp.plans.queries import empty_plan, whole_plan
from webapp.sharing.rules import IN_OTHER_PARTS, SECTION_OF
from webapp.together.doors import blueprint
from webapp.together.helping import hand, saved, to_plan, typed_in, whole_of
from webapp.web.pages import Page, page
from webapp.web.request import db

TO_CALL = (*(line for line in WHEN_THINGS_CHANGE.lines if line.name == "who_to_call"), *TEAM.lines)
DANGER = tuple(line for line in WHEN_THINGS_CHANGE.lines if line.name == "danger")


def held_section(part: SharedPart) -> Section | None:
    """What a holder of this part writes: its own lines and things, none that stand in another part. None where there is nothing to write here."""
    if part is SharedPart.DANGER:
        return only(WHEN_THINGS_CHANGE, DANGER)
    if part is SharedPart.TEAM:
        return only(TEAM, TO_CALL)
    if part is SharedPart.PAPERS:
        return replace(WISHES, lines=())
    section = SECTION_OF.get(part)
    return section and replace(section, lines=tuple(line for line in section.lines if line.name not in IN_OTHER_PARTS))


def only(section: Section, lines: tuple[Line, ...]) -> Section:
    return replace(section, lines=lines, entries=None)


def section_page(shared: Shared, part: SharedPart, section: Section, screen: Screen, status: int = 200) -> Page:
    return page("together/section.html", status=status, person=shared.person, part=part, section=section, screen=screen, side="person", holds=True)


@blueprint.get("/carer/people/<uuid:person_id>/plan/parts/<part>")
@carer_needs(Permission.PLAN_HOLD)
def held_part(shared: Shared, part: SharedPart):
    whole = whole_plan(db, shared.person.id) or empty_plan(shared.person.id)
    return section_page(shared, part, held_section(part) or abort(404), Screen(whole, today()))


@blueprint.post("/carer/people/<uuid:person_id>/plan/parts/<part>")
@carer_needs(Permission.PLAN_HOLD)
def held_part_saved(shared: Shared, part: SharedPart):
    """One form: whichever button was pressed, what was typed is saved first."""
    section, plan = held_section(part) or abort(404), open_plan(db, person_id=shared.person.id)
    whole = whole_of(shared)
    typing = typed_in([whole.own, *Screen(whole, today()).entries(section)], {line.name for line in section.all_lines}, plan)
    status = saved(shared, plan, whole, typing, holds=True)
    if status != 200:
        return section_page(shared, part, section, Screen(whole_of(shared), today(), typing), status)
    place = press_in(db, plan=plan, whole=whole, section=section, press=request.form.get("press", ""), by=hand(shared, holds=True))
    if place:
        return redirect(url_for("together.held_part", person_id=shared.person.id, part=part, _anchor=place), 303)
    return to_plan(shared)
