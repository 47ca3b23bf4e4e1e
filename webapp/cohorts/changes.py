"""Saving a search, looking again, asking people from it; who staff thought of."""

import json
from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import pathway_now
from webapp.cohorts.models import Cohort, CohortPerson, CohortRun, Judgement
from webapp.cohorts.queries import criteria_of, judgement_of, result_of
from webapp.cohorts.rules import Criteria, as_json
from webapp.pathway.models import Cycle, Stage
from webapp.scores.models import ScoreList
from webapp.scores.queries import reason_given


def save_search(session: Session, *, practice_id: UUID, name: str, criteria: Criteria, by: UUID | None, most: int | None = None, pilot: bool = False) -> Cohort:
    """`by` is a staff member's id. It is looked at once, so that its history begins."""
    since = pathway_now() if pilot else None
    made = Cohort(practice_id=practice_id, name=name, looks_for=as_json(criteria), most=most, pilot_since=since, made_by_id=by)
    session.add(made)
    session.flush()
    look_again(session, cohort=made, by=by)
    return made


def look_again(session: Session, *, cohort: Cohort, by: UUID | None) -> CohortRun:
    found = result_of(session, cohort).found
    run = CohortRun(cohort_id=cohort.id, by_id=by, found=len(found.people), left_out={why.value: number for why, number in found.left_out.items()})
    session.add(run)
    session.flush()
    return run


def put_away(session: Session, *, cohort: Cohort, by: UUID) -> None:
    if cohort.ended_at is None:
        cohort.ended_at, cohort.ended_by_id = pathway_now(), by
        session.add(cohort)
        session.flush()


def note_invited(session: Session, *, cohort: Cohort, person_ids: Collection[UUID], by: UUID) -> int:
    """Who of these is invited now was asked from this cohort, and why. Returns how many. `by` is a staff member's id."""
    open_now = (col(Cycle.person_id).in_(person_ids), col(Cycle.closed_on).is_(None), col(Cycle.stage) == Stage.INVITED)
    cycles = session.execute(sa.select(col(Cycle.person_id), col(Cycle.id)).where(*open_now)).all()
    said = reasons(session, cohort, [person_id for person_id, _cycle in cycles])
    whose = {"cohort_id": cohort.id, "invited_by_id": by}
    session.add_all([CohortPerson(**whose, person_id=person_id, cycle_id=cycle, why=json.dumps(said[person_id])) for person_id, cycle in cycles])
    session.flush()
    return len(cycles)


def reasons(session: Session, cohort: Cohort, person_ids: list[UUID]) -> dict[UUID, dict]:
    """Person -> what they may read of why they were asked. Never a score: a number alone explains nothing."""
    criteria, same = criteria_of(cohort), {"looks_for": cohort.looks_for}
    own: dict[UUID, dict] = {person_id: dict(same) for person_id in person_ids}
    if criteria.score_list and (scores := session.get(ScoreList, UUID(criteria.score_list))):
        given = reason_given(session, scores.id, person_ids)
        for person_id in person_ids:
            own[person_id] |= {"method": scores.method, "reason": given.get(person_id) or scores.reason}
    if criteria.judged:
        found = sa.select(Judgement).where(
            col(Judgement.practice_id) == cohort.practice_id, col(Judgement.person_id).in_(person_ids), col(Judgement.ended_at).is_(None)
        )
        for judgement in session.scalars(found):
            own[judgement.person_id]["judgement"] = judgement.reason
    return own


def think_of(session: Session, *, practice_id: UUID, person_id: UUID, reason: str, by: UUID) -> Judgement:
    """A talk would help this person, and why. Said again, the newer words stand. `by` is a staff member's id."""
    standing = judgement_of(session, practice_id, person_id)
    if standing:
        end_judgement(session, judgement=standing, by=by)
    made = Judgement(practice_id=practice_id, person_id=person_id, reason=reason, made_by_id=by)  # type: ignore[call-arg]
    session.add(made)
    session.flush()
    return made


def end_judgement(session: Session, *, judgement: Judgement, by: UUID) -> None:
    judgement.ended_at, judgement.ended_by_id = pathway_now(), by
    session.add(judgement)
    session.flush()
