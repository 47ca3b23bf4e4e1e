"""The release itself, and taking it back. Nothing here ever messages anybody."""

import contextlib
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.findings.sheet import Triage
from webapp.findings.triages import triage_of_person
from webapp.pathway.changes import move
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.results.holding import hold_pack
from webapp.results.models import Decision, LineDecision, Release, ReleasedResult
from webapp.results.shown import never_shown
from webapp.verdicts.gate import InTheWay

STEPS = {Stage.ENTRY: (Stage.GATHERING, Stage.TRIAGED), Stage.INVITED: (Stage.GATHERING, Stage.TRIAGED), Stage.GATHERING: (Stage.TRIAGED,)}


class NotReady(Exception):
    """A pack was not released: `obstacles` says everything that still stands in the way."""

    def __init__(self, obstacles: list[InTheWay]):
        super().__init__(f"{len(obstacles)} things stand in the way")
        self.obstacles = obstacles


def release(session: Session, *, person: Person, practice: Practice, by: UUID, account_id: UUID, medicines_reviewed_on: date | None = None) -> Release:
    """Release what may be shown. Raises NotReady with everything that stands in the way, and then changes nothing. Messages nobody."""
    session.flush()
    triage = triage_of_person(session, person, practice=practice)
    if triage.release is not None:
        return triage.release
    if triage.obstacles or triage.record.cycle is None:
        raise NotReady(triage.obstacles)
    cycle = triage.record.cycle
    made = Release(person_id=person.id, practice_id=practice.id, cycle_id=cycle.id, released_by_id=by, medicines_reviewed_on=medicines_reviewed_on)
    session.add(made)
    session.flush()
    session.add_all(ReleasedResult(release_id=made.id, result_id=result_id, earlier=earlier) for result_id, earlier in going(session, triage).items())
    for step in STEPS.get(cycle.stage, ()):
        move(session, cycle=cycle, to=step, by=account_id, why="results released")
    session.flush()
    return made


def release_unchanged(session: Session, found: Iterable[Triage], *, practice: Practice, by: UUID, account_id: UUID) -> list[UUID]:
    """The one press. Whoever is not ready any more is left for a clinician; returns the ids of those released."""
    gone = []
    for triage in found:
        with contextlib.suppress(NotReady):
            release(session, person=triage.record.person, practice=practice, by=by, account_id=account_id)
            gone.append(triage.record.person.id)
    return gone


def going(session: Session, triage: Triage) -> dict[UUID, bool]:
    """The values the person may see: each line that goes, its last time, and the years before (True), unless a clinician once hid one."""
    lines = [line for line in triage.lines if line.goes]
    before = {line.previous.id: False for line in lines if line.previous and not never_shown(line.entry, line.previous.amount)}
    before |= {row.id: True for line in lines for row in line.years}
    hid = select(LineDecision.result_id).where(col(LineDecision.result_id).in_(before), LineDecision.decision == Decision.HIDE)
    hidden = set(session.exec(hid.order_by(LineDecision.result_id)))
    return {line.row.id: False for line in lines} | {one: earlier for one, earlier in before.items() if one not in hidden}


def withdraw_release(session: Session, *, person: Person, triage: Triage, why: str, account_id: UUID) -> None:
    if triage.release and triage.record.cycle:
        hold_pack(session, release=triage.release, cycle=triage.record.cycle, person=person, why=why, by=account_id)
        session.flush()
