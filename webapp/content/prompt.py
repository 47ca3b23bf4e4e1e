"""The shape of one agenda prompt and of a questionnaire."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`options` only where they differ from the instrument's."""

    id: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire whose wording must not be changed."""

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

    def options_of(self, question: Question) -> tuple[Option, ...]:
        return question.options or self.options
