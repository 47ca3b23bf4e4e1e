"""A form of the plan becomes a save: 200 when it stands, 409 when somebody else wrote in the same field, 422 when something must be put right."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.i18n import _
from webapp.chapters.kinds import ItemKind
from webapp.chapters.shapes import Section
from webapp.edits.forms import Clash, Typing, name_of, needs_reading_back
from webapp.plans.changes import Hand, add_item, save_words, withdraw_item
from webapp.plans.clashes import set_aside, written_by
from webapp.plans.models import Item, Plan, Side, Words
from webapp.plans.queries import Whole
from webapp.plans.rules import may_keep_both, may_write
from webapp.preparation.rules import plain_words

READ_BACK = "read_back"
ADD, TAKE_OUT = "add", "take_out"
LONGEST_NAME = 120


def save(
    session: Session,
    *,
    plan: Plan,
    whole: Whole,
    typing: Typing,
    by: Hand,
    helped_by: str = "",
    read_back: bool = False,
    among: Collection[ItemKind] = tuple(ItemKind),
) -> int:
    """`whole` is the plan as it stood when `plan` was taken. Staff who type a person's own words say that they read them back.

    `among`: the kinds of things this form may hold. What was typed in one of them that somebody took out meanwhile is kept beside the plan.
    """
    if by.side is Side.PROFESSIONAL and not read_back and needs_reading_back(typing, whole):
        typing.errors[READ_BACK] = _("Read their words back to them. Then tick the box.")
    if typing.errors:
        return 422
    by = replace(by, scribe=by.side is Side.PROFESSIONAL and read_back, helped_by=plain_words(helped_by)[:LONGEST_NAME])
    items = {part.item.id: part.item for part in whole.all_parts if part.item}
    saved = save_words(session, plan=plan, typed=typing.typed, by=by, items=items)
    parts = {part.item.id if part.item else plan.id: part for part in (whole.own, *whole.all_parts)}
    for (about, what), kept in saved.clashes.items():
        row = saved.standing[about, what]
        typing.clashes[name_of(parts[about], what)] = Clash(kept, row.id if row else None, written_by(session, plan, row) if row else "")
    typing.seen = {name: seen for name, seen in typing.seen.items() if name in typing.clashes}
    typing.taken_out = keep_strays(session, plan=plan, strays=typing.strays, by=by, among=among)
    return 409 if typing.clashes or typing.taken_out else 200


def keep_strays(session: Session, *, plan: Plan, strays: Mapping[tuple[UUID, str], str], by: Hand, among: Collection[ItemKind]) -> list[str]:
    """Words typed in a thing that is no part of the plan any more. Returns those that are new; they wait where the changes are listed."""
    gone = select(Item).where(Item.plan_id == plan.id, col(Item.id).in_({about for about, _what in strays}), col(Item.withdrawn_in).is_not(None))
    items = {item.id: item for item in session.exec(gone)} if strays else {}
    found = []
    for (about, what), text in strays.items():
        item = items.get(about)
        if item is None or item.kind not in among or not may_write(by.side, item.kind, what, scribe=by.scribe):
            continue
        said = session.exec(select(Words).where(Words.about_id == about, Words.field == what)).all()
        if may_keep_both(what) and text not in [row.words for row in said]:
            set_aside(session, plan=plan, about=about, name=what, text=text, by=by)
            found.append(text)
    return found


def press_in(session: Session, *, plan: Plan, whole: Whole, section: Section, press: str, by: Hand) -> str:
    """One more entry of a section, or one fewer. Returns where on the page to go on, "main" after taking out, "" when neither was pressed.

    A side takes out only what it may name: nobody else's own notes.
    """
    what, _colon, rest = press.partition(":")
    entries = section.entries
    if entries is None or what not in (ADD, TAKE_OUT):
        return ""
    standing = whole.entries_of(entries.kind)
    if what == ADD:
        made = add_item(session, plan=plan, kind=entries.kind, by=by) if len(standing) < entries.most else None
        return f"entry-{made.id}" if made else "main"
    found = next((part.item for part in standing if part.item and str(part.item.id) == rest), None)
    if found is not None and may_write(by.side, entries.kind, entries.lines[0].name, scribe=False):
        withdraw_item(session, plan=plan, item=found, by=by)
    return "main"
