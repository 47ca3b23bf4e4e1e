"""Write down who died or left: each by the pathway's own change, which cancels what waits for them in the same transaction."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.comparisons.plans import Plan
from webapp.pathway.changes import MoveRefused, come_back, step_aside
from webapp.pathway.models import Stage
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person, Registration
from webapp.portions.models import ImportedChange, ImportRun
from webapp.portions.snapshots import change_values
from webapp.reports.leaver_rows import LeaverRow

REASON, UNDONE = "in the GP record", "import undone"
STAYS_ASIDE = (Stage.DECLINED, Stage.LOOKING_AFTER_MYSELF)


def write_leavers(session: Session, run: ImportRun, plan: Plan, *, by: UUID | None) -> None:
    """`by` is an account id."""
    for changed in plan.changed:
        row: LeaverRow = changed.row  # type: ignore[assignment]
        person, cycle = session.get_one(Person, changed.known.id), open_cycle(session, changed.known.id)
        stay = session.exec(select(Registration).where(Registration.person_id == person.id, col(Registration.ended_on).is_(None))).one()
        was = {"died": row.died, "stage": cycle.stage.value if cycle else None}
        step_aside(session, person=person, to=Stage.DIED if row.died else Stage.LEFT, by=by, why=REASON, on=row.on)
        note = change_values(run.id, table_name="registration", row_id=stay.id, person_id=person.id, was=was)
        session.flush()
        session.execute(sa.insert(ImportedChange.__table__), note)


def seen_now(session: Session, practice_id: UUID) -> None:
    """A list of who died or left is in: whoever is still registered was not on it."""
    stays = col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None)
    session.execute(sa.update(Registration).where(*stays).values(seen_at=now()))


def take_back_leaver(session: Session, person_id: UUID, stay_id: UUID, was: dict, *, practice_id: UUID, by: UUID | None) -> None:
    """As they were. Who is with another surgery by now, or was brought back by staff, stays as they are. `by` is an account id."""
    stay, person = session.get_one(Registration, stay_id), session.get_one(Person, person_id)
    open_now = session.exec(select(Registration).where(Registration.person_id == person_id, col(Registration.ended_on).is_(None))).first()
    if (open_now and open_now.id != stay_id) or (was["died"] and person.died_on is None):
        return
    stay.ended_on = stay.ended_why = None
    session.add(stay)
    session.flush()
    try:
        come_back(session, person=person, practice_id=practice_id, by=by, why=UNDONE)
    except MoveRefused:
        return
    if was["stage"] in STAYS_ASIDE:
        step_aside(session, person=person, to=Stage(was["stage"]), by=by, why=UNDONE)
