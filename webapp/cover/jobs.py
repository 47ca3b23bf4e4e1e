"""The clock's steps, and a cover that lapsed. Each is done once, however many machines look; each in a short transaction of its own."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import in_london, pathway_now, wall
from webapp.cover.changes import insert_for, phones_at, text_duty
from webapp.cover.clock import due_steps, steps
from webapp.cover.models import DutyEntry, DutyStep, MoodCover
from webapp.cover.queries import cover_of, hours_in, mood_cover
from webapp.database.session import Database
from webapp.practices.models import Practice
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency


def escalate(database: Database) -> int:
    """Text whom the clock has come to. Returns how many steps were taken now."""
    with database.reading() as session:
        waiting = session.exec(select(DutyEntry.id).where(col(DutyEntry.closed_at).is_(None), col(DutyEntry.acknowledged_at).is_(None))).all()
    taken = 0
    for entry_id in waiting:
        with database.writing() as session:
            taken += take_steps(session, entry_id)
    return taken


def take_steps(session: Session, entry_id: UUID) -> int:
    """Looked at again under a lock: an acknowledgement a moment ago stops the clock. One text, of the furthest step, for several that are due."""
    entry = session.exec(select(DutyEntry).where(DutyEntry.id == entry_id).with_for_update()).one()
    if entry.acknowledged_at is not None or entry.closed_at is not None:
        return 0
    practice, row = session.get_one(Practice, entry.practice_id), mood_cover(session, entry.practice_id)
    own = steps(entry.clock)
    fresh = [minutes for minutes in due_steps(hours_in(row, practice), entry.stored_at, wall(), own.escalate_at) if is_first(session, entry_id, minutes)]
    if fresh:
        text_duty(session, practice=practice, to=phones_at(row, max(fresh), own.escalate_at))
    return len(fresh)


def is_first(session: Session, entry_id: UUID, minutes: int) -> bool:
    """Written down by whoever comes first; nobody else takes this step."""
    insert = insert_for(session, DutyStep).values(DutyStep(entry_id=entry_id, minutes=minutes).model_dump())
    return session.execute(insert.on_conflict_do_nothing(index_elements=["entry_id", "minutes"]).returning(DutyStep.__table__.c.id)).first() is not None


def watch_cover(database: Database) -> int:
    """Tell staff, once, when a cover that stood no longer does. What is asked does not wait for this: the gate is read at each request."""
    with database.reading() as session:
        found = session.exec(select(MoodCover.id).order_by(col(MoodCover.id))).all()
    told = 0
    for cover_id in found:
        with database.writing() as session:
            told += look_at(session, cover_id)
    return told


def look_at(session: Session, cover_id: UUID) -> int:
    row = session.exec(select(MoodCover).where(MoodCover.id == cover_id).with_for_update()).one()
    practice = session.get_one(Practice, row.practice_id)
    stands = cover_of(session, practice, wall()).stands
    if stands == (row.stood_since is not None):
        return 0
    row.stood_since = pathway_now() if stands else None
    session.add(row)
    if stands:
        return 0
    day = in_london(wall()).date().isoformat()
    open_task(session, practice_id=practice.id, kind=TaskKind.MOOD_COVER, subject=f"cover:{day}", urgency=Urgency.SAME_DAY, why="mood_cover_lapsed")
    return 1
