"""Reading plans: as they stand, or as they stood in any revision."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.chapters.kinds import ItemKind
from webapp.codes import vouching
from webapp.people.models import Person, Registration
from webapp.plans.models import Agreement, Item, Plan, Revision, Words
from webapp.plans.rules import agreed_number, is_away, stands_in


@dataclass
class Part:
    """An item with its words, or the plan's own words (then `item` is None).

    `seen`: field -> the id of the row that says it; `since`: field -> the revision that wrote it.
    """

    item: Item | None
    words: dict[str, str] = field(default_factory=dict)
    seen: dict[str, UUID] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    actions: list["Part"] = field(default_factory=list)

    @property
    def weekday(self) -> str:
        """Of what happens in a week: "0" every day, "1" Monday, "9" no day yet."""
        return self.says("weekday") or "9"

    def says(self, name: str) -> str:
        return self.words.get(name, "")


@dataclass
class Whole:
    """A plan as it stands in one revision. `agreed` is the number of the last revision both sides said yes to."""

    plan: Plan
    number: int
    agreed: int | None
    own: Part
    goals: list[Part]
    promises: list[Part]
    revisions: list[Revision]
    agreements: list[Agreement]
    entries: list[Part] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        """Every item: the goals, their actions, the promises."""
        return [*self.goals, *self.actions, *self.promises]

    @property
    def all_parts(self) -> list[Part]:
        """Every item, the entries of its sections too."""
        return [*self.parts, *self.entries]

    def entries_of(self, kind: ItemKind) -> list[Part]:
        return [part for part in self.entries if part.item and part.item.kind is kind]

    @property
    def actions(self) -> list[Part]:
        """Every step of every goal."""
        return [action for goal in self.goals for action in goal.actions]

    @property
    def is_agreed(self) -> bool:
        return self.agreed is not None and self.agreed == self.number


def plan_of(session: Session, person_id: UUID) -> Plan | None:
    return session.exec(select(Plan).where(Plan.person_id == person_id)).first()


def review_day(session: Session, person_id: UUID) -> date | None:
    """The day the plan says it is looked at again."""
    plan = plan_of(session, person_id)
    return plan.review_on if plan else None


vouching.MEETS_ON.append(review_day)


@dataclass
class Rows:
    """Everything a plan ever held, from which it can be put together as it stood in any revision."""

    plan: Plan
    revisions: list[Revision]
    agreements: list[Agreement]
    items: list[Item]
    words: list[Words]

    @property
    def last(self) -> int:
        return self.revisions[-1].number if self.revisions else 0

    def at(self, number: int) -> Whole:
        items = [item for item in self.items if stands_in(item.made_in, item.withdrawn_in, number) and not is_away(item.away, number)]
        parts, own = {item.id: Part(item) for item in items}, Part(None)
        for row in self.words:
            part = own if row.about_id == self.plan.id else parts.get(row.about_id)
            if part is not None and stands_in(row.made_in, row.replaced_in, number):
                part.words[row.field], part.seen[row.field], part.since[row.field] = row.words or "", row.id, row.made_in
        agreed = agreed_number((one.number, one.side, one.answer) for one in self.agreements)
        goals, others = grouped(parts), [part for part in parts.values() if part.item.kind not in (ItemKind.GOAL, ItemKind.ACTION)]
        promises = [part for part in others if part.item.kind is ItemKind.PROMISE]
        entries = [part for part in others if part.item.kind is not ItemKind.PROMISE]
        return Whole(self.plan, number, agreed, own, goals, promises, self.revisions, self.agreements, entries)


def rows_of(session: Session, plan: Plan, until: int | None = None) -> Rows:
    """Four statements, whatever its length. `until`: words written after that revision are left out."""
    revisions = list(session.exec(select(Revision).where(Revision.plan_id == plan.id).order_by(col(Revision.number))))
    agreements = list(session.exec(select(Agreement).where(Agreement.plan_id == plan.id).order_by(col(Agreement.at), col(Agreement.id))))
    words = select(Words).where(Words.plan_id == plan.id).order_by(col(Words.made_in), col(Words.id))
    found = session.exec(words if until is None else words.where(col(Words.made_in) <= until))
    return Rows(plan, revisions, agreements, items_of(session, plan.id), list(found))


def whole_plan(session: Session, person_id: UUID, number: int | None = None) -> Whole | None:
    """The person's plan as it stands, or as it stood in revision `number`. Five statements, whatever its length."""
    plan = plan_of(session, person_id)
    if plan is None:
        return None
    rows = rows_of(session, plan, number)
    return rows.at(rows.last if number is None else number)


def empty_plan(person_id: UUID) -> Whole:
    """Shown, not made: looking at somebody's page starts nothing."""
    return Whole(Plan(person_id=person_id), 0, None, Part(None), [], [], [], [])


def grouped(parts: Mapping[UUID, Part]) -> list[Part]:
    """The goals, each with its actions."""
    actions: defaultdict[UUID | None, list[Part]] = defaultdict(list)
    for part in parts.values():
        if part.item.kind is ItemKind.ACTION:
            actions[part.item.goal_id].append(part)
    goals = [part for part in parts.values() if part.item.kind is ItemKind.GOAL]
    for goal in goals:
        goal.actions = actions[goal.item.id]
    return goals


def items_of(session: Session, plan_id: UUID) -> list[Item]:
    return list(session.exec(select(Item).where(Item.plan_id == plan_id).order_by(col(Item.made_in), col(Item.id))))


def item_of(session: Session, person_id: UUID, item_id: UUID) -> Item | None:
    """An item that stands in this person's own plan."""
    found = select(Item).join(Plan, col(Plan.id) == Item.plan_id)
    return session.exec(found.where(Plan.person_id == person_id, Item.id == item_id, col(Item.withdrawn_in).is_(None))).first()


def overdue_promises(session: Session, practice_id: UUID, today: date) -> list[tuple[Item, Person]]:
    """What was promised to people now registered here, by a day that has passed, and is not done. Longest ago first."""
    found = (
        select(Item, Person)
        .join(Plan, col(Plan.id) == Item.plan_id)
        .join(Person, col(Person.id) == Plan.person_id)
        .join(Registration, col(Registration.person_id) == Person.id)
        .where(Registration.practice_id == practice_id, col(Registration.ended_on).is_(None), col(Person.died_on).is_(None))
        .where(Item.kind == ItemKind.PROMISE, col(Item.due_on) < today, col(Item.done_at).is_(None), col(Item.withdrawn_in).is_(None))
    )
    return list(session.exec(found.order_by(col(Item.due_on), col(Item.id))).all())
