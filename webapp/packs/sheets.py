"""What the pack page shows, gathered once: the talk, the cards, the prompts, the boxes with what stands in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.content.catalogue import Prompt, Result, prompt_groups, prompts
from webapp.content.first_screen import first_screen, more_prompts
from webapp.database.session import Glance
from webapp.packs.cards import BOTTOM, TOP, Card, cards
from webapp.packs.facts import Facts, Moment, facts_of, moment_of
from webapp.practices.models import Practice
from webapp.preparation.boxes import in_the_box
from webapp.preparation.models import Filler
from webapp.preparation.queries import PAPER, Everything, Kept, Talk
from webapp.preparation.rules import MOST_FIRST, SOMETHING_ELSE, Posted
from webapp.questionnaires.rules import BY_OTHERS, THEMSELVES

Tile = tuple[str, str, str]
MOOD = "mood"


@dataclass
class Box:
    """One box for free words: what stands in it, which row that is, and what came in beside it by the letterbox or another phone."""

    name: str
    value: str = ""
    seen: UUID | None = None
    error: str | None = None
    beside: list[str] = field(default_factory=list)
    paper: list[str] = field(default_factory=list)
    from_paper: bool = False
    clash: str | None = None

    @property
    def used(self) -> bool:
        return bool(self.value or self.error or self.beside or self.paper or self.clash)


@dataclass(frozen=True)
class Choice:
    """One thing the person wants to talk about. `rank` 1 to 3 comes first."""

    id: UUID
    label: str
    picture: str
    words: str | None
    rank: int | None


@dataclass
class Sheet:
    """One person's pack as the page shows it. `open` is false until a clinician released it: then there is only the talk to show."""

    talk: Talk | None
    open: bool
    who: str
    read_by: date | None
    reply_by: date | None = None
    late: bool = False
    over: bool = False
    filler: Filler | None = None
    waits: bool = False
    cards: Sequence[Card] = ()
    not_done: Sequence[str] = ()
    tiles: Sequence[Tile] = ()
    rest: dict[str, list[Prompt]] = field(default_factory=dict)
    urgent: bool = False
    choices: Sequence[Choice] = ()
    chosen: frozenset[str] = frozenset()
    were: frozenset[str] = frozenset()
    boxes: dict[str, Box] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    count: int = 0
    goal: Mapping[str, str] = field(default_factory=dict)
    mood_answered: bool = False
    mood_in_private: bool = False
    helpers: Sequence[str] = ()

    @property
    def more(self) -> list[tuple[str, list[Tile]]]:
        """What is behind "Show more", by group."""
        return [(_(prompt_groups()[group]), [tile(prompt) for prompt in found]) for group, found in self.rest.items() if found]

    @property
    def offered(self) -> set[str]:
        """Every prompt on the page, behind "Show more" too."""
        return {tile[0] for tile in self.tiles} | {prompt.id for found in self.rest.values() for prompt in found}

    @property
    def private(self) -> set[str]:
        """Prompts that go on paper only when the person ticks that they should."""
        return {prompt.id for prompt in prompts().values() if prompt.sensitive}

    @property
    def private_chosen(self) -> list[str]:
        """The private ones they chose, in words."""
        return [choice.label for choice in self.choices if choice.picture in self.private]

    def box(self, name: str) -> Box:
        return self.boxes.setdefault(name, Box(name))


def sheet_of(
    source: Session | Glance, *, person_id: UUID, practice: Practice, wall: datetime, posted: Posted | None = None, clashes: Mapping[str, str] | None = None
) -> Sheet:
    """The pack page's sheet, in three statements. `posted` is what was typed when a save was refused: it stands in the boxes again."""
    facts = facts_of(source, person_id)
    return sheet_from(facts, moment_of(practice, wall, facts.talk), posted, clashes)


def sheet_from(facts: Facts, moment: Moment, posted: Posted | None = None, clashes: Mapping[str, str] | None = None) -> Sheet:
    talk = facts.talk
    who = (talk and talk.with_whom) or _("Your GP surgery")
    sheet = Sheet(talk, False, who, moment.words_read_by, moment.read_by)
    if talk is None or not facts.is_open:
        return sheet
    kept = facts.everything()
    sheet.open, sheet.filler, sheet.count = True, talk.filler, kept.count
    sheet.late, sheet.over = moment.late, moment.over
    sheet.waits = bool(talk.results_wait_since) and not moment.over
    if not sheet.waits:
        sheet.cards, sheet.not_done = cards(facts.released()), names_of(facts.not_done())
    offer_prompts(sheet, kept, posted)
    fill_boxes(sheet, kept)
    sheet.choices, sheet.goal = choices(kept), kept.goal
    sheet.mood_answered = bool(kept.answers)
    by_others = {answer.channel for answer in kept.answers}
    sheet.mood_in_private = not by_others.isdisjoint(BY_OTHERS) and by_others.isdisjoint(THEMSELVES)
    sheet.helpers = [one.words or "" for one in kept.supports]
    if posted:
        type_again(sheet, posted, clashes or {})
    return sheet


def names_of(entries: Sequence[Result]) -> list[str]:
    """Each thing once by its name; the two blood pressure numbers are one thing."""
    return list(dict.fromkeys(_("Blood pressure") if entry.code in (TOP, BOTTOM) else _(entry.label) for entry in entries))


def tile(prompt: Prompt) -> Tile:
    return prompt.id, _(prompt.label), prompt.id


def offer_prompts(sheet: Sheet, kept: Everything, posted: Posted | None) -> None:
    """The first screen, what the person chose from behind it, and the rest by group."""
    first, rest = first_screen(kept.conditions, smoking=kept.smoking), more_prompts(kept.conditions, smoking=kept.smoking)
    sheet.were = sheet.chosen = frozenset(item.key for item in kept.items)
    if posted and posted.errors:
        sheet.were, sheet.chosen = posted.were, posted.chosen | (sheet.chosen - sheet.were)
    shown = {prompt.id for prompt in first}
    chosen_too = [prompt for prompt in prompts().values() if prompt.id in sheet.chosen - shown]
    sheet.tiles = [tile(prompt) for prompt in (*first[:-1], *chosen_too, first[-1])]
    sheet.urgent = needs_urgent_words(first)
    sheet.rest = {group: [prompt for prompt in found if prompt not in chosen_too] for group, found in rest.items()}


def needs_urgent_words(offered: Sequence[Prompt]) -> bool:
    """A prompt with a safety note shows where to phone before it is chosen; the mood questions have their own page."""
    return any(prompt.safety for prompt in offered if prompt.id != MOOD)


def fill_boxes(sheet: Sheet, kept: Everything) -> None:
    written = [*kept.notes, *(item for item in kept.items if item.key == SOMETHING_ELSE and item.words)]
    for name in dict.fromkeys(row.key for row in written):
        put(sheet.box(name), [row for row in written if row.key == name])


def put(box: Box, rows: Sequence[Kept]) -> None:
    stands = in_the_box(rows)
    if stands is not None:
        box.value, box.seen, box.from_paper = stands.words or "", stands.id, stands.channel == PAPER
    for row in rows:
        if row is not stands and row.words:
            (box.paper if row.channel == PAPER else box.beside).append(row.words)


def type_again(sheet: Sheet, posted: Posted, clashes: Mapping[str, str]) -> None:
    """A refused save: what was typed stands in its box again. After a clash the other words stand beside it, and the next press decides."""
    sheet.errors, sheet.filler = dict(posted.errors), posted.filler or sheet.filler
    for name, words in posted.boxes.items():
        box = sheet.box(name)
        if posted.errors:
            box.value, box.seen = words.text, words.seen
        elif name in clashes:
            box.value, box.clash = words.text, clashes[name]


def choices(kept: Everything) -> list[Choice]:
    """What the person chose, each once, those to talk about first in front."""
    found = [Choice(item.id, label_of(item.key), item.key, item.words, item.rank) for item in kept.items]
    return sorted(found, key=lambda choice: choice.rank or MOST_FIRST + 1)


def label_of(prompt: str) -> str:
    return _(prompts()[prompt].label) if prompt in prompts() else _("Something else")


def letterbox_sheet(posted: Posted | None = None, *, carer_view: bool = False) -> Sheet:
    """General prompts and empty boxes: nothing on it comes from the record. `posted` keeps what was typed on this visit."""
    first, rest = first_screen((), letterbox=True, carer_view=carer_view), more_prompts((), letterbox=True, carer_view=carer_view)
    sheet = Sheet(None, True, _("Your GP surgery"), None)
    sheet.tiles, sheet.urgent = [tile(prompt) for prompt in first], needs_urgent_words(first)
    sheet.rest = rest
    if posted:
        sheet.chosen, sheet.filler, sheet.errors = posted.chosen, posted.filler, dict(posted.errors)
        for name, words in posted.boxes.items():
            sheet.box(name).value = words.text
    return sheet
