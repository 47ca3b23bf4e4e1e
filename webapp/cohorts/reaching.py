"""How many of the people chosen can be reached in which way, in the same four statements however many they are."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.database.among import among
from webapp.people.models import ContactChoice, ContactKind, ContactPoint, Need, Person
from webapp.people.ways import ways_for


class Point(NamedTuple):
    """That there is one is enough here: nothing is unsealed to count."""

    kind: ContactKind
    value: str = "on file"


class Needed(NamedTuple):
    code: str


def reached_by(session: Session, person_ids: Collection[UUID]) -> dict[str, int]:
    """The first way to try -> how many; under `` those whom only a human reaches."""
    languages = dict(session.execute(within(sa.select(col(Person.id), col(Person.language)), Person.id, person_ids)).all())
    needs = gathered(session, Need.person_id, Need.code, col(Need.ended_at).is_(None), person_ids)
    stops = gathered(session, ContactChoice.person_id, ContactChoice.stops, col(ContactChoice.ended_at).is_(None), person_ids)
    points = gathered(session, ContactPoint.person_id, ContactPoint.kind, col(ContactPoint.stopped_at).is_(None), person_ids)
    first: Counter[str] = Counter()
    for person_id, language in languages.items():
        asked: list[Any] = [Needed(code) for code in needs[person_id]]
        on_file: list[Any] = [Point(kind) for kind in points[person_id]]
        ways = ways_for(language, asked, set(stops[person_id]), on_file)
        first[ways[0].way.value if ways else ""] += 1
    return dict(first)


def within(found: sa.Select, column: Any, ids: Collection[UUID]) -> sa.Select:
    return found.where(among(col(column), "ids")).params(ids=list(ids))


def gathered(session: Session, whose: Any, what: Any, stands: sa.ColumnElement[bool], ids: Collection[UUID]) -> dict[UUID, list]:
    by_person: dict[UUID, list] = defaultdict(list)
    for person_id, said in session.execute(within(sa.select(col(whose), col(what)).where(stands), whose, ids)):
        by_person[person_id].append(said)
    return by_person
