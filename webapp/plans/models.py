from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed
from webapp.chapters.kinds import ItemKind
from webapp.practices.models import Role

STANDS = sa.text("replaced_in IS NULL")


class Plan(Record, table=True):
    """A person's one plan, for all their conditions and for every year. It moves with them; practices come and go."""

    person_id: UUID = Field(foreign_key="person.id", unique=True)
    made_at: datetime = Field(default_factory=pathway_now)
    # The day its words name, clear as the days of promises are: whose review is due must be found without opening anything.
    review_on: date | None = Field(default=None, index=True)


class Revision(Record, table=True):
    """One save: who, when, and who helped. `number` counts from 1 within the plan. `read_back_at` is set when staff wrote the person's words down.

    `held_at` is set when it was somebody who holds the plan for a person who cannot decide about it; `helped_by` is then what they are called.
    `by_role` is what a member of staff was on that day (PRSB: person completing record); they may be something else by now.
    """

    __tablename__ = "plan_revision"
    __table_args__ = (sa.UniqueConstraint("plan_id", "number"),)
    plan_id: UUID = Field(foreign_key="plan.id")
    number: int
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    by_role: Role | None = Field(default=None, sa_type=words(Role))
    helped_by_sealed: str | None = None
    read_back_at: datetime | None = None
    held_at: datetime | None = None
    helped_by = sealed("helped_by_sealed")


class Item(Record, table=True):
    """One thing in the plan. Its words stand beside it. `goal_id` is set for an action.

    `made_in` and `withdrawn_in` are revision numbers, so that the plan of any day can be read again. The dates are facts, not words:
    what was promised by when must be found without opening anything. `away`: taken out in this revision and put back in that one, in pairs.
    """

    __tablename__ = "plan_item"
    __table_args__ = (sa.Index("plan_items_due", "due_on", "kind"),)
    plan_id: UUID = Field(foreign_key="plan.id", index=True)
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    kind: ItemKind = Field(sa_type=words(ItemKind))
    goal_id: UUID | None = Field(default=None, foreign_key="plan_item.id")
    made_in: int
    withdrawn_in: int | None = None
    away: list[list[int]] = Field(default_factory=list, sa_type=sa.JSON, sa_column_kwargs={"server_default": "[]"})
    due_on: date | None = None
    done_at: datetime | None = None
    done_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    did_not_happen_at: datetime | None = None
    did_not_happen_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    # The text the person chose for the day before; empty when none waits.
    reminder_id: UUID | None = Field(default=None, foreign_key="message.id")


class Words(Record, table=True):
    """What one field says. Never written over: a new save replaces the row before, which is kept. `about_id` is an item's id, or the plan's."""

    __tablename__ = "plan_words"
    __table_args__ = (
        sa.Index("one_standing_word", "about_id", "field", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        sa.Index("words_of_plan", "plan_id", "made_in"),
    )
    plan_id: UUID = Field(foreign_key="plan.id")
    about_id: UUID
    field: str
    words_sealed: str
    made_in: int
    replaced_in: int | None = None
    words = sealed("words_sealed")


class Keep(StrEnum):
    """What a human chose who read both texts: the words that were refused, those that stand, or both, one below the other."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Aside(Record, table=True):
    """Words that met somebody else's in the same field: they stand nowhere, and are kept until a human chooses, and after.

    `settled_in` is the revision that took them up; None where the choice changed nothing.
    """

    __tablename__ = "plan_aside"
    plan_id: UUID = Field(foreign_key="plan.id", index=True)
    about_id: UUID
    field: str
    words_sealed: str
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    helped_by_sealed: str | None = None
    held_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    settled_in: int | None = None
    chosen: Keep | None = Field(default=None, sa_type=words(Keep))
    words = sealed("words_sealed")
    helped_by = sealed("helped_by_sealed")


class Side(StrEnum):
    PERSON = "person"
    PROFESSIONAL = "professional"


class Answer(StrEnum):
    YES = "yes"
    YES_WITH_NOTES = "yes_with_notes"
    NOT_YET = "not_yet"


class Agreement(Record, table=True):
    """What one side said of one revision. Both sides saying yes to the same one make it the agreed plan."""

    __tablename__ = "plan_agreement"
    plan_id: UUID = Field(foreign_key="plan.id", index=True)
    number: int
    side: Side = Field(sa_type=words(Side))
    answer: Answer = Field(sa_type=words(Answer))
    notes_sealed: str | None = None
    at: datetime = Field(default_factory=pathway_now)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    by_role: Role | None = Field(default=None, sa_type=words(Role))
    notes = sealed("notes_sealed")
