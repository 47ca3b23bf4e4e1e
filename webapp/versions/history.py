"""What changed in a plan and when, newest first: every save and every answer, from rows that are only ever added to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.chapters.kinds import ItemKind
from webapp.plans.models import Agreement, Aside, Item, Plan, Revision, Side, Words
from webapp.plans.queries import plan_of, rows_of
from webapp.plans.words import ADDED, ANSWER, FIELD, PUT_BACK, TAKEN_OUT, in_words
from webapp.plans.writers import Who, Writer, known_accounts, own_account, writer_of
from webapp.practices.models import Role


@dataclass(frozen=True)
class Change:
    """One field. `words` is None where there is nothing to quote, and empty where the field was emptied."""

    label: str
    words: str | None = None


@dataclass(frozen=True)
class Entry:
    """One save, one answer to the plan (then `answer` is set, and `side` is whose answer it is), or words set aside in a clash (`aside`).

    `name` and `role` are those of the member of staff who wrote or answered.
    """

    at: datetime
    number: int
    who: Who
    helped_by: str = ""
    changes: list[Change] = field(default_factory=list)
    answer: str = ""
    notes: str = ""
    side: Side | None = None
    name: str = ""
    role: Role | None = None
    aside: bool = False

    @property
    def is_save(self) -> bool:
        return bool(self.number and self.changes and not self.aside)


# A room above adds what happened beside the plan, for the person's own eyes.
ALSO: list[Callable[[Session, UUID], list[Entry]]] = []


def history(session: Session, person_id: UUID, *, also: bool = False) -> list[Entry] | None:
    """None when the person has no plan. Eight statements, whatever its length; `also` for the person's own eyes: more, by rooms above."""
    plan = plan_of(session, person_id)
    if plan is None:
        return None
    rows = rows_of(session, plan)
    asides = session.exec(select(Aside).where(Aside.plan_id == plan.id).order_by(col(Aside.at), col(Aside.id))).all()
    writers = [row.by_id for row in rows.revisions] + [one.by_id for one in rows.agreements] + [one.by_id for one in asides]
    own, known = own_account(session, person_id), known_accounts(session, {by for by in writers if by})
    entries = [entry_of(row, writer_of(row, own, known), changes=changes_in(row.number, plan, rows.items, rows.words)) for row in rows.revisions]
    entries += [entry_of(one, writer_of(one, own, known), answer=str(ANSWER[one.answer]), notes=one.notes or "", side=one.side) for one in rows.agreements]
    kinds = {item.id: item.kind for item in rows.items}
    entries += [entry_of(one, writer_of(one, own, known), changes=[kept_beside(one, kinds.get(one.about_id))], aside=True) for one in asides]
    entries += [entry for more in ALSO for entry in more(session, person_id)] if also else []
    return sorted((entry for entry in entries if entry.changes or entry.answer), key=lambda entry: (entry.at, entry.number, bool(entry.answer)), reverse=True)


def entry_of(row: Revision | Agreement | Aside, by: Writer, **what) -> Entry:
    return Entry(row.at, getattr(row, "number", 0), by.who, by.helped_by, name=by.name, role=by.role, **what)


def kept_beside(one: Aside, kind: ItemKind | None) -> Change:
    return Change(label(kind, one.field), in_words(one.field, one.words or ""))


def changes_in(number: int, plan: Plan, items: Sequence[Item], rows: Sequence[Words]) -> list[Change]:
    kinds: dict[UUID, ItemKind | None] = {plan.id: None} | {item.id: item.kind for item in items}
    found = [Change(str(ADDED[item.kind])) for item in items if item.made_in == number]
    found += [Change(str(TAKEN_OUT[item.kind]), title_of(item, rows)) for item in items if number in (item.withdrawn_in, *(gone for gone, _back in item.away))]
    found += [Change(str(PUT_BACK[item.kind]), title_of(item, rows)) for item in items if number in (back for _gone, back in item.away)]
    made = sorted((row for row in rows if row.made_in == number), key=lambda row: (row.about_id, as_on_the_form(row.field)))
    found += [Change(label(kinds[row.about_id], row.field), in_words(row.field, row.words or "")) for row in made]
    written = {(row.about_id, row.field) for row in made}
    emptied = [row for row in rows if row.replaced_in == number and (row.about_id, row.field) not in written]
    return found + [Change(label(kinds[row.about_id], row.field), "") for row in emptied]


def as_on_the_form(name: str) -> int:
    return next((place for place, (_kind, field_name) in enumerate(FIELD) if field_name == name), len(FIELD))


def label(kind: ItemKind | None, name: str) -> str:
    return str(FIELD.get((kind, name), name))


def title_of(item: Item, rows: Sequence[Words]) -> str | None:
    """What it said when it was taken out."""
    name = {ItemKind.GOAL: "want", ItemKind.DOCUMENT: "paper"}.get(item.kind, "what")
    return next((in_words(name, row.words or "") for row in rows if row.about_id == item.id and row.field == name and row.replaced_in is None), None)
