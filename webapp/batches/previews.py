"""What a second person reads before they say yes: how many, by which way, in whose words, at what cost, and who is left out and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.batches.models import Batch, BatchLeftOut, BatchLine
from webapp.messages.models import Message, MessageState, Waiting
from webapp.outbox.claiming import time_left
from webapp.outbox.eligibility import reasons_to_stop
from webapp.people.models import Person, Way
from webapp.people.queries import details_too_old
from webapp.practices.models import Practice

EXAMPLES, NAMES = 6, 40


@dataclass(frozen=True)
class Example:
    """The message whose person has the longest name, of one way and language."""

    person_id: UUID
    name: str
    way: Way
    language: str
    body: str
    parts: int


@dataclass(frozen=True)
class Group:
    """`why` is a short word for `words.LEFT_OUT`; of many names the first few."""

    why: str
    count: int
    names: list[tuple[UUID, str]]


@dataclass(frozen=True)
class Preview:
    """`going` is how many would go; `parts` what their texts cost; `old` how many wait for a newer list of people."""

    going: int
    ways: list[tuple[Way, int]]
    parts: int
    examples: list[Example]
    left_out: list[Group]
    old: int

    @property
    def shown(self) -> set[UUID]:
        return {one.person_id for one in self.examples} | {person_id for group in self.left_out for person_id, _name in group.names}


def preview_of(session: Session, batch: Batch, practice: Practice) -> Preview:
    rows = rows_of(session, batch.id)
    kept = [waiting(row) for row in rows if row.state is MessageState.HELD]
    unwanted = dict.fromkeys((one.id for one in kept if time_left(one) <= timedelta()), "too_late") | (reasons_to_stop(session, kept) if kept else {})
    unwanted |= {row.id: row.why or "" for row in rows if row.state is MessageState.CANCELLED}
    old = details_too_old(session, practice, {row.person_id for row in rows})
    reasons = {row.id: unwanted.get(row.id) or ("old_details" if row.person_id in old else None) for row in rows}
    going = [row for row in rows if reasons[row.id] is None]
    out = [(reasons[row.id] or "", row) for row in rows if reasons[row.id]] + left_out_of(session, batch.id)
    ways = Counter(row.way for row in going).most_common()
    return Preview(len(going), ways, sum(row.parts for row in going), examples(session, going or rows), grouped(out), len(old))


def rows_of(session: Session, batch_id: UUID) -> Sequence[Any]:
    named = (Person.known_as, Person.given_name, Person.surname)
    wanted = sa.select(*(getattr(Message, name) for name in Waiting._fields), Message.state, Message.why, Message.language, col(BatchLine.parts), *named)  # type: ignore[call-overload]
    found = wanted.join(BatchLine, col(BatchLine.id) == Message.id).join(Person, col(Person.id) == Message.person_id)
    return session.execute(found.where(col(BatchLine.batch_id) == batch_id).order_by(col(Person.surname), col(Person.given_name), col(Message.id))).all()


def waiting(row: Any) -> Waiting:
    return Waiting(*(getattr(row, name) for name in Waiting._fields))


def name_of(row: Any) -> str:
    return f"{row.known_as or row.given_name} {row.surname}"


def left_out_of(session: Session, batch_id: UUID) -> list[tuple[str, Any]]:
    wanted = sa.select(BatchLeftOut.why.label("reason"), BatchLeftOut.person_id, Person.known_as, Person.given_name, Person.surname)  # type: ignore
    found = wanted.join(Person, col(Person.id) == BatchLeftOut.person_id).where(col(BatchLeftOut.batch_id) == batch_id)
    return [(row.reason.value, row) for row in session.execute(found.order_by(col(Person.surname), col(Person.given_name)))]


def examples(session: Session, rows: Iterable[Any]) -> list[Example]:
    longest: dict[tuple[Way, str], Any] = {}
    for row in rows:
        found = longest.get((row.way, row.language))
        if found is None or len(name_of(row)) > len(name_of(found)):
            longest[row.way, row.language] = row
    picked = list(longest.values())[:EXAMPLES]
    return [Example(row.person_id, name_of(row), row.way, row.language, waiting(row).body or "", row.parts) for row in picked]


def grouped(out: Iterable[tuple[str, Any]]) -> list[Group]:
    groups: defaultdict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for why, row in out:
        groups[why].append((row.person_id, name_of(row)))
    return [Group(why, len(names), names[:NAMES]) for why, names in sorted(groups.items(), key=lambda group: -len(group[1]))]
