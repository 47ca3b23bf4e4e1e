from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class Result(Record, table=True):
    """One clinical result. `amount` is the value in the catalogue's primary unit as decimal text; the value and unit as sent are kept beside it.

    `history_from` is how far back the import that brought it reaches: it may show that there is no earlier value.
    """

    __table_args__ = (sa.Index("results_of_person", "person_id", "code", "taken_on"),)
    person_id: UUID = Field(foreign_key="person.id")
    practice_id: UUID = Field(foreign_key="practice.id")
    code: str
    taken_on: date
    amount: str | None = None
    comparator: str = ""
    words: str | None = None
    sent_value: str
    sent_unit: str = ""
    source: str = "import"
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    handled_at: datetime | None = None
    handled_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    history_from: date | None = None
    withdrawn_at: datetime | None = None

    @property
    def value(self) -> Decimal | None:
        return None if self.amount is None else Decimal(self.amount)


class SetAsideValue(Record, table=True):
    """A value a human must look at: outside the possible range, a term never shown here. Never shown to the person; its rules still ran."""

    __tablename__ = "set_aside_value"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    code: str
    taken_on: date
    sent_value: str
    sent_unit: str = ""
    reason: str
    recorded_at: datetime = Field(default_factory=pathway_now)
    looked_at: datetime | None = None
    looked_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")


class Hit(Record, table=True):
    """A rule that fired, or asks. `level` is the catalogue's: hold_now, hold_same_day, hold_next_day, look. Open while `closed_at` is empty."""

    __tablename__ = "rule_hit"
    __table_args__ = (sa.Index("hits_of_cycle", "cycle_id", "closed_at"), sa.UniqueConstraint("rule_id", "result_id", "set_aside_id"))
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    result_id: UUID | None = Field(default=None, foreign_key="result.id", index=True)
    set_aside_id: UUID | None = Field(default=None, foreign_key="set_aside_value.id", index=True)
    result_code: str
    rule_id: str
    level: str
    is_question: bool = False
    asks: str = ""
    raised_at: datetime = Field(default_factory=pathway_now)
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    outcome: str | None = None
    note_sealed: str | None = None
    note = sealed("note_sealed")


class KnownFact(Record, table=True):
    """A clinician's answer to a rule's question, for this cycle. `answer`: yes, no, cannot_tell, none, or a number as text."""

    __tablename__ = "known_fact"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    result_id: UUID | None = Field(default=None, foreign_key="result.id")
    fact: str
    answer: str
    answered_at: datetime = Field(default_factory=pathway_now)
    answered_by_id: UUID = Field(foreign_key="staff_member.id")
    replaced_at: datetime | None = None


class WhyNot(StrEnum):
    NOT_DONE = "not_done"
    DECLINED = "declined"


class NotDone(Record, table=True):
    """A result on the checklist that was not taken at a visit. Standing while `replaced_at` is empty and no newer value came."""

    __tablename__ = "not_done"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID | None = Field(default=None, foreign_key="cycle.id")
    code: str
    why: WhyNot = Field(sa_type=words(WhyNot))
    asked_on: date
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    replaced_at: datetime | None = None


class PersonalTarget(Record, table=True):
    """The person's own agreed range, in the primary unit. Open while `ended_at` is empty. No band is shown without one."""

    __tablename__ = "personal_target"
    person_id: UUID = Field(foreign_key="person.id", index=True)
    code: str
    low: str | None = None
    high: str | None = None
    agreed_on: date
    recorded_at: datetime = Field(default_factory=pathway_now)
    recorded_by_id: UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = None


class Decision(StrEnum):
    SHOW = "show"
    HIDE = "hide"


class LineDecision(Record, table=True):
    """A clinician's word on one result of one cycle: shown or hidden and why, a plain comment, and whether it was told first."""

    __tablename__ = "line_decision"
    __table_args__ = (sa.UniqueConstraint("cycle_id", "result_id"),)
    cycle_id: UUID = Field(foreign_key="cycle.id", index=True)
    result_id: UUID = Field(foreign_key="result.id")
    decision: Decision = Field(sa_type=words(Decision))
    reason: str = ""
    told_on: date | None = None
    comment_sealed: str | None = None
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    comment = sealed("comment_sealed")


class Release(Record, table=True):
    """A clinician released this cycle's results. Open while `withdrawn_at` is empty."""

    __table_args__ = (
        sa.Index("one_open_release", "cycle_id", unique=True, sqlite_where=sa.text("withdrawn_at IS NULL"), postgresql_where=sa.text("withdrawn_at IS NULL")),
    )
    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    cycle_id: UUID = Field(foreign_key="cycle.id")
    released_at: datetime = Field(default_factory=pathway_now)
    released_by_id: UUID = Field(foreign_key="staff_member.id")
    medicines_reviewed_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None


class ReleasedResult(Record, table=True):
    """A result that went with a release: what the person may see, and nothing else. `earlier` ones are only in the trend over the years."""

    __tablename__ = "released_result"
    __table_args__ = (sa.UniqueConstraint("release_id", "result_id"),)
    release_id: UUID = Field(foreign_key="release.id", index=True)
    result_id: UUID = Field(foreign_key="result.id")
    earlier: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
