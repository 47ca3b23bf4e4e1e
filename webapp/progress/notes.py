"""How the goals are going: what was written down, newest first, and how each stands now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.plans.models import Item
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import Progress
from webapp.plans.writers import Who, kinds_of, own_account
from webapp.progress.models import ProgressNote


@dataclass(frozen=True)
class Note:
    """One day's word on one goal. `words` and `helped_by` are empty where nothing was written."""

    goal_id: UUID
    how: Progress
    words: str
    at: datetime
    who: Who
    helped_by: str = ""


def notes_of(session: Session, person_id: UUID, plan_id: UUID) -> dict[UUID, list[Note]]:
    """By goal, newest first; every goal the plan ever had. Three statements."""
    found = select(ProgressNote).where(ProgressNote.plan_id == plan_id).order_by(col(ProgressNote.at).desc(), col(ProgressNote.id))
    rows = session.exec(found).all()
    own, kinds = own_account(session, person_id), kinds_of(session, {row.by_id for row in rows if row.by_id})
    notes: defaultdict[UUID, list[Note]] = defaultdict(list)
    for row in rows:
        who = Who.PERSON if row.by_id is not None and row.by_id == own else kinds.get(row.by_id, Who.OTHER)
        notes[row.goal_id].append(Note(row.goal_id, row.how, row.words or "", row.at, who, row.helped_by or ""))
    return dict(notes)


def how_it_goes(goal: Part, notes: Iterable[Note], written_at: datetime | None) -> Progress | None:
    """What was said last: in a note, or in the plan itself (then at `written_at`). None: nobody said."""
    newest, said = next(iter(notes), None), goal.says("progress")
    if newest is not None and (written_at is None or written_at <= newest.at):
        return newest.how
    return Progress(said) if said in list(Progress) else None


def standings(session: Session, person_id: UUID, whole: Whole) -> dict[UUID, Progress | None]:
    """How each goal of the plan stands, by its id."""
    notes, days = notes_of(session, person_id, whole.plan.id), {one.number: one.at for one in whole.revisions}
    return {goal.item.id: how_it_goes(goal, notes.get(goal.item.id, []), days.get(goal.since.get("progress", 0))) for goal in whole.goals if goal.item}


def add_note(session: Session, *, goal: Item, how: Progress, words: str, by: UUID, helped_by: str = "") -> ProgressNote:
    """`by` is an account id. Nothing that was written before is touched."""
    made = ProgressNote(plan_id=goal.plan_id, goal_id=goal.id, how=how, words=words or None, by_id=by, helped_by=helped_by or None)
    session.add(made)
    session.flush()
    return made
