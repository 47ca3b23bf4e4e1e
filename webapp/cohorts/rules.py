"""Whom a search looks for, who is left out and why, and who comes first under a cap. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from webapp.pathway.models import Stage


class Way(StrEnum):
    """The ways in. A search may use more than one; the person who asks needs no search."""

    SCORE = "score"
    SEGMENT = "segment"
    JUDGEMENT = "judgement"
    ACTIVATION = "activation"
    ASKED = "asked"


class Bound(StrEnum):
    LEAST = "least"
    MOST = "most"


class Activation(StrEnum):
    """Where a level of activation stands: the PAM's score as a result, its level as staff typed it in, our own talking tool's six answers."""

    PAM = "pam"
    PAM_LEVEL = "pam_level"
    FEELING_IN_CHARGE = "feeling_in_charge"


@dataclass(frozen=True)
class Criteria:
    """Everything that is filled in must be true of a person. Ages in whole years, both included; numbers are decimal text.

    `every`: all of the conditions, not any. `test` is a result's code, its latest value counts. `judged`: staff thought of them.
    """

    conditions: tuple[str, ...] = ()
    every: bool = False
    least_conditions: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    language: str = ""
    test: str = ""
    test_bound: str = Bound.LEAST
    test_amount: str = ""
    activation: str = ""
    activation_bound: str = Bound.MOST
    activation_amount: str = ""
    score_list: str = ""
    score_least: str = ""
    judged: bool = False

    @property
    def ways(self) -> list[Way]:
        segment = self.conditions or self.least_conditions or self.test or self.language or self.age_from is not None or self.age_to is not None
        used = {Way.SCORE: self.score_list, Way.SEGMENT: segment, Way.JUDGEMENT: self.judged, Way.ACTIVATION: self.activation}
        return [way for way, filled in used.items() if filled]

    @property
    def tells_of_health(self) -> bool:
        """A number about somebody's health is looked for: who finds people by it knows it of them."""
        return bool(self.test or self.activation or self.score_least)


def as_json(criteria: Criteria) -> dict[str, Any]:
    """Only what is filled in."""
    empty = Criteria()
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(criteria).items()}
    return {name: value for name, value in said.items() if value != getattr(empty, name) and value != []}


def from_json(said: Mapping[str, Any]) -> Criteria:
    known = {field.name for field in fields(Criteria)}
    kept: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items() if name in known}
    return Criteria(**kept)


class LeftOut(StrEnum):
    """Why somebody who fits is not found. The first that is true."""

    DIED = "died"
    LEFT = "left"
    OPTED_OUT = "opted_out"
    DECLINED = "declined"
    OWN_WAY = "own_way"
    IN_A_YEAR = "in_a_year"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits. `here`: registered with the practice now; `stage` of their open year, if there is one."""

    person_id: UUID
    surname: str
    given_name: str
    born_on: date
    died_on: date | None
    here: bool
    stage: Stage | None


ASIDE = {Stage.DIED: LeftOut.DIED, Stage.LEFT: LeftOut.LEFT, Stage.DECLINED: LeftOut.DECLINED, Stage.LOOKING_AFTER_MYSELF: LeftOut.OWN_WAY}


def left_out(one: Candidate, *, opted_out: bool) -> LeftOut | None:
    """None: they may be asked, for their year has not begun."""
    if one.died_on or one.stage is Stage.DIED:
        return LeftOut.DIED
    if not one.here or one.stage is Stage.LEFT:
        return LeftOut.LEFT
    if opted_out:
        return LeftOut.OPTED_OUT
    if one.stage in (None, Stage.ENTRY):
        return None
    return ASIDE.get(one.stage, LeftOut.IN_A_YEAR)


def first_under_cap(found: Sequence[Candidate], room: int | None, *, cohort_id: UUID, scores: Mapping[UUID, Decimal]) -> list[Candidate]:
    """As many as there is room for: the highest scores first, without scores by lot. Always the same ones, never the start of the alphabet."""
    if room is None or len(found) <= room:
        return list(found)

    def place(one: Candidate) -> tuple[Decimal, bytes]:
        return -scores.get(one.person_id, Decimal(0)), hashlib.sha256(cohort_id.bytes + one.person_id.bytes).digest()

    chosen = {one.person_id for one in sorted(found, key=place)[: max(0, room)]}
    return [one for one in found if one.person_id in chosen]


def is_within(amount: Decimal, bound: str, limit: str) -> bool:
    return amount >= Decimal(limit) if bound == Bound.LEAST else amount <= Decimal(limit)
