"""Writing answers: each is its own save, and a marked one is on the staff's list before the reply is made."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import london, pathway_now
from webapp.content.prompt import Instrument
from webapp.pathway.models import Cycle
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.questionnaires.models import Answer, Response
from webapp.questionnaires.queries import response_of, standing_answers
from webapp.questionnaires.rules import SKIPPED, is_marked
from webapp.tasks.changes import close_task, open_task
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.tasks.queries import open_tasks_for


def save_answer(
    session: Session, *, cycle: Cycle, practice: Practice, instrument: Instrument, question: str, words: str, channel: str, by: UUID, wall: datetime
) -> bool:
    """Keep one answer; the one before, given the same way, stays with the time it was replaced. True when a safety rule holds now."""
    known = keep_answer(session, cycle=cycle, instrument=instrument, question=question, words=words, channel=channel, by=by)
    marked = is_marked(instrument, known)
    if words != SKIPPED or marked:
        ask_to_read(session, cycle=cycle, practice=practice, marked=marked, wall=wall)
    return marked


def keep_answer(session: Session, *, cycle: Cycle, instrument: Instrument, question: str, words: str, channel: str, by: UUID) -> dict[str, str]:
    """Nobody is asked to read it. Returns every answer that stands now, given the same way: question -> words."""
    response = open_response(session, cycle=cycle, instrument=instrument)
    standing = {answer.question: answer for answer in standing_answers(session, response.id, channel)}
    before = standing.get(question)
    if before is None or before.words != words:
        if before is not None:
            before.replaced_at = pathway_now()
            session.add(before)
        session.add(Answer(response_id=response.id, question=question, words=words, saved_by_id=by, channel=channel))
        session.flush()
    return {name: answer.words for name, answer in standing.items()} | {question: words}


def open_response(session: Session, *, cycle: Cycle, instrument: Instrument) -> Response:
    found = response_of(session, cycle.id, instrument.id)
    if found is None:
        found = Response(person_id=cycle.person_id, cycle_id=cycle.id, instrument=instrument.id, version=instrument.version, sha256=instrument.sha256)
        session.add(found)
        session.flush()
    return found


def finish(session: Session, *, cycle: Cycle, instrument: Instrument) -> None:
    found = response_of(session, cycle.id, instrument.id)
    if found is not None:
        found.sent_at = pathway_now()
        session.add(found)


def subject(cycle_id: UUID) -> str:
    return f"mood:{cycle_id}"


def ask_to_read(session: Session, *, cycle: Cycle, practice: Practice, marked: bool, wall: datetime) -> Task:
    """A named person reads it by the day the person was shown. A marked one goes before what is only due."""
    return open_task(
        session,
        practice_id=practice.id,
        kind=TaskKind.READ_ANSWERS,
        subject=subject(cycle.id),
        person_id=cycle.person_id,
        urgency=Urgency.SAME_DAY if marked else Urgency.SOON,
        due_at=london(read_by(practice, wall), practice.closes),
    )


def close_reading(session: Session, *, person_id: UUID, practice_id: UUID, by: UUID, outcome: str, note: str) -> int:
    """`by` is the staff member who read it. Returns how many readings that closed."""
    waiting = open_tasks_for(session, practice_id, kinds=(TaskKind.READ_ANSWERS,), person_id=person_id)
    for task in waiting:
        close_task(session, task, by=by, outcome=outcome, note=note or None)
    return len(waiting)
