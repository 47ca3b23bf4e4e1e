"""Writing plans. A word is never written over, and a save that meets somebody else's keeps both for a human to decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from webapp.base.clock import london, pathway_now, wall
from webapp.base.lineage import stands_on_own
from webapp.chapters.kinds import ItemKind
from webapp.pathway.models import Cycle
from webapp.plans.clashes import asides_waiting, both_words, set_aside, settle
from webapp.plans.hand import Hand, held_at
from webapp.plans.models import Item, Keep, Plan, Revision, Words
from webapp.plans.reminders import move_reminders, stop_reminders
from webapp.plans.rules import BY_WHEN, REVIEW_ON, Typed, may_keep_both, may_write, outcome
from webapp.plans.writers import signature
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.preparation.rules import Outcome
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

__all__ = ["Hand"]


@dataclass
class Saved:
    """What became of a save. `clashes`: (item or plan, field) -> what somebody else saved meanwhile; nothing of that field was written.

    `standing`: the rows that say so, None where the field is empty now.
    """

    number: int
    clashes: dict[tuple[UUID, str], str] = field(default_factory=dict)
    standing: dict[tuple[UUID, str], Words | None] = field(default_factory=dict)


def open_plan(session: Session, *, person_id: UUID) -> Plan:
    """The person's one plan, made now if there is none, and held until this transaction ends: two who save do so one after the other."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Plan).values(Plan(person_id=person_id).model_dump()).on_conflict_do_nothing(index_elements=["person_id"]))
    return session.exec(select(Plan).where(Plan.person_id == person_id).with_for_update()).one()


def last_number(session: Session, plan_id: UUID) -> int:
    return session.exec(select(sa.func.coalesce(sa.func.max(Revision.number), 0)).where(Revision.plan_id == plan_id)).one()


def new_revision(session: Session, *, plan: Plan, by: Hand) -> int:
    number = last_number(session, plan.id) + 1
    times = {"read_back_at": pathway_now() if by.scribe else None, "held_at": held_at(by)}
    session.add(Revision(plan_id=plan.id, number=number, by_id=by.account_id, by_role=by.role, helped_by=by.helped_by or None, **times))
    session.flush()
    return number


def save_words(
    session: Session, *, plan: Plan, typed: Mapping[UUID, Mapping[str, Typed]], by: Hand, items: Mapping[UUID, Item], sets_aside: bool = True
) -> Saved:
    """Keep every field that changed, in one revision; a save that changes nothing makes none. `plan` is held by open_plan.

    `typed`: an item's id, or the plan's -> its fields. Fields this side may not write are passed over: a form never shows them to that side.
    Words that clash are kept beside the plan, unless they stand in an older version anyway.
    """
    rows = {(row.about_id, row.field): row for row in session.exec(select(Words).where(Words.plan_id == plan.id, col(Words.replaced_in).is_(None)))}
    saved, changed, chosen = Saved(last_number(session, plan.id)), {}, {}
    for (about, name), given in fields_of(typed, plan, by, items):
        row = rows.get((about, name))
        found, text = settled(session, plan, name, given, row, by)
        if given.keep is not None and found is not Outcome.CLASH:
            chosen[about, name] = given.keep
        if found is Outcome.CLASH:
            saved.clashes[about, name], saved.standing[about, name] = (row.words or "" if row else ""), row
            if sets_aside:
                set_aside(session, plan=plan, about=about, name=name, text=given.text, by=by)
        elif found is Outcome.SAVE:
            changed[about, name] = text
    if changed:
        saved.number = new_revision(session, plan=plan, by=by)
        write_fields(session, plan=plan, changed=changed, rows=rows, items=items, by=by, number=saved.number)
    for (about, name), keep in chosen.items():
        mine = [one for one in asides_waiting(session, plan, about, name) if one.by_id == by.account_id]
        settle(session, asides=mine, chosen=keep, by=by.account_id, number=saved.number if (about, name) in changed else None)
    session.flush()
    return saved


def fields_of(typed: Mapping[UUID, Mapping[str, Typed]], plan: Plan, by: Hand, items: Mapping[UUID, Item]) -> Iterator[tuple[tuple[UUID, str], Typed]]:
    for about, fields in typed.items():
        kind = items[about].kind if about in items else None
        known = about in items or about == plan.id
        yield from (((about, name), given) for name, given in fields.items() if known and may_write(by.side, kind, name, scribe=by.scribe))


def settled(session: Session, plan: Plan, name: str, given: Typed, row: Words | None, by: Hand) -> tuple[Outcome, str]:
    """What becomes of one field, and the words it would say. Who chose both texts loses none, whatever stands by now."""
    kept = row.words or "" if row else ""
    if given.keep is Keep.THEIRS:
        return Outcome.SAME, kept
    if given.keep is Keep.BOTH and may_keep_both(name):
        text = both_words(session, plan=plan, standing=row, mine=given.text, my_name=hand_name(session, plan, by))
        return (Outcome.SAME if text == kept else Outcome.SAVE), text
    return outcome(base=base_words(session, plan, name, given, row), standing=kept, posted=given.text), given.text


def hand_name(session: Session, plan: Plan, by: Hand) -> str:
    return signature(session, plan.person_id, Revision(plan_id=plan.id, number=0, by_id=by.account_id, helped_by=by.helped_by or None, held_at=held_at(by)))


def write_fields(session: Session, *, plan: Plan, changed: Mapping, rows: Mapping, items: Mapping[UUID, Item], by: Hand, number: int) -> None:
    for (about, name), text in changed.items():
        replace(session, plan=plan, about=about, name=name, text=text, standing=rows.get((about, name)), number=number)
        keep_day(session, plan=plan, item=items.get(about), name=name, text=text)
    session.flush()
    moved = [items[about] for about, name in changed if about in items and name == BY_WHEN]
    move_reminders(session, moved, person_id=plan.person_id, by=by.account_id)


def keep_day(session: Session, *, plan: Plan, item: Item | None, name: str, text: str) -> None:
    """A day that must be found without opening anything stands in the clear beside its words."""
    day = date.fromisoformat(text) if text and name in (BY_WHEN, REVIEW_ON) else None
    if item is not None and name == BY_WHEN:
        item.due_on = day
        session.add(item)
    elif item is None and name == REVIEW_ON:
        plan.review_on = day
        session.add(plan)


def base_words(session: Session, plan: Plan, name: str, given: Typed, standing: Words | None) -> str:
    """What the form was showing: the standing words, or an older row's of the same field; what this same form wrote since, it has shown too."""
    if stands_on_own(session, standing and standing.id, given.seen):
        return standing.words or "" if standing else ""
    if given.seen is None:
        return ""
    if standing is not None and standing.id == given.seen:
        return standing.words or ""
    older = session.exec(select(Words).where(Words.id == given.seen, Words.plan_id == plan.id, Words.field == name)).first()
    return older.words or "" if older else ""


def replace(session: Session, *, plan: Plan, about: UUID, name: str, text: str, standing: Words | None, number: int) -> None:
    if standing is not None:
        standing.replaced_in = number
        session.add(standing)
        session.flush()
    if text:
        session.add(Words(plan_id=plan.id, about_id=about, field=name, words=text, made_in=number))


def add_item(session: Session, *, plan: Plan, kind: ItemKind, by: Hand, cycle: Cycle | None = None, goal: Item | None = None) -> Item:
    """An empty goal, action or promise, in a revision of its own; its words are saved next."""
    number = new_revision(session, plan=plan, by=by)
    made = Item(plan_id=plan.id, cycle_id=cycle and cycle.id, kind=kind, goal_id=goal and goal.id, made_in=number)
    session.add(made)
    session.flush()
    return made


# What the person began in their pack, and what each part is called in a plan.
BEGUN_GOAL, BEGUN_STEP = {"want": "want", "why": "why", "importance": "importance"}, {"step": "what", "in_the_way": "in_the_way", "confidence": "confidence"}


def take_up_goal(session: Session, *, plan: Plan, begun: Mapping[str, str], by: Hand, cycle: Cycle | None = None) -> Item:
    """A goal the person began becomes one of the plan, word for word, with its first step. `begun`: see `Everything.goal` in preparation."""
    goal = add_item(session, plan=plan, kind=ItemKind.GOAL, by=by, cycle=cycle)
    typed = {goal.id: {to: Typed(begun[name]) for name, to in BEGUN_GOAL.items() if name in begun}}
    items = {goal.id: goal}
    if "step" in begun:
        step = add_item(session, plan=plan, kind=ItemKind.ACTION, by=by, goal=goal)
        typed[step.id] = {to: Typed(begun[name]) for name, to in BEGUN_STEP.items() if name in begun}
        items[step.id] = step
    save_words(session, plan=plan, typed=typed, by=by, items=items)
    return goal


def withdraw_item(session: Session, *, plan: Plan, item: Item, by: Hand) -> None:
    """It is no part of the plan from now on; a goal's actions go with it. Nothing is deleted."""
    number = new_revision(session, plan=plan, by=by)
    also = sa.or_(col(Item.id) == item.id, col(Item.goal_id) == item.id)
    stop_reminders(session, session.exec(select(Item).where(also)).all(), by=by.account_id, why="the step was taken out")
    session.execute(sa.update(Item).where(also, col(Item.withdrawn_in).is_(None)).values(withdrawn_in=number))
    session.expire(item)


def put_back_item(session: Session, *, plan: Plan, item: Item, by: Hand) -> None:
    """What was taken out is part of the plan again; a goal comes with the steps that went with it. That it was away stays written."""
    gone = item.withdrawn_in
    if gone is None:
        return
    number = new_revision(session, plan=plan, by=by)
    also = sa.or_(col(Item.id) == item.id, col(Item.goal_id) == item.id)
    for one in session.exec(select(Item).where(also, Item.withdrawn_in == gone)):
        one.away, one.withdrawn_in = [*one.away, [gone, number]], None
        session.add(one)
    session.flush()


def tick(session: Session, *, item: Item, by: Hand, done: bool) -> None:
    """Done, or not after all. A tick agrees nothing and changes no words, so it makes no revision; who and when stand on the item."""
    item.done_at, item.done_by_id = (pathway_now(), by.account_id) if done else (None, None)
    if done:
        stop_reminders(session, [item], by=by.account_id, why="the step is done")
        item.did_not_happen_at = item.did_not_happen_by_id = None
    session.add(item)
    session.flush()


def say_it_did_not_happen(session: Session, *, item: Item, by: Hand, practice: Practice | None, person_id: UUID) -> None:
    """The person says that a promise was not kept: somebody at the practice has until the next working day to see to it.

    Without a practice it stands on the promise alone, for the next one to find.
    """
    item.did_not_happen_at, item.did_not_happen_by_id = pathway_now(), by.account_id
    item.done_at = item.done_by_id = None
    session.add(item)
    if practice is None:
        session.flush()
        return
    due_at = london(read_by(practice, wall()), practice.closes)
    subject, urgency = f"promise:{item.id}", Urgency.NEXT_DAY
    open_task(session, practice_id=practice.id, kind=TaskKind.PROMISE_NOT_KEPT, subject=subject, person_id=person_id, urgency=urgency, due_at=due_at)
