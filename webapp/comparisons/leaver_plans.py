"""Who died or left, beside who is on file. A file names the whole surgery's; of most of them nothing is kept here, and nothing is said."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import day_in_words
from webapp.comparisons.matches import Known, known_people, mismatch
from webapp.comparisons.plans import Changed, Edit, Plan
from webapp.reports.leaver_rows import LeaverRow
from webapp.tables.refusals import Reason, Refusal


def compare_leavers(session: Session, practice_id: UUID, rows: Sequence[LeaverRow]) -> Plan:
    plan = Plan()
    known = known_people(session, practice_id, {row.who.nhs_number for row in rows})
    for row in rows:
        place(plan, row, known.get(row.who.nhs_number))
    return plan


def place(plan: Plan, row: LeaverRow, person: Known | None) -> None:
    if person is None or not person.here:
        return plan.unchanged.append(row.line)
    if why := mismatch(row.who, person):
        return plan.set_aside.append(Refusal(row.line, why))
    if person.died_on and row.died and person.died_on != row.on:
        return plan.set_aside.append(Refusal(row.line, Reason.CHANGED_BY_STAFF, day_in_words(person.died_on, weekday=False)))
    if person.died_on:
        return plan.unchanged.append(row.line)
    edit = Edit("died_on" if row.died else "left_on", "", day_in_words(row.on, weekday=False), come=(row.on,))
    return plan.changed.append(Changed(row, person, (edit,)))
