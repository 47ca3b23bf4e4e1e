"""Counting a practice's people by group: three statements, however many people there are."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.asks.models import TalkAsk
from webapp.base.clock import london, today
from webapp.cohorts.models import Cohort, CohortPerson, Judgement
from webapp.cohorts.queries import criteria_of
from webapp.cohorts.rules import Way
from webapp.coverage.rules import Tally, band_starts, fifths
from webapp.pathway.models import Cycle, Stage, StageMove
from webapp.people.models import Person, PersonCondition, PlanningOptOut, Registration

KINDS = ("age", "sex", "language", "ethnic_group", "deprivation")
A_YEAR = timedelta(days=365)
ASKED_OR_COMING = (Stage.INVITED, Stage.GATHERING, Stage.CONVERSATION)
Groups = dict[str, dict[str, Tally]]


def coverage_of(session: Session, practice_id: UUID) -> Groups:
    """Kind of group (`all`, `age`, `sex`, `language`, `ethnic_group`, `deprivation` in fifths, `condition`) -> group -> its counts.

    Of everybody alive and registered here; the group "" is not known. Reached: in the last year they were invited, or a visit or talk was booked.
    """
    people, found = people_at(session, practice_id), defaultdict[str, defaultdict[str, Tally]](lambda: defaultdict(Tally))
    sums = [sa.func.count().label("total"), *(sa.func.sum(people.c[name]).label(name) for name in ("reached", "said_no", *Way))]
    kinds = [people.c[kind] for kind in KINDS]
    for row in session.execute(sa.select(*kinds, *sums).group_by(*kinds)):
        counts = tally(row)
        for kind in KINDS:
            group = getattr(row, kind)
            found[kind]["" if group is None else str(group)].add(counts)
        found["all"]["all"].add(counts)
    known = sa.select(PersonCondition.person_id, PersonCondition.code).where(col(PersonCondition.ended_at).is_(None), col(PersonCondition.code).is_not(None))  # type: ignore[call-overload]
    one_each = known.distinct().subquery("known")
    by_condition = sa.select(one_each.c.code, *sums).join_from(people, one_each, people.c.id == one_each.c.person_id).group_by(one_each.c.code)
    for row in session.execute(by_condition):
        found["condition"][row.code].add(tally(row))
    return {kind: dict(groups) for kind, groups in found.items()}


def tally(row) -> Tally:
    return Tally(row.total, row.reached, row.said_no, {way: getattr(row, way) for way in Way})


def people_at(session: Session, practice_id: UUID) -> sa.Subquery:
    """Each person once, with 1 or 0 for what is true of them. A way counts for whoever was reached."""
    reached = in_these(reached_since(practice_id, london(today() - A_YEAR, time())))
    said_no = in_these(sa.select(col(PlanningOptOut.person_id)).where(col(PlanningOptOut.ended_at).is_(None)))
    facts = {"reached": reached, "said_no": said_no & ~reached} | {way: in_these(ids) & reached for way, ids in ways(session, practice_id).items()}
    age = sa.case(*((col(Person.born_on) <= last, first) for first, last in band_starts(today())), else_=0)
    fifth = sa.case(*((col(Person.deprivation).in_(places), number) for number, places in fifths().items()), else_=None)
    groups = [age.label("age"), col(Person.sex), col(Person.language), col(Person.ethnic_group), fifth.label("deprivation")]
    values = [sa.case((fact, 1), else_=0).label(name) for name, fact in facts.items()]
    found = sa.select(col(Person.id), *groups, *values)
    found = found.join(Registration, col(Registration.person_id) == Person.id)
    here = found.where(col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None), col(Person.died_on).is_(None))
    return here.subquery("people")


def in_these(ids: sa.Select) -> sa.ColumnElement[bool]:
    return col(Person.id).in_(ids)


def reached_since(practice_id: UUID, since: datetime) -> sa.Select:
    moves = sa.select(col(Cycle.person_id)).join(StageMove, col(StageMove.cycle_id) == Cycle.id)
    return moves.where(col(Cycle.practice_id) == practice_id, col(StageMove.to_stage).in_(ASKED_OR_COMING), col(StageMove.at) >= since)


def ways(session: Session, practice_id: UUID) -> dict[Way, sa.Select]:
    """Each way in -> whom it found. One statement; the searches of a practice are few."""
    cohorts = {cohort.id: criteria_of(cohort).ways for cohort in session.exec(select(Cohort).where(Cohort.practice_id == practice_id))}
    found = {
        way: sa.select(col(CohortPerson.person_id)).where(col(CohortPerson.cohort_id).in_([one for one, used in cohorts.items() if way in used])) for way in Way
    }
    thought_of = sa.select(col(Judgement.person_id)).where(col(Judgement.practice_id) == practice_id)
    asked = sa.select(col(TalkAsk.person_id)).where(col(TalkAsk.practice_id) == practice_id, col(TalkAsk.person_id).is_not(None))
    return found | {Way.JUDGEMENT: thought_of.union(found[Way.JUDGEMENT]), Way.ASKED: asked}  # type: ignore[return-value]
