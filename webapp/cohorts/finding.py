"""Looking for people: the criteria as one statement, what is sealed looked at afterwards, and who is left out counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import today
from webapp.cohorts.activation import amounts_of
from webapp.cohorts.models import Judgement
from webapp.cohorts.rules import Activation, Bound, Candidate, Criteria, LeftOut, is_within, left_out
from webapp.comparisons.matches import UNDONE
from webapp.pathway.models import Cycle
from webapp.people.models import Person, PersonCondition, Registration
from webapp.people.queries import opted_out
from webapp.registers.queries import born_between
from webapp.results.models import Result
from webapp.scores.queries import amounts_on, people_on

NOT_ENDED = col(PersonCondition.ended_at).is_(None)


@dataclass(frozen=True)
class Found:
    """`people`: who may be asked, by name. `left_out`: how many fit but are not asked, by reason. `scores`: of those found, when a list was searched."""

    people: list[Candidate]
    left_out: dict[LeftOut, int]
    scores: Mapping[UUID, Decimal] = field(default_factory=dict)


def look_for(session: Session, practice_id: UUID, criteria: Criteria) -> Found:
    """The same few statements however many people there are. Nobody is found by a search that looks for nothing."""
    if not criteria.ways:
        return Found([], {})
    fitting, scores = fitting_in(session, practice_id, criteria)
    said_no = opted_out(session, [one.person_id for one in fitting])
    why = [(one, left_out(one, opted_out=one.person_id in said_no)) for one in fitting]
    counted = Counter(reason for _one, reason in why if reason)
    return Found([one for one, reason in why if reason is None], {reason: counted[reason] for reason in LeftOut if counted[reason]}, scores)


def fitting_in(session: Session, practice_id: UUID, criteria: Criteria) -> tuple[list[Candidate], Mapping[UUID, Decimal]]:
    found = session.execute(candidates(practice_id).where(*conditions_for(practice_id, criteria)))
    people = [Candidate(*row) for row in found]
    scores: dict[UUID, Decimal] = amounts_on(session, UUID(criteria.score_list)) if criteria.score_list else {}
    if criteria.score_least:
        people = [one for one in people if is_within(scores[one.person_id], Bound.LEAST, criteria.score_least)]
    if criteria.activation:
        levels = amounts_of(session, practice_id, Activation(criteria.activation))
        people = [one for one in people if one.person_id in levels and is_within(levels[one.person_id], criteria.activation_bound, criteria.activation_amount)]
    return people, scores


def candidates(practice_id: UUID) -> sa.Select:
    """Everybody who is or was here, by name. Whom only an import brought that was taken back never was."""
    own = sa.and_(col(Registration.practice_id) == practice_id, sa.or_(col(Registration.ended_why).is_(None), col(Registration.ended_why) != UNDONE))
    is_here = sa.func.max(sa.case((col(Registration.ended_on).is_(None), 1), else_=0)).label("here")
    stay = sa.select(col(Registration.person_id), is_here).where(own).group_by(col(Registration.person_id)).subquery()
    begun = sa.and_(col(Cycle.person_id) == Person.id, col(Cycle.closed_on).is_(None))
    fields = (Person.id, Person.surname, Person.given_name, Person.born_on, Person.died_on, stay.c.here == 1, Cycle.stage)
    found = sa.select(*fields).join(stay, stay.c.person_id == Person.id).outerjoin(Cycle, begun)
    return found.order_by(sa.func.lower(Person.surname), sa.func.lower(Person.given_name), col(Person.id))


def conditions_for(practice_id: UUID, criteria: Criteria) -> list[sa.ColumnElement[bool]]:
    wanted = born_between(criteria.age_from, criteria.age_to, today())
    if criteria.conditions:
        wanted.append(col(Person.id).in_(with_conditions(criteria)))
    if criteria.least_conditions:
        many = sa.func.count(sa.distinct(sa.func.coalesce(PersonCondition.code, PersonCondition.words))) >= criteria.least_conditions
        wanted.append(col(Person.id).in_(sa.select(col(PersonCondition.person_id)).where(NOT_ENDED).group_by(col(PersonCondition.person_id)).having(many)))
    if criteria.language:
        wanted.append(col(Person.language) == criteria.language)
    if criteria.test:
        wanted.append(col(Person.id).in_(with_test(practice_id, criteria)))
    if criteria.score_list:
        wanted.append(col(Person.id).in_(people_on(UUID(criteria.score_list))))
    if criteria.judged:
        wanted.append(
            col(Person.id).in_(sa.select(col(Judgement.person_id)).where(col(Judgement.practice_id) == practice_id, col(Judgement.ended_at).is_(None)))
        )
    return wanted


def with_conditions(criteria: Criteria) -> sa.Select:
    found = sa.select(col(PersonCondition.person_id)).where(col(PersonCondition.code).in_(criteria.conditions), NOT_ENDED)
    if criteria.every:
        found = found.group_by(col(PersonCondition.person_id)).having(sa.func.count(sa.distinct(PersonCondition.code)) == len(criteria.conditions))
    return found


def with_test(practice_id: UUID, criteria: Criteria) -> sa.Select:
    """Whose latest value of the test is on the right side. A value somebody took back is no value."""
    later = sa.orm.aliased(Result)
    own = (col(Result.practice_id) == practice_id, col(Result.code) == criteria.test, col(Result.withdrawn_at).is_(None), col(Result.amount).is_not(None))
    newer = (col(later.person_id) == Result.person_id, col(later.code) == Result.code, col(later.withdrawn_at).is_(None), col(later.taken_on) > Result.taken_on)
    amount, limit = sa.cast(col(Result.amount), sa.Float), float(criteria.test_amount)
    inside = amount >= limit if criteria.test_bound == Bound.LEAST else amount <= limit
    return sa.select(col(Result.person_id)).where(*own, ~sa.exists().where(*newer), inside)
