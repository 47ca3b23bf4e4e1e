"""Appointments of a file beside appointments on file. One that was booked again takes the place of the old one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import wall
from webapp.base.i18n import day_in_words, time_in_words
from webapp.comparisons.matches import Known, in_portions, known_people, mismatch
from webapp.comparisons.plans import Added, Changed, Edit, Plan
from webapp.pathway.models import Appointment, Cycle, Stage
from webapp.reports.visit_rows import AppointmentRow
from webapp.tables.refusals import Reason, Refusal

ASIDE = (Stage.DECLINED, Stage.LEFT, Stage.LOOKING_AFTER_MYSELF, Stage.DIED)


def compare_appointments(session: Session, practice_id: UUID, rows: Sequence[AppointmentRow]) -> Plan:
    plan, at = Plan(), wall()
    known = known_people(session, practice_id, {row.who.nhs_number for row in rows})
    ids = [one.id for one in known.values()]
    booked, aside = booked_for(session, practice_id, ids), stepped_aside(session, ids)
    for row in rows:
        person = known.get(row.who.nhs_number)
        why = mismatch(row.who, person)
        if why or person is None:
            plan.set_aside.append(Refusal(row.line, why or Reason.PERSON_UNKNOWN))
        elif person.died_on:
            plan.set_aside.append(Refusal(row.line, Reason.PERSON_DIED))
        else:
            of_kind = [found for found in booked[person.id] if found.kind.value == row.kind]
            place(plan, row, person, of_kind, is_aside=person.id in aside, at=at)
    return plan


def booked_for(session: Session, practice_id: UUID, ids: list[UUID]) -> dict[UUID, list]:
    found: dict[UUID, list] = defaultdict(list)
    table = Appointment.__table__
    for portion in in_portions(ids):
        for row in session.execute(sa.select(table).where(table.c.practice_id == practice_id, table.c.person_id.in_(portion)).order_by(table.c.starts_at)):
            found[row.person_id].append(row)
    return found


def stepped_aside(session: Session, ids: list[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    wanted = sa.select(col(Cycle.person_id)).where(col(Cycle.closed_on).is_(None), col(Cycle.stage).in_(ASIDE))
    for portion in in_portions(ids):
        found |= set(session.scalars(wanted.where(col(Cycle.person_id).in_(portion))))
    return found


def place(plan: Plan, row: AppointmentRow, person: Known, of_kind: list, *, is_aside: bool, at: datetime) -> None:
    same = next((found for found in of_kind if found.starts_at == row.starts_at), None)
    if same is not None:
        return known_slot(plan, row, person, same)
    if row.status == "cancelled":
        return plan.unchanged.append(row.line)
    if row.status == "did_not_attend" or row.starts_at < at:
        return plan.added.append(Added(row, person))
    if is_aside:
        return plan.set_aside.append(Refusal(row.line, Reason.STEPPED_ASIDE))
    coming = [found for found in of_kind if stands(found) and found.starts_at >= at]
    if coming:
        edit = Edit("starts_at", moment(coming[-1].starts_at), moment(row.starts_at), gone=tuple(found.id for found in coming))
        return plan.changed.append(Changed(row, person, (edit,)))
    return plan.added.append(Added(row, person))


def known_slot(plan: Plan, row: AppointmentRow, person: Known, same) -> None:
    """The very appointment is on file: did anything become of it?"""
    ended = {"did_not_attend": same.did_not_attend_at, "cancelled": same.cancelled_at}
    if same.replaced_at or ended.get(row.status):
        plan.unchanged.append(row.line)
    elif not stands(same):
        plan.set_aside.append(Refusal(row.line, Reason.CHANGED_BY_STAFF, "appointment"))
    elif row.status in ended:
        plan.changed.append(Changed(row, person, (Edit(row.status, "", row.status, gone=(same.id,)),)))
    elif edits := tuple(slot_edits(row, same)):
        plan.changed.append(Changed(row, person, edits))
    else:
        plan.unchanged.append(row.line)


def slot_edits(row: AppointmentRow, same):
    for name in ("with_whom", "place"):
        old, new = getattr(same, name), getattr(row, name)
        if new and new != old:
            yield Edit(name, old, new, gone=(same.id,), come=(new,))


def stands(found) -> bool:
    return not (found.replaced_at or found.cancelled_at or found.did_not_attend_at)


def moment(at: datetime) -> str:
    return f"{day_in_words(at)}, {time_in_words(at)}"
