"""The sections of a plan beside its goals and promises: their fields in order, whose words each holds, what each is called. Every one is optional.

Sources: plan template 3.2 of this project; PRSB Personalised Care and Support Plan v2.0; PRSB About Me v2.0.1 (its seven headings).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.base.i18n import lazy
from webapp.plans.models import ItemKind
from webapp.plans.owners import Owner


@dataclass(frozen=True)
class Line:
    """One field. `rows` 0 is a single line. `choices`: value -> words, for a field of which one is chosen."""

    name: str
    owner: Owner
    label: str
    hint: str = ""
    rows: int = 2
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entries:
    """Things of one kind, each with the same fields; the first field names it. `most` of them fit."""

    kind: ItemKind
    lines: tuple[Line, ...]
    one: str
    add: str
    most: int


@dataclass(frozen=True)
class Section:
    """`key` is its name in an address. `of_record` names what would come from the surgery's record, which is not here; `note` says what it is not."""

    key: str
    title: str
    picture: str
    told: str
    lines: tuple[Line, ...] = ()
    entries: Entries | None = None
    of_record: tuple[str, ...] = ()
    note: str = ""

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.lines, *(self.entries.lines if self.entries else ()))


PERSON, BOTH, PROFESSIONAL = Owner.PERSON, Owner.BOTH, Owner.PROFESSIONAL

ABOUT_ME = Section(
    "about-me",
    lazy("About me"),
    "person",
    lazy("What helpers need to know, so that you say it only once."),
    (
        Line("matters", PERSON, lazy("What matters most to me")),
        Line("people", PERSON, lazy("People who are important to me"), lazy("Family, friends, neighbours, pets.")),
        Line("communicate", PERSON, lazy("How I communicate, and how to talk with me"), lazy("Such as: speak slowly, write it down.")),
        Line("wellness", PERSON, lazy("How I am on a good day, and on a bad day")),
        Line("please", PERSON, lazy("Please do, and please do not")),
        Line("support", PERSON, lazy("How and when to help me")),
        Line("worth_knowing", PERSON, lazy("What else is good to know about me")),
        Line("strengths", PERSON, lazy("What I am good at, and what keeps me strong")),
    ),
)

SECTIONS: tuple[Section, ...] = (ABOUT_ME,)
CHOICES: dict[str, dict[str, str]] = {line.name: dict(line.choices) for section in SECTIONS for line in section.all_lines if line.choices}


def section_named(key: str) -> Section | None:
    return next((section for section in SECTIONS if section.key == key), None)


def entries_in_sections() -> Iterator[Entries]:
    return (section.entries for section in SECTIONS if section.entries)
