"""Everything that decides what a pack page shows: what stands in the database, and what the hour makes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.clock import today
from webapp.content.catalogue import Result
from webapp.database.plain import Gathered, Raw, dialect_of
from webapp.database.session import Glance
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.preparation.queries import TALK, WRITTEN, Everything, Talk, everything_in
from webapp.preparation.rules import is_late, is_over, words_read_by
from webapp.results.queries import RELEASED, ReleasedLine, lines_of
from webapp.results.shown import oldest_shown
from webapp.visits.checklist import EXPECTED, not_done_yet

TOLD = Gathered(WRITTEN, RELEASED, EXPECTED)


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's pack as the driver gave it: what surrounds the talk, what they wrote, what was released. Words are still sealed:

    they are opened when a page is made. Equal `key`s make the same page, at the same moment.
    """

    talk: Talk | None
    key: tuple[Raw, ...]
    dialect: sa.Dialect

    @property
    def is_open(self) -> bool:
        return self.talk is not None and bool(self.talk.release_id or self.talk.sent_at)

    @property
    def is_unopened(self) -> bool:
        """Sent, and never looked at."""
        return self.talk is not None and bool(self.talk.sent_at) and not self.talk.opened_at

    def everything(self) -> Everything:
        return everything_in(WRITTEN.rows(self.key[1], self.dialect))

    def released(self) -> list[ReleasedLine]:
        return lines_of(RELEASED.rows(self.key[2], self.dialect))

    def not_done(self) -> list[Result]:
        """What the practice's checklist for this person names and nobody measured."""
        return not_done_yet(EXPECTED.rows(self.key[3], self.dialect))


def facts_of(source: Session | Glance, person_id: UUID) -> Facts:
    dialect = dialect_of(source)
    around = tuple(TALK.raw(source, person=person_id))
    talk = next(iter(TALK.rows(around, dialect)), None)
    if talk is None or not (talk.release_id or talk.sent_at):
        return Facts(talk, (around,), dialect)
    return Facts(talk, (around, *TOLD.raw(source, person=person_id, cycle=talk.cycle_id, pack=talk.pack_id, oldest=oldest_shown(today()))), dialect)


class Moment(NamedTuple):
    """What the hour decides. `read_by` is for the next message, `words_read_by` for what is written in the pack."""

    today: date
    read_by: date
    words_read_by: date
    late: bool
    over: bool


def moment_of(practice: Practice, wall: datetime, talk: Talk | None) -> Moment:
    return moment_at(practice, wall, *days_of(talk))


def days_of(talk: Talk | None) -> tuple[datetime | None, datetime | None]:
    return (talk.starts_at, talk.sent_at) if talk else (None, None)


def moment_at(practice: Practice, wall: datetime, starts_at: datetime | None, sent_at: datetime | None) -> Moment:
    late = starts_at is not None and is_late(starts_at, sent_at, wall.date())
    over = starts_at is not None and is_over(starts_at, wall)
    return Moment(wall.date(), read_by(practice, wall), words_read_by(practice, wall, starts_at), late, over)


known_moment = lru_cache(maxsize=500)(moment_at)


def moment_in(practice: Practice, wall: datetime, talk: Talk | None) -> Moment:
    """The same for the whole of a minute: talks and opening hours have no seconds. `practice` is a plain row."""
    return known_moment(practice, wall.replace(second=0, microsecond=0), *days_of(talk))
