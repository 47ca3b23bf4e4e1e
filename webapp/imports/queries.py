"""Reading imports. Always one practice's own."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.portions.models import ImportRun, ImportState

SHOWN = 20


def imports_of(session: Session, practice_id: UUID) -> list[ImportRun]:
    """The latest, newest first; files that were only looked at and put away are left out."""
    found = select(ImportRun).where(ImportRun.practice_id == practice_id, ImportRun.state != ImportState.DISCARDED)
    return list(session.exec(found.order_by(col(ImportRun.made_at).desc(), col(ImportRun.id)).limit(SHOWN)))


def import_of(session: Session, practice_id: UUID, run_id: UUID) -> ImportRun | None:
    """One import; None when it is another practice's."""
    found = select(ImportRun).where(ImportRun.id == run_id, ImportRun.practice_id == practice_id)
    return session.exec(found).first()


def brought_in_before(session: Session, practice_id: UUID, digest: str) -> ImportRun | None:
    """The same file, byte for byte, brought in here already."""
    found = select(ImportRun).where(ImportRun.practice_id == practice_id, ImportRun.digest == digest, ImportRun.state == ImportState.APPLIED)
    return session.exec(found.order_by(col(ImportRun.made_at).desc())).first()
