"""Going back in a plan: an older text, a thing that was taken out, a whole save, words set aside. Every one is a new save and erases nothing."""

from uuid import UUID

from sqlmodel import Session

from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import entries_in_sections
from webapp.plans import changes
from webapp.plans.changes import Hand, save_words, withdraw_item
from webapp.plans.clashes import both_words, settle
from webapp.plans.models import Aside, Item, Keep, Plan, Words
from webapp.plans.queries import Rows, Whole
from webapp.plans.rules import FIELDS, MOST_ACTIONS, MOST_GOALS, MOST_PROMISES, Typed, may_keep_both, may_write
from webapp.plans.writers import signature

MOST = {ItemKind.GOAL: MOST_GOALS, ItemKind.PROMISE: MOST_PROMISES} | {entries.kind: entries.most for entries in (*entries_in_sections(), *CHOOSING)}
Key = tuple[UUID, str]


def standing_items(whole: Whole) -> dict[UUID, Item]:
    return {part.item.id: part.item for part in whole.all_parts if part.item}


def put_back_words(session: Session, *, plan: Plan, rows: Rows, number: int, about: UUID, name: str, seen: UUID | None, by: Hand) -> bool | None:
    """None when there is no such field to write in. False, and nothing written, when it says something else by now than the page showed."""
    items = standing_items(rows.at(rows.last))
    kind = items[about].kind if about in items else None
    if (about not in items and about != plan.id) or name not in FIELDS[kind] or not may_write(by.side, kind, name, scribe=False):
        return None
    standing = standing_row(rows, about, name)
    if seen != (standing.id if standing else None):
        return False
    saved = save_words(session, plan=plan, typed={about: {name: Typed(text_at(rows, number, about, name), seen)}}, by=by, items=items, sets_aside=False)
    return not saved.clashes


def text_at(rows: Rows, number: int, about: UUID, name: str) -> str:
    found = (row for row in rows.words if (row.about_id, row.field) == (about, name) and row.made_in <= number)
    return next((row.words or "" for row in found if row.replaced_in is None or row.replaced_in > number), "")


def put_back_item(session: Session, *, plan: Plan, rows: Rows, item_id: UUID, by: Hand) -> bool | None:
    """None when nothing like it was taken out. False when there is no room for it, or its goal is not there."""
    item = next((one for one in rows.items if one.id == item_id and one.withdrawn_in is not None), None)
    if item is None:
        return None
    if not has_room(rows, item):
        return False
    changes.put_back_item(session, plan=plan, item=item, by=by)
    return True


def has_room(rows: Rows, item: Item) -> bool:
    whole = rows.at(rows.last)
    if item.kind is ItemKind.ACTION:
        goal = next((goal for goal in whole.goals if goal.item and goal.item.id == item.goal_id), None)
        return goal is not None and len(goal.actions) < MOST_ACTIONS
    standing = standing_items(whole)
    beside = [one for one in standing.values() if one.kind is item.kind and one.goal_id == item.goal_id]
    return len(beside) < MOST[item.kind] and (item.goal_id is None or item.goal_id in standing)


def undo_save(session: Session, *, plan: Plan, rows: Rows, number: int, by: Hand) -> list[Key | UUID]:
    """Everything that save wrote, added and took out is as it was before. Returns what is left, for it was changed since: fields and items."""
    whole = rows.at(rows.last)
    items, left = standing_items(whole), []
    typed: dict[UUID, dict[str, Typed]] = {}
    for (about, name), undisturbed in fields_written(rows, number).items():
        kind = items[about].kind if about in items else None
        text, row = text_at(rows, number - 1, about, name), standing_row(rows, about, name)
        if (about in items or about == plan.id) and may_write(by.side, kind, name, scribe=False):
            if undisturbed:
                typed.setdefault(about, {})[name] = Typed(text, row.id if row else None)
            elif text != (row.words or "" if row else ""):
                left.append((about, name))
    save_words(session, plan=plan, typed=typed, by=by, items=items, sets_aside=False)
    return left + undo_items(session, plan=plan, rows=rows, number=number, by=by)


def fields_written(rows: Rows, number: int) -> dict[Key, bool]:
    """Every field that save changed: is it still as that save left it?"""
    made = {(row.about_id, row.field): row for row in rows.words if row.made_in == number}
    ended = {(row.about_id, row.field) for row in rows.words if row.replaced_in == number}
    later = {(row.about_id, row.field) for row in rows.words if row.made_in > number}
    return {key: (made[key].replaced_in is None if key in made else key not in later) for key in [*made, *(key for key in ended if key not in made)]}


def standing_row(rows: Rows, about: UUID, name: str) -> Words | None:
    return next((row for row in rows.words if (row.about_id, row.field) == (about, name) and row.replaced_in is None), None)


def undo_items(session: Session, *, plan: Plan, rows: Rows, number: int, by: Hand) -> list[Key | UUID]:
    """What that save took out comes back; what it added goes, unless something was written in it since. A goal brings its own steps."""
    gone = [item for item in rows.items if item.withdrawn_in == number]
    left: list[Key | UUID] = []
    for item in gone:
        if item.goal_id in {one.id for one in gone}:
            continue
        if has_room(rows, item):
            changes.put_back_item(session, plan=plan, item=item, by=by)
        else:
            left.append(item.id)
    for item in rows.items:
        if (item.made_in == number or number in [back for _gone, back in item.away]) and item.withdrawn_in is None:
            if item.kind is ItemKind.PROMISE or any(row.about_id == item.id and row.replaced_in is None for row in rows.words):
                left.append(item.id)
            else:
                withdraw_item(session, plan=plan, item=item, by=by)
    return left


def choose(session: Session, *, plan: Plan, rows: Rows, aside: Aside, chosen: Keep, seen: UUID | None, by: Hand) -> bool:
    """What becomes of words set aside. False when the field says something else by now than the page showed, and these words would stand in its place."""
    items, about, name = standing_items(rows.at(rows.last)), aside.about_id, aside.field
    if aside.settled_at is not None:
        return False
    if chosen is Keep.THEIRS or (about not in items and about != plan.id):
        settle(session, asides=[aside], chosen=Keep.THEIRS, by=by.account_id, number=None)
        return True
    standing, text = standing_row(rows, about, name), aside.words or ""
    if chosen is Keep.BOTH and may_keep_both(name):
        text = both_words(session, plan=plan, standing=standing, mine=text, my_name=signature(session, plan.person_id, aside))
        seen = standing.id if standing else None
    if seen != (standing.id if standing else None):
        return False
    saved = save_words(session, plan=plan, typed={about: {name: Typed(text, seen)}}, by=by, items=items, sets_aside=False)
    if not saved.clashes:
        settle(session, asides=[aside], chosen=chosen, by=by.account_id, number=saved.number)
    return not saved.clashes
