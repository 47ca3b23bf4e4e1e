"""Reading saved searches, their runs, who was asked from each and what became of it."""

import json
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.cohorts.finding import Found, look_for
from webapp.cohorts.models import Cohort, CohortPerson, CohortRun, Judgement
from webapp.cohorts.rules import Candidate, Criteria, first_under_cap, from_json
from webapp.pathway.models import Stage, StageMove
from webapp.people.models import Person, Registration
from webapp.recall.models import Recall, Reply
from webapp.wordings.queries import GROUPS

RUNS_SHOWN = 20


@dataclass(frozen=True)
class Result:
    """What a saved search finds now. `chosen`: those of them who may be asked under its cap. `invited`: how many were asked from it so far."""

    found: Found
    chosen: list[Candidate]
    invited: int


def cohorts_of(session: Session, practice_id: UUID) -> list[Cohort]:
    """Those not put away, newest first."""
    found = select(Cohort).where(Cohort.practice_id == practice_id, col(Cohort.ended_at).is_(None))
    return list(session.exec(found.order_by(col(Cohort.made_at).desc(), col(Cohort.id))))


def cohort_of(session: Session, practice_id: UUID, cohort_id: UUID) -> Cohort | None:
    """One saved search, put away or not; None when it is another practice's."""
    return session.exec(select(Cohort).where(Cohort.id == cohort_id, Cohort.practice_id == practice_id)).first()


def names_of_groups(session: Session, practice_id: UUID) -> dict[str, str]:
    """Key and name of each, for whoever words an invitation for one of them."""
    return {str(cohort.id): cohort.name for cohort in cohorts_of(session, practice_id)}


GROUPS.append(names_of_groups)


def criteria_of(cohort: Cohort) -> Criteria:
    return from_json(cohort.looks_for)


def result_of(session: Session, cohort: Cohort) -> Result:
    found, invited = look_for(session, cohort.practice_id, criteria_of(cohort)), invited_from(session, cohort.id)
    room = None if cohort.most is None else max(0, cohort.most - invited)
    return Result(found, first_under_cap(found.people, room, cohort_id=cohort.id, scores=found.scores), invited)


def invited_from(session: Session, cohort_id: UUID) -> int:
    return session.scalar(sa.select(sa.func.count()).where(col(CohortPerson.cohort_id) == cohort_id)) or 0


def runs_of(session: Session, cohort_id: UUID) -> list[CohortRun]:
    return list(session.exec(select(CohortRun).where(CohortRun.cohort_id == cohort_id).order_by(col(CohortRun.at).desc(), col(CohortRun.id)).limit(RUNS_SHOWN)))


def last_runs(session: Session, practice_id: UUID) -> dict[UUID, CohortRun]:
    """Cohort -> the last time it was looked."""
    found = select(CohortRun).join(Cohort).where(Cohort.practice_id == practice_id, col(Cohort.ended_at).is_(None))
    return {run.cohort_id: run for run in session.exec(found.order_by(col(CohortRun.at)))}


# A stage that was reached says that the one before it happened too.
MEASURES = {
    "replied": [stage for stage in Stage if stage not in (Stage.ENTRY, Stage.INVITED, Stage.LEFT, Stage.DIED)],
    "pack_sent": [Stage.PACK_SENT, Stage.PREPARED],
    "talked": [Stage.CONVERSATION],
    "plan_agreed": [Stage.PLAN_AGREED],
}


def measures_of(session: Session, cohort_id: UUID) -> dict[str, int]:
    """Of those asked from this cohort alone, and in the year they were asked for: how many came how far. One statement."""
    whose = col(CohortPerson.cycle_id)
    came: dict[str, sa.ColumnElement[bool]] = {
        name: sa.exists().where(col(StageMove.cycle_id) == whose, col(StageMove.to_stage).in_(stages)) for name, stages in MEASURES.items()
    }
    answered = sa.exists().where(col(Recall.cycle_id) == whose, col(Reply.recall_id) == Recall.id)
    came["replied"] = sa.or_(came["replied"], answered)
    counted = [sa.func.coalesce(sa.func.sum(sa.case((reached, 1), else_=0)), 0).label(name) for name, reached in came.items()]
    row = session.execute(sa.select(sa.func.count().label("invited"), *counted).where(col(CohortPerson.cohort_id) == cohort_id)).one()
    return dict(row._mapping)


def judgement_of(session: Session, practice_id: UUID, person_id: UUID) -> Judgement | None:
    found = select(Judgement).where(Judgement.practice_id == practice_id, Judgement.person_id == person_id, col(Judgement.ended_at).is_(None))
    return session.exec(found).first()


def judged_at(session: Session, practice_id: UUID) -> list[tuple[Judgement, Person]]:
    """Whom staff thought of, who are still here, newest first."""
    found = select(Judgement, Person).join(Person, col(Person.id) == Judgement.person_id)
    found = found.join(Registration, sa.and_(col(Registration.person_id) == Person.id, col(Registration.ended_on).is_(None)))
    standing = (Judgement.practice_id == practice_id, Registration.practice_id == practice_id, col(Judgement.ended_at).is_(None), col(Person.died_on).is_(None))
    return list(session.exec(found.where(*standing).order_by(col(Judgement.made_at).desc(), col(Judgement.id))).all())


@dataclass(frozen=True)
class WhyAsked:
    """Why one person was asked, as it was then. `method` and `reason` are of a list with a score, `judgement` is what staff said."""

    asked: CohortPerson
    criteria: Criteria
    method: str
    reason: str
    judgement: str


def why_asked(session: Session, person_id: UUID) -> list[WhyAsked]:
    """Each time, the newest first."""
    found = select(CohortPerson).where(CohortPerson.person_id == person_id).order_by(col(CohortPerson.invited_at).desc(), col(CohortPerson.id))
    return [as_why(asked, json.loads(asked.why or "{}")) for asked in session.exec(found)]


def as_why(asked: CohortPerson, said: dict) -> WhyAsked:
    return WhyAsked(asked, from_json(said.get("looks_for", {})), said.get("method", ""), said.get("reason", ""), said.get("judgement", ""))
