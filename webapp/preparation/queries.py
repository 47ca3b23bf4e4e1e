"""Reading packs. The pack page asks twice: what surrounds the talk, and everything the person wrote."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import london
from webapp.base.sealing import ring, where
from webapp.content.catalogue import mood_tools
from webapp.database.plain import Plain
from webapp.database.session import Glance
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage
from webapp.pathway.queries import STANDS
from webapp.pathway.rules import FIRST_SEND, WARN_AT
from webapp.people.models import Person, PersonCondition, Registration
from webapp.practices.models import Practice, StaffMember
from webapp.preparation.models import AgendaItem, Filler, Note, Pack, Support
from webapp.preparation.rules import GOAL_BOXES
from webapp.questionnaires.models import Answer, Response
from webapp.results.models import Release, Result

OWN, LETTERBOX, PAPER, HELPED = "own", "letterbox", "paper", "helped"
PERSON, CYCLE, PACK = (sa.bindparam(name, type_=sa.Uuid()) for name in ("person", "cycle", "pack"))


@dataclass(frozen=True, slots=True)
class Talk:
    """A person's open cycle, with its conversation, pack and release if there are any. Times are aware."""

    cycle_id: UUID
    stage: Stage
    starts_at: datetime | None
    minutes: int | None
    with_whom: str | None
    place: str | None
    pack_id: UUID | None
    sent_at: datetime | None
    opened_at: datetime | None
    filler: Filler | None
    handed_in_at: datetime | None
    read_at: datetime | None
    reader: str | None
    release_id: UUID | None
    results_wait_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing the person wrote or chose. `key` is a note's box, an item's prompt or a question's id."""

    id: UUID
    key: str
    words: str | None
    rank: int | None
    at: datetime
    channel: str


@dataclass
class Everything:
    notes: list[Kept] = field(default_factory=list)
    items: list[Kept] = field(default_factory=list)
    answers: list[Kept] = field(default_factory=list)
    supports: list[Kept] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    smoking: str | None = None

    def own_note(self, box: str) -> Kept | None:
        return next((note for note in self.notes if note.key == box and note.channel == OWN), None)

    @property
    def count(self) -> int:
        """How many answers there are: things chosen, boxes written in, mood questions answered."""
        boxes = {"goal" if note.key in GOAL_BOXES else note.key for note in self.notes}
        return len({item.key for item in self.items}) + len(boxes) + len(self.answers)

    @property
    def goal(self) -> dict[str, str]:
        """The goal begun in the pack: field of a goal or a step (want, why, importance, step, in_the_way, confidence) -> the person's words."""
        return {note.key.removeprefix("goal_"): note.words for note in self.notes if note.key in GOAL_BOXES and note.words}


def talk_of(source: Session | Glance, person_id: UUID) -> Talk | None:
    """The person's open cycle and what stands around its conversation, in one statement. None without a cycle."""
    return next(iter(TALK.read(source, person=person_id)), None)


# Built once: putting such a statement together costs more than running it.
TALK = Plain(
    sa.select(
        Cycle.id,
        Cycle.stage,
        *(getattr(Appointment, name) for name in ("starts_at", "minutes", "with_whom", "place")),
        Pack.id,
        *(getattr(Pack, name) for name in ("sent_at", "opened_at", "filler", "handed_in_at", "read_at")),
        StaffMember.name,
        Release.id,
        Pack.results_wait_since,
    )
    .select_from(Cycle)
    .outerjoin(Appointment, sa.and_(Appointment.cycle_id == Cycle.id, Appointment.kind == AppointmentKind.CONVERSATION, *STANDS))
    .outerjoin(Pack, col(Pack.cycle_id) == Cycle.id)
    .outerjoin(StaffMember, col(StaffMember.id) == Pack.read_by_id)
    .outerjoin(Release, sa.and_(col(Release.cycle_id) == Cycle.id, col(Release.withdrawn_at).is_(None)))
    .where(col(Cycle.person_id) == PERSON, col(Cycle.closed_on).is_(None))
    .order_by(col(Appointment.starts_at).desc())
    .limit(1),
    made=lambda row: Talk(*row),
    remembered=500,
)


def everything_in(written: list[Any]) -> Everything:
    """Opened: what the person wrote in this cycle, oldest first, and the codes that choose their prompts. `written` are rows of WRITTEN."""
    found = Everything()
    for row in written:
        add_row(found, row)
    return found


# What a row of WRITTEN is: its table, its sealed column, where it is kept in Everything.
SEALED_IN = {
    "note": ("note", "words_sealed", "notes"),
    "item": ("agenda_item", "words_sealed", "items"),
    "answer": ("answer", "words_sealed", "answers"),
    "support": ("pack_support", "name_sealed", "supports"),
}


def add_row(found: Everything, row: Any) -> None:
    if row.kind == "condition":
        found.conditions.append(row.key)
    elif row.kind == "smoking":
        found.smoking = row.words
    else:
        table, column, place = SEALED_IN[row.kind]
        words = row.words and ring().unseal(row.words, where(table, column, row.id))
        getattr(found, place).append(Kept(row.id, row.key or "", words, row.rank, row.at, row.channel))


def columns(kind: str, id_: Any, key: Any, words: Any, at: Any, rank: Any = None, channel: Any = "") -> list[Any]:
    """The same seven columns for every part of the union."""
    no_rank = sa.cast(sa.null(), sa.Integer)
    said = {"kind": sa.literal(kind, sa.String), "id": id_, "key": key, "words": words, "rank": no_rank if rank is None else rank, "at": at}
    said["channel"] = sa.literal(channel, sa.String) if isinstance(channel, str) else channel
    return [value.label(name) for name, value in said.items()]


def notes_of() -> sa.Select:
    made = sa.select(*columns("note", col(Note.id), col(Note.box), col(Note.words_sealed), col(Note.saved_at), channel=col(Note.channel)))
    return made.where(col(Note.pack_id) == PACK, col(Note.replaced_at).is_(None))


def items_of() -> sa.Select:
    said = columns(
        "item",
        col(AgendaItem.id),
        col(AgendaItem.prompt),
        col(AgendaItem.words_sealed),
        col(AgendaItem.chosen_at),
        col(AgendaItem.rank),
        col(AgendaItem.channel),
    )
    return sa.select(*said).where(col(AgendaItem.pack_id) == PACK, col(AgendaItem.withdrawn_at).is_(None))


def answers_of() -> sa.Select:
    made = sa.select(*columns("answer", col(Answer.id), col(Answer.question), col(Answer.words_sealed), col(Answer.saved_at), channel=col(Answer.channel)))
    made = made.join(Response, col(Response.id) == Answer.response_id)
    about_mood = sa.or_(*(col(Response.instrument) == name for name in sorted(mood_tools())))
    return made.where(col(Response.cycle_id) == CYCLE, col(Answer.replaced_at).is_(None), about_mood)


def supports_of() -> sa.Select:
    made = sa.select(*columns("support", col(Support.id), sa.cast(col(Support.kind), sa.String), col(Support.name_sealed), col(Support.began_at)))
    return made.where(col(Support.pack_id) == PACK)


def conditions_of() -> sa.Select:
    nothing = sa.cast(sa.null(), sa.String)
    made = sa.select(*columns("condition", col(PersonCondition.id), col(PersonCondition.code), nothing, col(PersonCondition.recorded_at)))
    known = col(PersonCondition.code).is_not(None), col(PersonCondition.ended_at).is_(None)
    return made.where(col(PersonCondition.person_id) == PERSON, *known)


def smoking_of() -> sa.Select:
    """The latest recorded option: it only decides whether the smoking prompt is offered."""
    latest = (
        sa.select(*columns("smoking", col(Result.id), col(Result.code), col(Result.words), col(Result.recorded_at)))
        .where(col(Result.person_id) == PERSON, col(Result.code) == "smoking", col(Result.withdrawn_at).is_(None))
        .order_by(col(Result.taken_on).desc(), col(Result.recorded_at).desc())
        .limit(1)
        .subquery()
    )
    return sa.select(latest)


_UNION = sa.union_all(notes_of(), items_of(), answers_of(), supports_of(), conditions_of(), smoking_of()).subquery()
WRITTEN = Plain(sa.select(_UNION).order_by(_UNION.c.at, _UNION.c.id))


def written_in(session: Session, pack_ids: Collection[UUID]) -> dict[UUID, Everything]:
    """Pack -> its notes, items and who helped, oldest first, in three statements."""
    found: defaultdict[UUID, Everything] = defaultdict(Everything)
    for support in session.exec(select(Support).where(col(Support.pack_id).in_(pack_ids)).order_by(col(Support.began_at), col(Support.id))):
        found[support.pack_id].supports.append(Kept(support.id, support.kind.value, support.name, None, support.began_at, ""))
    for kind, table, key, at in (("note", Note, Note.box, Note.saved_at), ("item", AgendaItem, AgendaItem.prompt, AgendaItem.chosen_at)):
        ends = col(Note.replaced_at) if kind == "note" else col(AgendaItem.withdrawn_at)
        rank = None if kind == "note" else col(AgendaItem.rank)
        said = columns(kind, col(table.id), col(key), col(table.words_sealed), col(at), rank, col(table.channel))
        wanted = sa.select(table.pack_id, *said).where(col(table.pack_id).in_(pack_ids), ends.is_(None)).order_by(col(at), col(table.id))
        for row in session.execute(wanted):
            add_row(found[row.pack_id], row)
    return dict(found)


def goal_begun(session: Session, cycle_id: UUID) -> dict[str, str]:
    """What the person began as a goal in this cycle's pack; see `Everything.goal`."""
    pack = pack_of(session, cycle_id)
    written = written_in(session, [pack.id]) if pack else {}
    return written[pack.id].goal if pack and pack.id in written else {}


def pack_of(session: Session, cycle_id: UUID) -> Pack | None:
    return session.exec(select(Pack).where(Pack.cycle_id == cycle_id)).first()


def standing_notes(session: Session, pack_id: UUID) -> list[Note]:
    return list(session.exec(select(Note).where(Note.pack_id == pack_id, col(Note.replaced_at).is_(None)).order_by(col(Note.saved_at))))


def standing_items(session: Session, pack_id: UUID) -> list[AgendaItem]:
    found = select(AgendaItem).where(AgendaItem.pack_id == pack_id, col(AgendaItem.withdrawn_at).is_(None))
    return list(session.exec(found.order_by(col(AgendaItem.chosen_at), col(AgendaItem.id))))


class Due(NamedTuple):
    """A pack that should go, with everything it takes."""

    talk: Appointment
    cycle: Cycle
    person: Person
    practice: Practice


def packs_due(session: Session, today: date, cycle_id: UUID | None = None) -> list[Due]:
    """Conversations up to 14 days ahead, late ones too, whose results are released and whose pack has not gone. Soonest first."""
    found = (
        select(Appointment, Cycle, Person, Practice)
        .join(Cycle, col(Cycle.id) == Appointment.cycle_id)
        .join(Person, col(Person.id) == Appointment.person_id)
        .join(Practice, col(Practice.id) == Appointment.practice_id)
        .join(Registration, sa.and_(col(Registration.person_id) == Appointment.person_id, col(Registration.practice_id) == Appointment.practice_id))
        .join(Release, sa.and_(col(Release.cycle_id) == Cycle.id, col(Release.withdrawn_at).is_(None)))
        .outerjoin(Pack, col(Pack.cycle_id) == Cycle.id)
        .where(*WAITING, Cycle.stage == Stage.TRIAGED, col(Pack.sent_at).is_(None), *days_ahead(today, FIRST_SEND))
        .order_by(col(Appointment.starts_at), col(Cycle.id))
    )
    return [Due(*row) for row in session.exec(found.where(Cycle.id == cycle_id) if cycle_id else found)]


def not_ready(session: Session, practice_id: UUID, today: date) -> list[tuple[Appointment, Cycle, Person]]:
    """Conversations at most 10 days ahead whose results nobody has released: staff are warned. Soonest first."""
    found = (
        select(Appointment, Cycle, Person)
        .join(Cycle, col(Cycle.id) == Appointment.cycle_id)
        .join(Person, col(Person.id) == Appointment.person_id)
        .join(Registration, sa.and_(col(Registration.person_id) == Appointment.person_id, col(Registration.practice_id) == Appointment.practice_id))
        .outerjoin(Release, sa.and_(col(Release.cycle_id) == Cycle.id, col(Release.withdrawn_at).is_(None)))
        .where(*WAITING, Appointment.practice_id == practice_id, col(Release.id).is_(None), *days_ahead(today, WARN_AT))
        .where(col(Cycle.stage).in_([Stage.ENTRY, Stage.INVITED, Stage.GATHERING, Stage.TRIAGED]))
        .order_by(col(Appointment.starts_at), col(Cycle.id))
    )
    return list(session.exec(found).all())


WAITING = (
    Appointment.kind == AppointmentKind.CONVERSATION,
    *STANDS,
    col(Cycle.closed_on).is_(None),
    col(Registration.ended_on).is_(None),
    col(Person.died_on).is_(None),
)


def days_ahead(today: date, days: int) -> tuple:
    """From today up to and with so many days ahead, in UK days."""
    starts = col(Appointment.starts_at)
    return starts >= london(today, time()), starts < london(today + timedelta(days=days + 1), time())
