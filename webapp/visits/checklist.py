"""Which results a practice gathers for one person: the list set for them, or the practice's own for their conditions, or the catalogue's."""

from collections.abc import Collection, Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.content.catalogue import Result, catalogue_file, results
from webapp.database.plain import Plain
from webapp.pathway.models import Cycle
from webapp.people.models import PersonCondition
from webapp.practices.models import ChecklistItem
from webapp.results.models import NotDone, WhyNot
from webapp.results.models import Result as Row
from webapp.visits.models import OwnChecklistItem

EVERYBODY = "any"
PAIR = {"bp_systolic", "bp_diastolic"}


def checklist(session: Session, *, person_id: UUID, practice_id: UUID) -> list[Result]:
    """In the catalogue's order. Only what may be typed by hand; a pair of blood pressure numbers is never split."""
    own = own_codes(session, person_id=person_id, practice_id=practice_id)
    return entries_of(own or codes_for_conditions(session, person_id=person_id, practice_id=practice_id))


def own_codes(session: Session, *, person_id: UUID, practice_id: UUID) -> set[str]:
    """What was set for this person; empty when nothing was."""
    mine = select(OwnChecklistItem.code).where(OwnChecklistItem.person_id == person_id, OwnChecklistItem.practice_id == practice_id)
    return set(session.exec(mine.where(col(OwnChecklistItem.replaced_at).is_(None)).order_by(OwnChecklistItem.code)))


def codes_for_conditions(session: Session, *, person_id: UUID, practice_id: UUID) -> set[str]:
    conditions = {code for code in session.exec(open_codes(person_id)) if code} | {EVERYBODY}
    items = practice_items(session, practice_id)
    return {item.result_code for item in items if item.condition in conditions} if items else catalogue_codes(conditions)


def practice_items(session: Session, practice_id: UUID) -> list[ChecklistItem]:
    return list(session.exec(select(ChecklistItem).where(ChecklistItem.practice_id == practice_id).order_by(ChecklistItem.result_code)))


def entries_of(codes: Collection[str]) -> list[Result]:
    wanted = set(codes) | (PAIR if PAIR & set(codes) else set())
    return [entry for code, entry in results().items() if code in wanted and may_be_typed(entry)]


def open_codes(person_id: UUID):
    return select(PersonCondition.code).where(PersonCondition.person_id == person_id, col(PersonCondition.ended_at).is_(None)).order_by(PersonCondition.code)


def catalogue_codes(conditions: Collection[str]) -> set[str]:
    return {entry.code for entry in results().values() if entry.show_in_pack and set(entry.conditions) & set(conditions)}


def may_be_typed(entry: Result) -> bool:
    """Not what is only ever recorded, never shown, or asked only behind the practice's own gate."""
    gated = catalogue_file("results")["meta"]["mood_questions"]["gated"]
    return not entry.record_only and entry.release != "never" and entry.code not in gated


OWN, PRACTICE_S, DONE, SAID_NO = "own", "practice", "done", "said no"
PERSON: sa.BindParameter = sa.bindparam("person")
OF_PRACTICE = sa.select(col(Cycle.practice_id)).where(col(Cycle.id) == sa.bindparam("cycle")).scalar_subquery()
THEIR_CONDITIONS = sa.select(col(PersonCondition.code)).where(col(PersonCondition.person_id) == PERSON, col(PersonCondition.ended_at).is_(None))


def listed(which: str, code, *where) -> sa.Select:
    return sa.select(sa.literal(which).label("list"), col(code).label("code")).where(*where)


# (which list, result code) of one person: what was set for them and for their conditions, what was measured lately, what they said no to.
EXPECTED = Plain(
    sa.union(
        listed(
            OWN,
            OwnChecklistItem.code,
            col(OwnChecklistItem.person_id) == PERSON,
            col(OwnChecklistItem.practice_id) == OF_PRACTICE,
            col(OwnChecklistItem.replaced_at).is_(None),
        ),
        listed(
            PRACTICE_S,
            ChecklistItem.result_code,
            col(ChecklistItem.practice_id) == OF_PRACTICE,
            sa.or_(col(ChecklistItem.condition) == EVERYBODY, col(ChecklistItem.condition).in_(THEIR_CONDITIONS)),
        ),
        listed(DONE, Row.code, col(Row.person_id) == PERSON, col(Row.taken_on) >= sa.bindparam("oldest", type_=sa.Date()), col(Row.withdrawn_at).is_(None)),
        listed(SAID_NO, NotDone.code, col(NotDone.person_id) == PERSON, col(NotDone.why) == WhyNot.DECLINED, col(NotDone.replaced_at).is_(None)),
    )
)


def not_done_yet(rows: Iterable[tuple[str, str]]) -> list[Result]:
    """Of rows of EXPECTED: what the practice's list for this person names and nobody measured. A value not released yet is done; a no is a no.

    Without a list that the practice set there is nothing to miss.
    """
    found: dict[str, set[str]] = {OWN: set(), PRACTICE_S: set(), DONE: set(), SAID_NO: set()}
    for which, code in rows:
        found[which].add(code)
    left = (found[OWN] or found[PRACTICE_S]) - found[DONE] - found[SAID_NO]
    return [entry for code, entry in results().items() if code in left and may_be_typed(entry) and entry.show_in_pack]
