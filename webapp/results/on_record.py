"""What is on record about many people, read in a handful of queries whatever their number."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.content.catalogue import conditions
from webapp.pathway.models import Cycle
from webapp.people.models import Person, PersonCondition
from webapp.results.models import Hit, KnownFact, LineDecision, PersonalTarget, Result, SetAsideValue

RESULT = sa.select(*Result.__table__.columns)  # type: ignore[attr-defined]


@dataclass
class OnRecord:
    """One person's file as the rules and a clinician need it. `results`: code -> rows, oldest first; the last is the latest."""

    person: Person
    cycle: Cycle | None = None
    conditions: set[str | None] = field(default_factory=set)
    facts: list[KnownFact] = field(default_factory=list)
    results: dict[str, list[Any]] = field(default_factory=dict)
    set_aside: list[SetAsideValue] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    targets: dict[str, PersonalTarget] = field(default_factory=dict)
    decisions: dict[UUID, LineDecision] = field(default_factory=dict)

    @cached_property
    def condition_facts(self) -> dict[str, bool]:
        """has_condition facts. A condition nobody recognised may be any of them, so then only those on record are known."""
        on_record = {f"has_condition:{code}": True for code in self.conditions if code}
        if self.person.conditions_imported_at is None or None in self.conditions:
            return on_record
        return {f"has_condition:{code}": False for code in conditions()} | on_record

    @property
    def cycle_id(self) -> UUID | None:
        return self.cycle.id if self.cycle else None

    def latest(self, code: str) -> Any:
        return self.results[code][-1]

    def previous(self, row: Any) -> Any | None:
        """The latest earlier value of the same result: taken on an earlier day, the last written down of that day."""
        return next((other for other in reversed(self.results.get(row.code, [])) if other.taken_on < row.taken_on), None)

    def is_judged(self, row: Any, *, oldest: date, recent: date) -> bool:
        """Rules run on the latest of each result, and on any other that is still recent: one good repeat never hides yesterday's alarm."""
        return row.taken_on >= oldest and (row.taken_on >= recent or row.taken_on == self.latest(row.code).taken_on)


def on_record(session: Session, person_ids: Collection[UUID]) -> dict[UUID, OnRecord]:
    """Everything the rules read. Eight queries, however many people; an unknown id is left out."""
    found = {person.id: OnRecord(person) for person in session.exec(of_people(select(Person), Person.id, person_ids).order_by(Person.id))}
    for cycle in session.exec(of_people(select(Cycle), Cycle.person_id, person_ids).where(col(Cycle.closed_on).is_(None)).order_by(Cycle.id)):
        found[cycle.person_id].cycle = cycle
    for condition in session.exec(open_conditions(person_ids)):
        found[condition.person_id].conditions.add(condition.code)
    for fact in session.exec(
        of_people(select(KnownFact), KnownFact.person_id, person_ids).where(col(KnownFact.replaced_at).is_(None)).order_by(col(KnownFact.answered_at))
    ):
        found[fact.person_id].facts.append(fact)
    add_values(session, person_ids, found)
    for hit in session.exec(of_people(select(Hit), Hit.person_id, person_ids).order_by(col(Hit.raised_at), col(Hit.id))):
        found[hit.person_id].hits.append(hit)
    return found


def add_values(session: Session, person_ids: Collection[UUID], found: dict[UUID, OnRecord]) -> None:
    in_order = of_people(RESULT, Result.person_id, person_ids).where(col(Result.withdrawn_at).is_(None))
    for row in session.execute(in_order.order_by(col(Result.taken_on), col(Result.recorded_at), col(Result.id))):
        found[row.person_id].results.setdefault(row.code, []).append(row)
    for value in session.exec(
        of_people(select(SetAsideValue), SetAsideValue.person_id, person_ids).order_by(col(SetAsideValue.taken_on), col(SetAsideValue.id))
    ):
        found[value.person_id].set_aside.append(value)


def open_conditions(person_ids: Collection[UUID]):
    return of_people(select(PersonCondition), PersonCondition.person_id, person_ids).where(col(PersonCondition.ended_at).is_(None)).order_by(PersonCondition.id)


def add_clinician_words(session: Session, records: Iterable[OnRecord]) -> None:
    """The targets agreed and the decisions made so far: two more queries."""
    by_person = {record.person.id: record for record in records}
    by_cycle = {record.cycle_id: record for record in by_person.values() if record.cycle_id}
    for target in session.exec(
        of_people(select(PersonalTarget), PersonalTarget.person_id, by_person).where(col(PersonalTarget.ended_at).is_(None)).order_by(PersonalTarget.id)
    ):
        by_person[target.person_id].targets[target.code] = target
    for decision in session.exec(of_people(select(LineDecision), LineDecision.cycle_id, by_cycle).order_by(LineDecision.id)):
        by_cycle[decision.cycle_id].decisions[decision.result_id] = decision


def of_people(wanted, column, ids: Collection[UUID]):
    return wanted.where(col(column).in_(ids))


def by_rule(hits: Iterable[Hit]) -> dict[tuple[str, UUID | None], Hit]:
    """(rule, the value it is about) -> hit. The value is a result or one set aside."""
    return {(hit.rule_id, hit.result_id or hit.set_aside_id): hit for hit in hits}
