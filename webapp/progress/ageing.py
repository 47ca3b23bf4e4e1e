"""How old each part of a plan is: when its words were written or last said to be still true, and whether to ask after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import in_london, pathway_now
from webapp.base.days import months_after
from webapp.base.i18n import ngettext
from webapp.chapters.sections import SECTIONS
from webapp.chapters.shapes import Section
from webapp.content.living import months
from webapp.plans.queries import Part, Whole
from webapp.plans.writers import Who, kinds_of, own_account
from webapp.progress.models import Checked, Rhythm, RhythmKind

# What the surgery writes down for others is not the person's to confirm.
ASKED_AFTER = tuple(section for section in SECTIONS if section.key != "service-plan")


@dataclass(frozen=True)
class Age:
    """`at`: when its words were written or last said to be still true; `who` said so (None: nobody but its writer). `is_old`: ask after it."""

    at: datetime
    is_old: bool
    who: Who | None = None


def is_old(at: datetime, after_months: int, today: date) -> bool:
    return months_after(in_london(at).date(), after_months) <= today


def ages_of(session: Session, whole: Whole, *, practice_id: UUID | None, on: date) -> dict[str, Age]:
    """By the key of each section in which something stands. Five statements, whatever the plan's length."""
    person_id = whole.plan.person_id
    after, checked = months_chosen(session, RhythmKind.STILL_TRUE, person_id, practice_id), last_checks(session, whole.plan.id)
    days, own = {one.number: one.at for one in whole.revisions}, own_account(session, person_id)
    kinds = kinds_of(session, {one.by_id for one in checked.values() if one.by_id})
    found = {}
    for section in ASKED_AFTER:
        written, said = written_at(whole, section, days), checked.get(section.key)
        if written is not None:
            is_later = said is not None and said.at >= written
            at = said.at if said and is_later else written
            who = (Who.PERSON if said.by_id == own else kinds.get(said.by_id, Who.OTHER)) if said and is_later else None
            found[section.key] = Age(at, is_old(at, after, on), who)
    return found


def written_at(whole: Whole, section: Section, days: Mapping[int, datetime]) -> datetime | None:
    """When its newest word was written; None when nothing stands in it."""
    names = {line.name for line in section.lines}
    numbers = [number for name, number in whole.own.since.items() if name in names and whole.own.says(name)]
    parts: list[Part] = whole.entries_of(section.entries.kind) if section.entries else []
    numbers += [number for part in parts for number in part.since.values()]
    return max((days[number] for number in numbers if number in days), default=None)


def last_checks(session: Session, plan_id: UUID) -> dict[str, Checked]:
    rows = session.exec(select(Checked).where(Checked.plan_id == plan_id).order_by(col(Checked.at), col(Checked.id)))
    return {row.place: row for row in rows}


def say_still_true(session: Session, *, plan_id: UUID, place: str, by: UUID) -> None:
    """`by` is an account id. It changes no word, so it makes no revision and ends no agreement."""
    session.add(Checked(plan_id=plan_id, place=place, by_id=by))
    session.flush()


def months_chosen(session: Session, kind: RhythmKind, person_id: UUID, practice_id: UUID | None) -> int:
    """The person's own choice, else their practice's, else what the catalogue says."""
    found = rhythm_of(session, kind, person_id=person_id) or (rhythm_of(session, kind, practice_id=practice_id) if practice_id else None)
    return found.months if found else months(kind.value).usual


def rhythm_of(session: Session, kind: RhythmKind, *, person_id: UUID | None = None, practice_id: UUID | None = None) -> Rhythm | None:
    """The choice that stands for this person, or for everybody of this practice."""
    found = select(Rhythm).where(Rhythm.kind == kind, col(Rhythm.ended_at).is_(None))
    found = found.where(Rhythm.person_id == person_id) if person_id else found.where(Rhythm.practice_id == practice_id, col(Rhythm.person_id).is_(None))
    return session.exec(found.order_by(col(Rhythm.set_at).desc(), col(Rhythm.id))).first()


def choose_months(
    session: Session, *, kind: RhythmKind, months: int, by: UUID, person_id: UUID | None = None, practice_id: UUID | None = None, why: str = ""
) -> None:
    """The choice before it ends, and is kept. `by` is an account id."""
    before = rhythm_of(session, kind, person_id=person_id, practice_id=practice_id)
    if before is not None:
        before.ended_at = pathway_now()
        session.add(before)
    session.add(Rhythm(kind=kind, months=months, person_id=person_id, practice_id=practice_id, why=why or None, set_by_id=by))
    session.flush()


def rhythm_shown(session: Session, person_id: UUID, practice_id: UUID | None) -> dict[str, object]:
    """`months` that stand for this person, and the `choices` there are, in words."""
    return {"months": months_chosen(session, RhythmKind.STILL_TRUE, person_id, practice_id), "choices": in_months(months("still_true").may_be)}


def in_months(numbers: Iterable[int]) -> list[tuple[int, str]]:
    return [(number, ngettext("%(num)d month", "%(num)d months", number)) for number in numbers]
