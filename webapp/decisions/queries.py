"""Reading conversations and decisions, newest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london
from webapp.chapters.kinds import ItemKind
from webapp.decisions.models import Conversation, ConversationDetails, ConversationNote, ConversationSave
from webapp.decisions.rules import Told, present_read
from webapp.plans.models import Item, Plan, Words
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import FIELDS


@dataclass
class Talk:
    """One conversation as it is read. `details` is the row its form stands on; `numbers` are the revisions saved in it."""

    conversation: Conversation
    details: ConversationDetails
    told: Told
    numbers: list[int] = field(default_factory=list)
    notes: list[ConversationNote] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.conversation.id


def told_in(row: ConversationDetails) -> Told:
    return Told(row.held_on, row.how, present_read(row.present), row.purpose or "")


def talks_of(session: Session, person_id: UUID) -> list[Talk]:
    """Every conversation on this person's plan, the newest first. Three statements, however many there are."""
    found = select(Conversation, ConversationDetails).join(ConversationDetails, col(ConversationDetails.conversation_id) == Conversation.id)
    found = found.where(Conversation.person_id == person_id, col(Conversation.withdrawn_at).is_(None), col(ConversationDetails.replaced_at).is_(None))
    rows = session.exec(found.order_by(col(ConversationDetails.held_on).desc(), col(Conversation.begun_at).desc())).all()
    talks = {row.id: Talk(row, details, told_in(details)) for row, details in rows}
    for save in session.exec(select(ConversationSave).where(col(ConversationSave.conversation_id).in_(talks)).order_by(col(ConversationSave.number))):
        talks[save.conversation_id].numbers.append(save.number)
    for note in session.exec(select(ConversationNote).where(col(ConversationNote.conversation_id).in_(talks)).order_by(col(ConversationNote.at))):
        talks[note.conversation_id].notes.append(note)
    return list(talks.values())


def talk_of(session: Session, person_id: UUID, conversation_id: UUID) -> Talk | None:
    return next((talk for talk in talks_of(session, person_id) if talk.id == conversation_id), None)


def talk_now(session: Session, person_id: UUID, practice_id: UUID, today: date) -> Talk | None:
    """The one this practice began today, the latest when there are more: who opens the page again goes on with it."""
    mine = (talk for talk in talks_of(session, person_id) if talk.conversation.practice_id == practice_id)
    begun = [talk for talk in mine if in_london(talk.conversation.begun_at).date() == today]
    return max(begun, key=lambda talk: talk.conversation.begun_at, default=None)


@dataclass(frozen=True)
class Saved:
    """One field as it was saved in a conversation."""

    number: int
    kind: ItemKind | None
    field: str
    words: str


def saved_in(session: Session, plan_id: UUID, numbers: Collection[int]) -> list[Saved]:
    """The words, in the order they were saved; whatever became of them since."""
    kinds: Mapping[UUID, ItemKind] = {item.id: item.kind for item in session.exec(select(Item).where(Item.plan_id == plan_id))}
    found = select(Words).where(Words.plan_id == plan_id, col(Words.made_in).in_(numbers)).order_by(col(Words.made_in), col(Words.about_id))
    rows = sorted(session.exec(found), key=lambda row: (row.made_in, str(row.about_id), place(kinds.get(row.about_id), row.field)))
    return [Saved(row.made_in, kinds.get(row.about_id), row.field, row.words or "") for row in rows]


def place(kind: ItemKind | None, field: str) -> int:
    """Where the form has this field."""
    return list(FIELDS[kind]).index(field) if field in FIELDS[kind] else len(FIELDS[kind])


@dataclass
class Decision:
    """A decision with its options in the order of their letters."""

    part: Part
    options: list[Part]

    @property
    def parts(self) -> list[Part]:
        return [self.part, *self.options]

    def was_written_in(self, numbers: Collection[int]) -> bool:
        """Does any word of it stand since one of these revisions?"""
        return any(number in numbers for part in self.parts for number in part.since.values())

    @property
    def chosen(self) -> Part | None:
        """None while nothing is chosen, or when what was chosen is no part of the plan any more."""
        letter = self.part.says("choice")
        return next((one for one in self.options if letter and one.says("letter") == letter), None)


def decisions_in(whole: Whole) -> list[Decision]:
    """Those that stand, oldest first."""
    return [Decision(part, options_of(whole.entries_of(ItemKind.OPTION), part)) for part in whole.entries_of(ItemKind.DECISION)]


def options_of(options: Sequence[Part], decision: Part) -> list[Part]:
    mine = [one for one in options if one.item and decision.item and one.item.goal_id == decision.item.id]
    return sorted(mine, key=lambda one: one.says("letter"))


def decisions_standing(session: Session, plan: Plan) -> int:
    """How many there are, read now."""
    found = sa.select(sa.func.count()).where(col(Item.plan_id) == plan.id, col(Item.kind) == ItemKind.DECISION, col(Item.withdrawn_in).is_(None))
    return session.execute(found).scalar_one()


def letters_used(session: Session, decision: Item) -> set[str]:
    """Those of options that were taken out too."""
    found = select(Words).join(Item, col(Item.id) == Words.about_id).where(Item.goal_id == decision.id, Words.field == "letter")
    return {row.words or "" for row in session.exec(found)}
