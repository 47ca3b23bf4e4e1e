"""The shape of one agenda prompt and of a questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from webapp.content.result import Pictogram


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something a person may want to talk about. A sensitive one is marked: never in a text message or a carer's view."""

    id: str
    label: str
    question: str
    group: str
    conditions: tuple[str, ...]
    pictogram: Pictogram
    sources: tuple[str, ...]
    results: tuple[str, ...]
    sensitive: bool
    show_rule: str | None
    safety: str | None
    first_screen: bool
    first_screen_for: tuple[str, ...]
    reveals_condition: bool

    @property
    def generic(self) -> bool:
        return "any" in self.conditions


@dataclass(frozen=True, slots=True)
class Layout:
    """Which prompts the first screen is dealt from: `size` places, the core first, `last` always last."""

    size: int
    core: tuple[str, ...]
    fill: tuple[str, ...]
    last: str


class Kind(StrEnum):
    """What an answer to a question is. A choice has options; all others are typed."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    WHOLE = "whole"
    NUMBER = "number"
    QUANTITY = "quantity"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    LINE = "line"
    WORDS = "words"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a terminology, as FHIR writes one: `system` is its address."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is what is kept, as text, when it is chosen. `score` only where it differs from it; None where nothing is scored."""

    value: int | str
    label: str
    score: Decimal | int | None = None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Of another question: is it answered (`exists`), or how does its answer compare? `takes` is written as an answer is kept."""

    question: str
    operator: str
    takes: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when all of its tests do, or any of them."""

    tests: tuple[Check, ...]
    any: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """Words above a question: a group's heading or what the form says in between."""

    words: str
    heading: bool = False
    shown_when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """`options` only where they differ from the instrument's. Bounds are kept as answers are: numbers, or days as 2026-11-22.

    `shown_when`: every condition must hold. `skip_if` and `show_when` are trees of the rule language; a skipped question counts `skip_value`.
    `initial` is what its publisher put in the box beforehand, written as answers are kept.
    """

    id: str
    text: str
    options: tuple[Option, ...] = ()
    kind: Kind = Kind.CHOICE
    codes: tuple[Code, ...] = ()
    scored: bool = True
    other: bool = False
    repeats: bool = False
    required: bool = False
    leads: tuple[Lead, ...] = ()
    hint: str = ""
    minimum: str | None = None
    maximum: str | None = None
    longest: int | None = None
    shortest: int | None = None
    decimals: int | None = None
    units: tuple[Code, ...] = ()
    initial: tuple[str, ...] = ()
    shown_when: tuple[Condition, ...] = ()
    skip_if: Mapping[str, Any] | None = None
    skip_value: int | None = None
    show_when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A part of a scale: both ends in it. `label` is the owner's word, for staff only."""

    minimum: Decimal
    maximum: Decimal
    label: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Subscale:
    id: str
    questions: tuple[str, ...]
    minimum: Decimal
    maximum: Decimal
    cutoff: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a score. `way`: sum, mean, single, lookup, none (each question stands alone), entered (by staff).

    `higher_is`: better, worse, or empty. `fewest`: answers a mean needs. `turned`: questions scored from the other end.
    `table`: a raw sum to its score. `answers_only`: the sum is for export, people are shown the answers.
    """

    way: str
    minimum: Decimal
    maximum: Decimal
    higher_is: str = ""
    fewest: int | None = None
    places: int | None = None
    turned: frozenset[str] = frozenset()
    subscales: tuple[Subscale, ...] = ()
    table: Mapping[Decimal, Decimal] | None = None
    answers_only: bool = False


NOTHING_SCORED = Scoring("none", Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire whose wording must not be changed. `weights`: question -> answer as kept -> what it counts.

    `watched`: of a loaded one, somebody reads its answers by a day that is shown.
    """

    id: str
    title: str
    owner: str
    licence: str
    copyright_notice: str
    recall: str
    stem: str
    questions: tuple[Question, ...]
    options: tuple[Option, ...]
    minimum: int
    maximum: int
    version: str = ""
    language: str = "en"
    purpose: str = ""
    status: str = ""
    scoring: Scoring = NOTHING_SCORED
    bands: tuple[Range, ...] = ()
    question_bands: Mapping[str, tuple[Range, ...]] = field(default_factory=dict)
    band_note: str = ""
    codes: Mapping[str, Code] = field(default_factory=dict)
    safety: tuple[Mapping[str, Any], ...] = ()
    sha256: str = ""
    watched: bool = False
    weights: Mapping[str, Mapping[str, Decimal | int]] = field(default_factory=dict)

    def options_of(self, question: Question) -> tuple[Option, ...]:
        return question.options or (self.options if question.kind is Kind.CHOICE else ())

    @property
    def scored_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.scored and question.kind is not Kind.NOTE)
