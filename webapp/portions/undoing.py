"""Take an import back within seven days, unless somebody was shown a result of it or was written to since."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.messages.models import Message, MessageState
from webapp.people.changes import forget_list
from webapp.people.models import Person
from webapp.portions.leaver_changes import take_back_leaver
from webapp.portions.models import ImportedChange, ImportKind, ImportRun, ImportState
from webapp.portions.person_undoing import take_back_person
from webapp.portions.snapshots import opened
from webapp.portions.visit_undoing import take_back_appointment
from webapp.practices.models import Practice
from webapp.results.changes import withdraw_results
from webapp.results.models import ReleasedResult, Result

DAYS = 7
GONE_OUT = (MessageState.SENDING, MessageState.UNKNOWN, MessageState.ACCEPTED, MessageState.DELIVERED, MessageState.HANDED_OVER, MessageState.CALLED_BACK)
AT_ONCE = 50


@dataclass(frozen=True)
class InTheWay:
    """Why an import stays: `what` is released or messaged."""

    person_id: UUID
    name: str
    what: str


def may_be_undone(run: ImportRun) -> bool:
    return run.state is ImportState.APPLIED and run.applied_at is not None and pathway_now() - run.applied_at < timedelta(days=DAYS)


def in_the_way(session: Session, run: ImportRun) -> list[InTheWay]:
    """Everybody of this import who was shown one of its results, or was sent anything since. By surname."""
    touched = sa.select(col(ImportedChange.person_id)).where(col(ImportedChange.import_id) == run.id)
    of_run = sa.select(col(ImportedChange.row_id)).where(col(ImportedChange.import_id) == run.id, col(ImportedChange.table_name) == "result")
    released = sa.select(col(Result.person_id)).join(ReleasedResult, col(ReleasedResult.result_id) == Result.id).where(col(Result.id).in_(of_run))
    messaged = sa.select(col(Message.person_id)).where(
        col(Message.person_id).in_(touched), col(Message.state).in_(GONE_OUT), col(Message.state_at) >= run.made_at
    )
    if run.kind is ImportKind.LEAVERS:
        # Nobody is written to once they died or left.
        return []
    asked = {"released": released} if run.kind is ImportKind.RESULTS else {"messaged": messaged}
    found = []
    for what, ids in asked.items():
        people = select(Person.id, Person.given_name, Person.surname).where(col(Person.id).in_(ids)).order_by(col(Person.surname), col(Person.given_name))
        found += [InTheWay(person_id, f"{given} {surname}", what) for person_id, given, surname in session.exec(people)]
    return found


def changes_left(session: Session, run: ImportRun, people: int = AT_ONCE) -> list[ImportedChange]:
    """What is still to be taken back for the next few people; empty when all is."""
    of_run = col(ImportedChange.import_id) == run.id
    ids = sa.select(col(ImportedChange.person_id)).where(of_run).distinct().order_by(col(ImportedChange.person_id)).limit(people)
    return list(session.exec(select(ImportedChange).where(of_run, col(ImportedChange.person_id).in_(ids)).order_by(col(ImportedChange.id))))


def take_back(session: Session, *, run: ImportRun, changes: Sequence[ImportedChange], by: UUID, account: UUID | None) -> None:
    """One portion. What staff changed since is left as they left it. `by` is a staff member's id, `account` theirs."""
    by_table = defaultdict(list)
    for change in changes:
        by_table[change.table_name].append((change, opened(change)))
    for change, was in by_table["appointment"]:
        take_back_appointment(session, change.row_id, was, practice_id=run.practice_id, by=by)
    take_back_results(session, run, by_table, by)
    session.execute(sa.delete(ImportedChange).where(col(ImportedChange.id).in_([change.id for change in changes])))
    for change, was in by_table["registration"]:
        take_back_leaver(session, change.person_id, change.row_id, was, practice_id=run.practice_id, by=account)  # type: ignore[arg-type]
    for change, was in by_table["person"]:
        take_back_person(session, change.row_id, was, practice_id=run.practice_id, by=account)


def take_back_results(session: Session, run: ImportRun, by_table: dict, by: UUID) -> None:
    """Values that were put right stand again as they were; then the rules run without what is withdrawn."""
    ids = {table: [change.row_id for change, _was in by_table[table]] for table in ("result", "set_aside_value")}
    again = [UUID(one) for _change, was in by_table["result"] for one in was.get("withdrawn", ())]
    if again:
        session.execute(sa.update(Result).where(col(Result.id).in_(again)).values(withdrawn_at=None))
    if ids["result"] or ids["set_aside_value"]:
        practice = session.get_one(Practice, run.practice_id)
        withdraw_results(session, result_ids=ids["result"], set_aside_ids=ids["set_aside_value"], practice=practice, by=by)


def mark_undone(session: Session, *, run: ImportRun, by: UUID) -> None:
    if run.kind in (ImportKind.PEOPLE, ImportKind.LEAVERS):
        forget_list(session, practice_id=run.practice_id, since=run.made_at)
    run.state, run.undone_at, run.undone_by_id = ImportState.UNDONE, pathway_now(), by
    session.add(run)
