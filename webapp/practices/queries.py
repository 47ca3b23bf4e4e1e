"""Reading practices."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.practices.models import Practice, Role, StaffMember

CARE = (Role.CLINICIAN, Role.HCA, Role.COORDINATOR, Role.DUTY)


def only_practice(session: Session) -> Practice | None:
    """The practice, where this installation serves just one."""
    found = session.exec(select(Practice).order_by(col(Practice.code)).limit(2)).all()
    return found[0] if len(found) == 1 else None


def practice_by_code(session: Session, code: str) -> Practice | None:
    return session.exec(select(Practice).where(Practice.code == code)).first()


def care_team(session: Session, practice_id: UUID) -> list[StaffMember]:
    """Who works here now and cares for people, by name: whom somebody's key person is chosen from."""
    found = select(StaffMember).where(StaffMember.practice_id == practice_id, col(StaffMember.ended_at).is_(None), col(StaffMember.role).in_(CARE))
    return list(session.exec(found.order_by(col(StaffMember.name), col(StaffMember.id))))


def staff_names(session: Session, practice_id: UUID) -> dict[UUID, str]:
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.practice_id == practice_id).order_by(col(StaffMember.name))
    return dict(session.exec(found).all())
