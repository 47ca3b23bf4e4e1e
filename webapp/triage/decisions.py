"""A clinician's part before release: answers, ticks, words, and the contacts made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.findings.sheet import Line, Triage
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.results.holding import keep_or_close, open_holds, subject
from webapp.results.judging import judge_people
from webapp.results.models import Decision, Hit, KnownFact, LineDecision, Result, SetAsideValue
from webapp.tasks.changes import close_task
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_task

LOOKED, HANDLED = "looked", "handled in the GP record"


class Spoken(StrEnum):
    """How a contact ended. Each of them closes the hold; a release is still the clinician's own press."""

    PERSON = "spoke to person"
    CARER = "spoke to carer with permission"
    LETTER = "could not reach, letter sent"


def answer_questions(session: Session, *, triage: Triage, answers: Mapping[str, str], practice: Practice, by: UUID) -> None:
    """Write down a clinician's answers and run the rules again. Keys are `Question.name`; an answer as `KnownFact.answer`. `by` is a staff id."""
    person, questions = triage.record.person, {question.name: question for question in triage.questions}
    result_ids = {line.row.id for line in triage.lines} | {alarm.hit.result_id for alarm in triage.alarms}
    for name, answer in answers.items():
        value_id = questions[name].value_id
        on_result = value_id in result_ids
        fact = KnownFact(
            person_id=person.id,
            cycle_id=triage.record.cycle_id,
            result_id=value_id if on_result else None,
            fact=questions[name].about if on_result else name,
            answer=answer,
            answered_by_id=by,
        )
        session.add(fact)
    judge_people(session, person_ids=[person.id], practice=practice, by=by)


def take_back_answer(session: Session, *, person: Person, fact_id: UUID, practice: Practice, by: UUID) -> None:
    """Ask it again. The answer stays on file as replaced."""
    mine = sa.update(KnownFact).where(col(KnownFact.id) == fact_id, col(KnownFact.person_id) == person.id, col(KnownFact.replaced_at).is_(None))
    session.execute(mine.values(replaced_at=now()))
    judge_people(session, person_ids=[person.id], practice=practice, by=by)


def record_contact(session: Session, *, person: Person, hit_ids: Collection[UUID], outcome: Spoken, note: str, practice: Practice, by: UUID) -> int:
    """A clinician spoke to the person (or tried) about these alarms. Closes them, and the task when none is left. Returns how many."""
    standing = open_holds(session.exec(select(Hit).where(Hit.person_id == person.id, col(Hit.closed_at).is_(None)).order_by(col(Hit.raised_at))))
    spoken_about = [hit for hit in standing if hit.id in hit_ids]
    for hit in spoken_about:
        close_hit(session, hit, outcome=outcome, by=by, note=note)
    left = [hit for hit in standing if hit.id not in hit_ids]
    task = open_task(session, practice.id, TaskKind.CALL_FIRST, subject(person.id))
    if task and left:
        keep_or_close(task, left, by=by)
    elif task and spoken_about:
        close_task(session, task, by=by, outcome=outcome, note=note or None)
    session.flush()
    return len(spoken_about)


def close_hit(session: Session, hit: Hit, *, outcome: str, by: UUID, note: str = "") -> None:
    hit.closed_at, hit.closed_by_id, hit.outcome, hit.note = now(), by, str(outcome), note or None
    session.add(hit)


@dataclass(frozen=True, slots=True)
class LineWords:
    """What was posted about one line. `decision` None leaves it undecided; a comment alone is kept with show."""

    decision: Decision | None = None
    reason: str = ""
    comment: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ticks:
    """Everything posted from the triage page. Sets hold ids: hits looked at, values set aside and looked at, results handled elsewhere."""

    lines: Mapping[UUID, LineWords]
    looked: frozenset[UUID] = frozenset()
    set_aside: frozenset[UUID] = frozenset()
    handled: frozenset[UUID] = frozenset()


def decide(session: Session, *, triage: Triage, ticks: Ticks, practice: Practice, by: UUID) -> None:
    """Keep a clinician's ticks and words. What is not this person's, or not there any more, is passed over."""
    for line in triage.lines:
        if line.row.id in ticks.lines and triage.record.cycle_id:
            decide_line(session, line, ticks.lines[line.row.id], cycle_id=triage.record.cycle_id, by=by)
    tick_looks(session, triage, ticks, by=by)
    if mark_handled(session, [line for line in triage.lines if line.can_be_handled and line.row.id in ticks.handled], by=by):
        judge_people(session, person_ids=[triage.record.person.id], practice=practice, by=by)
    session.flush()


def decide_line(session: Session, line: Line, said: LineWords, *, cycle_id: UUID, by: UUID) -> None:
    before = line.decision
    if said == words_of(before):
        return
    if said.decision is None:
        if before:
            session.delete(before)
        return
    kept = before or LineDecision(cycle_id=cycle_id, result_id=line.row.id, decision=said.decision, made_by_id=by)
    kept.decision, kept.reason, kept.told_on, kept.comment = said.decision, said.reason, said.told_on, said.comment or None
    kept.made_at, kept.made_by_id = now(), by
    session.add(kept)


def words_of(decision: LineDecision | None) -> LineWords:
    return LineWords(decision.decision, decision.reason, decision.comment or "", decision.told_on) if decision else LineWords()


def tick_looks(session: Session, triage: Triage, ticks: Ticks, *, by: UUID) -> None:
    for alarm in triage.alarms:
        hit = alarm.hit
        is_look = hit.closed_at is None and hit.level == "look" and not hit.is_question
        if is_look and (hit.id in ticks.looked or hit.set_aside_id in ticks.set_aside):
            close_hit(session, hit, outcome=LOOKED, by=by)
    for value in triage.set_aside:
        if value.id in ticks.set_aside:
            look_at(session, value, by=by)


def look_at(session: Session, value: SetAsideValue, *, by: UUID) -> None:
    value.looked_at, value.looked_by_id = now(), by
    session.add(value)


def mark_handled(session: Session, lines: Iterable[Line], *, by: UUID) -> int:
    """A named clinician says the GP record has it already: no rule of that result runs. Returns how many."""
    marked = list(lines)
    session.execute(sa.update(Result).where(col(Result.id).in_([line.row.id for line in marked])).values(handled_at=now(), handled_by_id=by))
    for line in marked:
        for alarm in line.alarms:
            if alarm.hit.closed_at is None:
                close_hit(session, alarm.hit, outcome=HANDLED, by=by)
    return len(marked)
