"""Reading practices."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.practices.models import Practice, StaffMember


def only_practice(session: Session) -> Practice | None:
    """The practice, where this installation serves just one."""
    found = session.exec(select(Practice).order_by(col(Practice.code)).limit(2)).all()
    return found[0] if len(found) == 1 else None


def practice_by_code(session: Session, code: str) -> Practice | None:
    return session.exec(select(Practice).where(Practice.code == code)).first()


def staff_names(session: Session, practice_id: UUID) -> dict[UUID, str]:
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.practice_id == practice_id).order_by(col(StaffMember.name))
    return dict(session.exec(found).all())
