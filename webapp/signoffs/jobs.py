"""What has expired is reported: one task a practice, closed by itself when everything stands again."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import now, today
from webapp.database.session import Database
from webapp.practices.models import Practice
from webapp.signoffs.contents import contents
from webapp.signoffs.queries import standings
from webapp.signoffs.rules import Standing
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency
from webapp.tasks.queries import open_task as standing_task

SUBJECT = "signoffs"
SIGNED_AGAIN = "signed off again"
NAMED = 8


def report_expired(database: Database) -> int:
    """Returns how many practices were told."""
    with database.reading() as session:
        practices = list(session.exec(select(Practice.id).order_by(col(Practice.id))))
    return sum(report_one(database, practice_id) for practice_id in practices)


def report_one(database: Database, practice_id: UUID) -> int:
    with database.reading() as session:
        gone = [content_id for content_id, found in standings(session, practice_id, today()).items() if found is Standing.EXPIRED]
        told = standing_task(session, practice_id, TaskKind.CONTENT_EXPIRED, SUBJECT)
        why = in_words(gone)
        if (told.why if told else "") == why:
            return 0
    with database.writing() as session:
        tell(session, practice_id, why)
    return 1


def tell(session: Session, practice_id: UUID, why: str) -> None:
    if why:
        task = open_task(session, practice_id=practice_id, kind=TaskKind.CONTENT_EXPIRED, subject=SUBJECT, urgency=Urgency.NEXT_DAY, why=why)
        task.why = why
    else:
        found = standing_task(session, practice_id, TaskKind.CONTENT_EXPIRED, SUBJECT)
        if found is None:
            return
        task = found
        task.closed_at, task.outcome = now(), SIGNED_AGAIN
    session.add(task)


def in_words(content_ids: list[str]) -> str:
    """The first few by name, and how many there are."""
    named = "; ".join(contents()[content_id].title for content_id in content_ids[:NAMED])
    return f"{named} ({len(content_ids)})" if content_ids else ""
