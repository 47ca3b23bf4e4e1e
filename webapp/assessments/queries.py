"""One person's assessment as staff read it."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.assessments.models import CarerConsent, Domain, DomainWords, FromOthers, Need
from webapp.practices.models import StaffMember


@dataclass
class Assessment:
    """`words`: domain -> what stands there. `names`: staff id -> name, of everybody who wrote. The carer's part only when `with_carer`

    and the carer's own consent stands."""

    words: dict[Domain, DomainWords] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    others: list[FromOthers] = field(default_factory=list)
    consent: CarerConsent | None = None
    names: dict[UUID, str] = field(default_factory=dict)

    def of(self, domain: Domain) -> list[Need]:
        return [need for need in self.needs if need.domain is domain]

    @property
    def undecided(self) -> list[Need]:
        return [need for need in self.needs if need.outcome is None]


def assessment_of(session: Session, *, person_id: UUID, practice_id: UUID, with_carer: bool) -> Assessment:
    """In five queries, whatever was written."""
    found = Assessment(names=dict(session.exec(select(StaffMember.id, StaffMember.name).where(StaffMember.practice_id == practice_id)).all()))
    found.consent = consent_of(session, person_id=person_id, practice_id=practice_id) if with_carer else None
    for row in session.exec(standing(DomainWords, person_id, practice_id).where(col(DomainWords.replaced_at).is_(None)).order_by(DomainWords.domain)):
        if found.consent or row.domain is not Domain.CARER:
            found.words[row.domain] = row
    needs = standing(Need, person_id, practice_id).where(col(Need.withdrawn_at).is_(None)).order_by(col(Need.recorded_at), col(Need.id))
    found.needs = [need for need in session.exec(needs) if found.consent or need.domain is not Domain.CARER]
    others = standing(FromOthers, person_id, practice_id).where(col(FromOthers.withdrawn_at).is_(None))
    found.others = list(session.exec(others.order_by(col(FromOthers.dated_on).desc(), col(FromOthers.id))))
    return found


def standing(table, person_id: UUID, practice_id: UUID):
    return select(table).where(table.person_id == person_id, table.practice_id == practice_id)


def consent_of(session: Session, *, person_id: UUID, practice_id: UUID) -> CarerConsent | None:
    said = standing(CarerConsent, person_id, practice_id).where(col(CarerConsent.ended_at).is_(None)).order_by(col(CarerConsent.recorded_at).desc())
    return session.exec(said).first()
