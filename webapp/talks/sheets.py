"""Before the talk: what everyone of one day wrote, in a fixed number of statements and one more for each person's results."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.i18n import _, lazy
from webapp.content.catalogue import results
from webapp.packs.cards import Card, cards
from webapp.packs.sheets import Choice, choices
from webapp.papers.queries import TypedIn, typed_in
from webapp.pathway.models import Appointment, Cycle
from webapp.pathway.queries import conversation_of, conversations_between, open_cycle
from webapp.people.models import Person
from webapp.practices.models import StaffMember
from webapp.preparation.models import Filler, Pack
from webapp.preparation.queries import LETTERBOX, PAPER, Everything, written_in
from webapp.preparation.rules import GOAL_BOXES, RESULT_BOX, for_clinicians_only
from webapp.results.queries import released_results
from webapp.talks.moods import Mood, moods_of
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_tasks_for

BOX_LABELS = {"ask": lazy("Asks"), "going_well": lazy("Going well"), "hard": lazy("Hard"), "new": lazy("New")}
ASKS = (TaskKind.HELP_WANTED, TaskKind.MORE_TIME)


@dataclass(frozen=True)
class Words:
    label: str
    words: str
    by_link: bool
    from_paper: bool = False


@dataclass
class TalkSheet:
    """One person of the day. `moods` is None for whoever may not read them."""

    person: Person
    talk: Appointment | None
    handed_in_at: datetime | None = None
    read_at: datetime | None = None
    reader: str | None = None
    filler: Filler | None = None
    choices: Sequence[Choice] = ()
    words: Sequence[Words] = ()
    asks: Collection[str] = ()
    cards: Sequence[Card] = ()
    moods: Sequence[Mood] | None = None
    goal: Mapping[str, str] = field(default_factory=dict)
    results_wait: bool = False
    helpers: Sequence[str] = ()
    typed_in: TypedIn | None = None

    @property
    def first(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.rank]

    @property
    def others(self) -> list[Choice]:
        return [choice for choice in self.choices if not choice.rank]

    @property
    def wrote(self) -> bool:
        return bool(self.choices or self.words or self.moods or self.goal)


Booked = tuple[Appointment | None, Cycle, Person]


def talks_on(session: Session, *, practice_id: UUID, day: date, with_mood: bool) -> list[TalkSheet]:
    """Everyone with a conversation that UK day, by time. Mood answers only when `with_mood`."""
    return talk_sheets(session, conversations_between(session, day, day, practice_id), practice_id=practice_id, with_mood=with_mood)


def talk_sheet_of(session: Session, *, person: Person, practice_id: UUID, with_mood: bool) -> TalkSheet | None:
    """One person's, for the record. None without a cycle."""
    cycle = open_cycle(session, person.id)
    if cycle is None:
        return None
    return talk_sheets(session, [(conversation_of(session, cycle.id), cycle, person)], practice_id=practice_id, with_mood=with_mood)[0]


def talk_sheets(session: Session, booked: Sequence[Booked], *, practice_id: UUID, with_mood: bool) -> list[TalkSheet]:
    cycle_ids = {cycle.id for _talk, cycle, _person in booked}
    packs = packs_by_cycle(session, cycle_ids)
    written = written_in(session, {row.id for row in packs.values()})
    moods = moods_of(session, cycle_ids) if with_mood else None
    papers = typed_in(session, cycle_ids)
    asks = defaultdict(set)
    for task in open_tasks_for(session, practice_id, kinds=ASKS):
        asks[task.person_id].add(task.kind.value)
    sheets = []
    for talk, cycle, person in booked:
        sheet = TalkSheet(person, talk, asks=asks[person.id], moods=None if moods is None else moods.get(cycle.id, []))
        sheet.typed_in = papers.get(cycle.id)
        sheet.cards = cards(released_results(session, cycle.id))
        pack = packs.get(cycle.id)
        if pack:
            fill(sheet, pack, written.get(pack.id, Everything()), with_mood)
        sheets.append(sheet)
    return sheets


def packs_by_cycle(session: Session, cycle_ids: Collection[UUID]) -> dict[UUID, sa.Row]:
    columns = (Pack.cycle_id, Pack.id, Pack.handed_in_at, Pack.read_at, Pack.filler, Pack.results_wait_since)
    wanted: tuple[Any, ...] = (*columns, col(StaffMember.name).label("reader"))
    found = sa.select(*wanted).outerjoin(StaffMember, col(StaffMember.id) == Pack.read_by_id).where(col(Pack.cycle_id).in_(cycle_ids))
    return {row.cycle_id: row for row in session.execute(found.order_by(Pack.cycle_id))}


def fill(sheet: TalkSheet, pack: sa.Row, written: Everything, with_mood: bool) -> None:
    sheet.handed_in_at, sheet.read_at, sheet.reader, sheet.filler = pack.handed_in_at, pack.read_at, pack.reader, pack.filler
    sheet.helpers = [one.words or "" for one in written.supports]
    sheet.choices = [choice for choice in choices(written) if with_mood or not for_clinicians_only(choice.picture)]
    notes = [note for note in written.notes if note.key not in GOAL_BOXES]
    sheet.words = [Words(box_label(note.key), note.words or "", note.channel == LETTERBOX, note.channel == PAPER) for note in notes]
    sheet.goal, sheet.results_wait = written.goal, bool(pack.results_wait_since)


def box_label(box: str) -> str:
    if not box.startswith(RESULT_BOX):
        return str(BOX_LABELS.get(box, box))
    code = box.removeprefix(RESULT_BOX)
    return _(results()[code].label) if code in results() else _("Blood pressure")


@dataclass(frozen=True)
class Reading:
    """Answers somebody promised to read by a day. `due_at` is what the person was shown."""

    person_id: UUID
    name: str
    due_at: datetime | None
    moods: Sequence[Mood] = field(default_factory=tuple)


def readings(session: Session, practice_id: UUID) -> list[Reading]:
    """What waits to be read, the marked ones first, until a named person closes it."""
    waiting = [task for task in open_tasks_for(session, practice_id, kinds=(TaskKind.READ_ANSWERS,)) if task.person_id]
    people = {row.id: row for row in session.execute(names_and_cycles([task.person_id for task in waiting]))}
    moods = moods_of(session, {row.cycle_id for row in people.values()})
    return [
        Reading(row.id, f"{row.known_as or row.given_name} {row.surname}", task.due_at, moods.get(row.cycle_id, ()))
        for task in waiting
        if (row := people.get(task.person_id))
    ]


def names_and_cycles(person_ids: Sequence[UUID | None]) -> sa.Select:
    found = sa.select(Person.id, Person.known_as, Person.given_name, Person.surname, col(Cycle.id).label("cycle_id"))
    return found.join(Cycle, col(Cycle.person_id) == Person.id).where(col(Person.id).in_(person_ids), col(Cycle.closed_on).is_(None)).order_by(Person.id)
