"""Writing answers: each is its own save, and a marked one is on the staff's list before the reply is made."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import in_london, london, pathway_now
from webapp.content.prompt import Instrument
from webapp.cover.changes import Chosen, put_on_duty_list
from webapp.cover.clock import moment_of, steps
from webapp.cover.queries import hours_of, open_entry
from webapp.pathway.models import Cycle
from webapp.practices.models import Practice
from webapp.practices.working_days import next_staffed_time, read_by
from webapp.questionnaires.calls import (
    Call,
    call_of,
    clocks_of,
    is_before_closing,
    is_skipped_over,
    questions_in,
    rules_met,
    urgency_of,
)
from webapp.questionnaires.models import Answer, Response
from webapp.questionnaires.queries import first_said, response_of, standing_answers
from webapp.questionnaires.rules import SKIPPED
from webapp.tasks.changes import close_task, open_task
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.tasks.queries import open_tasks_for

SKIPPED_OVER = "mood_skipped_over"


def save_answer(
    session: Session, *, cycle: Cycle, practice: Practice, instrument: Instrument, question: str, words: str, channel: str, by: UUID, wall: datetime
) -> Call:
    """Keep one answer; the one before, given the same way, stays with the time it was replaced. Returns what it calls for, which is empty for nothing.

    Whoever must act on it is called in this same transaction, finished or not, and however late it came from a phone.
    """
    known = keep_answer(session, cycle=cycle, instrument=instrument, question=question, words=words, channel=channel, by=by)
    call_duty(session, practice=practice, person_id=cycle.person_id, year=cycle.id, instrument=instrument, channel=channel, known=known)
    skipped_over = is_skipped_over(instrument, known)
    if words != SKIPPED or skipped_over or rules_met(instrument, known):
        ask_to_read(session, cycle=cycle, practice=practice, due_at=due_at(session, practice, instrument, known, wall), skipped_over=skipped_over,
                    urgency=urgency_of(instrument, known))  # fmt: skip
    return call_of(instrument, known)


def call_duty(session: Session, *, practice: Practice, person_id: UUID, year: UUID, instrument: Instrument, channel: str, known: Mapping[str, str]) -> None:
    """Onto the duty list, in the words chosen. One that is on it already shows what stands now beside what was chosen first, whatever that is now."""
    met = rules_met(instrument, known)
    for rule in clocks_of(instrument):
        subject = f"{instrument.id}:{year}:{channel}:{rule['rule']}"
        if rule in met or open_entry(session, practice.id, subject):
            chosen = chosen_words(session, year, instrument, channel, rule, known)
            whose = {"practice_id": practice.id, "person_id": person_id, "subject": subject}
            put_on_duty_list(session, **whose, rule=rule["rule"], clock=rule["clock"], chosen=chosen, stored_at=pathway_now())


def chosen_words(session: Session, year: UUID, instrument: Instrument, channel: str, rule: Mapping[str, Any], known: Mapping[str, str]) -> list[Chosen]:
    first, found = first_said(session, year, instrument.id, channel), []
    for question in (asked for asked in instrument.questions if asked.id in set(questions_in(rule["predicate"])) & set(known)):
        options = {str(option.value): option.label for option in instrument.options_of(question)}
        now, before = known[question.id], first.get(question.id, known[question.id])
        found.append(Chosen(question.text, options.get(now, now), options.get(before, before) if before != now else None, channel))
    return found


def due_at(session: Session, practice: Practice, instrument: Instrument, known: Mapping[str, str], wall: datetime) -> datetime:
    """By its clock where it has one, before the surgery closes where the catalogue says so, else by the day that the person was shown."""
    clocks = [rule["clock"] for rule in rules_met(instrument, known) if "clock" in rule]
    if clocks:
        hours = hours_of(session, practice)
        return min(moment_of(hours, wall, steps(clock).acknowledge_within) for clock in clocks)
    day = in_london(next_staffed_time(practice, wall)).date() if is_before_closing(instrument, known) else read_by(practice, wall)
    return london(day, practice.closes)


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


def ask_to_read(session: Session, *, cycle: Cycle, practice: Practice, due_at: datetime, skipped_over: bool, urgency: Urgency) -> Task:
    """A named person reads it. `skipped_over`: a question about danger was passed over, which staff are told."""
    whose = {"practice_id": practice.id, "kind": TaskKind.READ_ANSWERS, "subject": subject(cycle.id), "person_id": cycle.person_id}
    task = open_task(session, **whose, urgency=urgency, due_at=due_at)
    task.why = SKIPPED_OVER if skipped_over else task.why
    session.add(task)
    session.flush()
    return task


def close_reading(session: Session, *, person_id: UUID, practice_id: UUID, by: UUID, outcome: str, note: str) -> int:
    """`by` is the staff member who read it. Returns how many readings that closed."""
    waiting = open_tasks_for(session, practice_id, kinds=(TaskKind.READ_ANSWERS,), person_id=person_id)
    for task in waiting:
        close_task(session, task, by=by, outcome=outcome, note=note or None)
    return len(waiting)
