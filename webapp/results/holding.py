"""What an alarm does besides being written down: one task for the person, and a released pack is held again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import in_london, now
from webapp.content.catalogue import levels, results
from webapp.messages.changes import cancel_messages
from webapp.messages.models import MessageKind
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.results.models import Hit, Release
from webapp.results.on_record import OnRecord
from webapp.tasks.changes import open_tasks
from webapp.tasks.models import Task, TaskKind, Urgency
from webapp.tasks.rules import sooner
from webapp.verdicts.rules import OUTSIDE_RANGE, question

URGENCY = {"hold_now": Urgency.NOW, "hold_same_day": Urgency.SAME_DAY, "hold_next_day": Urgency.NEXT_DAY}
NO_LONGER_NEEDED = "no longer needed"


def open_holds(hits: Iterable[Hit]) -> list[Hit]:
    """Those that hold the pack until a human closed them, most urgent first."""
    found = [hit for hit in hits if hit.closed_at is None and not hit.is_question and levels()[hit.level].holds_pack]
    return sorted(found, key=lambda hit: -levels()[hit.level].rank)


def urgent_questions(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.closed_at is None and hit.is_question and hit.due_at is not None]


def settle_tasks(session: Session, records: Iterable[OnRecord], *, practice: Practice, by: UUID | None) -> None:
    """One CALL_FIRST task names every hold of a person; one CHECK_RESULT task the questions that cannot wait."""
    by_id = {record.person.id: record for record in records}
    standing = tasks_of(session, practice, by_id)
    wanted = []
    for person_id, record in by_id.items():
        for kind, hits in ((TaskKind.CALL_FIRST, open_holds(record.hits)), (TaskKind.CHECK_RESULT, urgent_questions(record.hits))):
            task = standing.get((person_id, kind))
            if task:
                keep_or_close(task, hits, by=by)
            elif hits:
                wanted.append(told(practice, person_id, kind, hits))
    open_tasks(session, wanted)
    session.flush()


def keep_or_close(task: Task, hits: list[Hit], *, by: UUID | None) -> None:
    """What still holds is named in it; it may become more urgent or due sooner, never later. With nothing left it closes by itself."""
    if not hits:
        task.closed_at, task.closed_by_id, task.outcome = now(), by, NO_LONGER_NEEDED
        return
    task.urgency = sooner(task.urgency, urgency_of(task.kind, hits))
    task.due_at = min(filter(None, (task.due_at, due_first(hits))), default=None)
    if task.why != (why := all_in_words(hits)):
        task.why = why


def told(practice: Practice, person_id: UUID, kind: TaskKind, hits: list[Hit]) -> Task:
    return Task(
        practice_id=practice.id,
        kind=kind,
        subject=subject(person_id),
        person_id=person_id,
        urgency=urgency_of(kind, hits),
        why=all_in_words(hits),
        due_at=due_first(hits),
    )


def urgency_of(kind: TaskKind, hits: list[Hit]) -> Urgency:
    return URGENCY[hits[0].level] if kind is TaskKind.CALL_FIRST else Urgency.SAME_DAY


def due_first(hits: list[Hit]) -> datetime | None:
    return min((hit.due_at for hit in hits if hit.due_at), default=None)


def all_in_words(hits: list[Hit]) -> str:
    return "\n".join(dict.fromkeys(in_words(hit) for hit in hits))


def subject(person_id: UUID) -> str:
    return f"hold:{person_id}"


def in_words(hit: Hit) -> str:
    """ "Potassium: 6.5 or more. Phone the person now; hospital." For clinicians only."""
    entry = results()[hit.result_code]
    if hit.is_question:
        return f"{entry.label}: {' '.join(question(about) for about in hit.asks.split())}"
    rule = next((rule for rule in entry.call_first if rule.id == hit.rule_id), None)
    words = f"{entry.label}: {rule.when_text}. {rule.action}." if rule else f"{entry.label}: {OUTSIDE_RANGE}."
    return f"{words} ({OUTSIDE_RANGE})" if hit.set_aside_id and rule else words


def tasks_of(session: Session, practice: Practice, person_ids: Iterable[UUID]) -> dict[tuple[UUID | None, TaskKind], Task]:
    kinds = (TaskKind.CALL_FIRST, TaskKind.CHECK_RESULT)
    found = select(Task).where(
        Task.practice_id == practice.id, col(Task.kind).in_(kinds), col(Task.person_id).in_(list(person_ids)), col(Task.closed_at).is_(None)
    )
    return {(task.person_id, task.kind): task for task in session.exec(found.order_by(col(Task.opened_at)))}


def hold_released_packs(session: Session, records: Iterable[OnRecord]) -> None:
    """A value dated on or after the day of release, or a new alarm, takes a released pack back until a clinician looked."""
    by_cycle = {record.cycle_id: record for record in records if record.cycle_id}
    if not by_cycle:
        return
    released = select(Release).where(col(Release.cycle_id).in_(list(by_cycle)), col(Release.withdrawn_at).is_(None))
    for release in session.exec(released.order_by(col(Release.id))):
        record = by_cycle[release.cycle_id]
        why = why_held(record, release)
        if why and record.cycle:
            hold_pack(session, release=release, cycle=record.cycle, person=record.person, why=why, by=None)


def hold_pack(session: Session, *, release: Release, cycle: Cycle, person: Person, why: str, by: UUID | None) -> None:
    """Take a release back: nothing of it is shown, and a message about it that still waits never goes. `by` is an account id."""
    release.withdrawn_at, release.withdrawn_why = now(), why
    session.add(release)
    cancel_messages(session, person=person, by=by, why="held", kinds=(MessageKind.PACK_READY, MessageKind.REMINDER, MessageKind.CHOSEN))
    if cycle.stage is Stage.TRIAGED:
        move(session, cycle=cycle, to=Stage.GATHERING, by=by, why=why)


def why_held(record: OnRecord, release: Release) -> str | None:
    day = in_london(release.released_at).date()
    values = [*(row for rows in record.results.values() for row in rows), *record.set_aside]
    if any(value.recorded_at > release.released_at and value.taken_on >= day for value in values):
        return "newer result"
    asks = any(hit.closed_at is None and hit.is_question and hit.raised_at > release.released_at for hit in record.hits)
    return "alarm" if open_holds(record.hits) or asks else None
