"""What of a plan leaves us: gathered once, then put on a screen, on paper and into a sealed file. Nothing is asked for while it is drawn."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlmodel import Session

from webapp.base.clock import today
from webapp.booklets.front_page import FrontPage, front_page
from webapp.booklets.part_views import known_conditions
from webapp.chapters.sections import SECTIONS, SERVICE_PLAN
from webapp.chapters.shapes import Section
from webapp.decisions.queries import Decision, decisions_in
from webapp.edits.screens import Screen
from webapp.export.album_shown import AlbumShown
from webapp.people.models import Person
from webapp.plans.queries import Part, Whole, empty_plan, whole_plan
from webapp.plans.writers import writers_of
from webapp.practices.models import Practice
from webapp.progress.check_ins import looks_after_self
from webapp.web.pages import STATIC
from webapp.web.pictures import picture


@dataclass(frozen=True)
class Wishes:
    """What the person ticked to be on it. Neither is, unless they did."""

    number: bool = False
    costs: bool = False


@dataclass(frozen=True)
class PlanShown:
    """`agreed`: the plan as both sides last said yes to it. `known`: the person's conditions, None when they were never imported.

    `looks_after`: the person looks after themselves for now, and is told the way back.
    """

    person: Person
    practice: Practice | None
    screen: Screen
    agreed: Whole | None
    front: FrontPage
    sections: Sequence[Section]
    known: list[str] | None
    looks_after: bool
    printed_on: date
    wishes: Wishes
    album: AlbumShown

    @property
    def all_sections(self) -> Sequence[Section]:
        return SECTIONS

    @property
    def safe(self) -> Part:
        """Where danger signs are read, and whom to call."""
        return (self.agreed or self.screen.whole).own

    @property
    def decisions(self) -> Sequence[Decision]:
        return decisions_in(self.screen.whole)

    @property
    def pictures(self) -> set[str]:
        return {"star", "hands", "person", "warning", "question", *(section.picture for section in self.sections)}


def plan_shown(session: Session, *, person: Person, practice: Practice | None, wishes: Wishes, album: AlbumShown | None = None) -> PlanShown:
    """In the language that is spoken now: hours and days are put into words here. `album` only for what has room for it."""
    whole = whole_plan(session, person.id) or empty_plan(person.id)
    screen = Screen(whole, today(), writers=writers_of(session, person.id, whole.revisions))
    front = front_page(session, person=person, practice=practice, own=whole.own)
    sections = [section for section in SECTIONS if screen.is_written(section) and (section is not SERVICE_PLAN or wishes.costs)]
    agreed = whole_plan(session, person.id, whole.agreed) if whole.agreed else None
    looks_after = practice is not None and looks_after_self(session, person.id)
    return PlanShown(person, practice, screen, agreed, front, sections, known_conditions(person), looks_after, today(), wishes, album or AlbumShown())


@cache
def in_colour(name: str) -> str:
    """A picture as a data address: where it goes there is nothing to fetch."""
    return "data:image/svg+xml;base64," + base64.b64encode((STATIC / picture(name)).read_bytes()).decode()
