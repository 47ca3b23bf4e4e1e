"""What decides about a pack: whose words win, by when they are read, what counts as an answer. Pure: the hour is passed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.base.clock import in_london
from webapp.content.catalogue import prompts
from webapp.pathway.rules import PackTiming, pack_timing
from webapp.practices.models import Practice
from webapp.practices.working_days import is_staffed, is_working_day, next_staffed_time, read_by
from webapp.preparation.models import Filler

LONGEST = 4000
LONGEST_NAME = 200
MOST_FIRST = 3
BOXES = ("ask", "going_well", "hard", "new")
RESULT_BOX = "result:"
# A goal begun in the pack, as on the paper sheet. The rulers, 1 to 10, come after the words.
GOAL_WORDS = ("goal_want", "goal_why", "goal_step", "goal_in_the_way")
GOAL_RULERS = ("goal_importance", "goal_confidence")
GOAL_BOXES = (*GOAL_WORDS, *GOAL_RULERS)
RULER_MARKS = tuple(str(number) for number in range(1, 11))
SOMETHING_ELSE = "something_else"


class Outcome(StrEnum):
    SAME = "same"
    SAVE = "save"
    CLASH = "clash"


@dataclass(frozen=True)
class Words:
    """One box as posted. `seen` is the row the form was showing, None for an empty box."""

    text: str
    seen: UUID | None = None


@dataclass
class Posted:
    """`were` are the prompts that were ticked when the form was opened: only what the person changed is changed."""

    press: str = "save"
    filler: Filler | None = None
    helper: str = ""
    chosen: frozenset[str] = frozenset()
    were: frozenset[str] = frozenset()
    boxes: dict[str, Words] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """How many answers the form holds: something else, ticked and written, is one."""
        said = {name for name, words in self.boxes.items() if words.text} | set(self.chosen)
        return len(said)


def settle(*, base: str, standing: str, posted: str) -> Outcome:
    """`base` is what the form showed when it was opened, `standing` what is kept now. A clash is for the person to decide, never for us."""
    if posted in (standing, base):
        return Outcome.SAME
    return Outcome.SAVE if standing == base else Outcome.CLASH


def plain_words(text: str) -> str:
    """The words as kept: one kind of line end, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def too_long(text: str) -> bool:
    return len(text) > LONGEST


def working_day_before(practice: Practice, day: date) -> date:
    found = day - timedelta(days=1)
    while not is_working_day(practice, found):
        found -= timedelta(days=1)
    return found


def words_read_by(practice: Practice, wall: datetime, talk_at: datetime | None) -> date:
    """The day by whose end the surgery has read words written at `wall`: the working day before the talk, or as soon as it can."""
    if talk_at is None:
        return read_by(practice, wall)
    talk_on = in_london(talk_at).date()
    sheet_on = working_day_before(practice, talk_on)
    first_staffed = wall if is_staffed(practice, wall) else next_staffed_time(practice, wall)
    return sheet_on if in_london(first_staffed).date() <= sheet_on else read_by(practice, wall, talk_on)


def is_late(talk_at: datetime, sent_at: datetime | None, today: date) -> bool:
    """Sent, or still unsent, less than a week before the talk."""
    return pack_timing(in_london(talk_at).date(), in_london(sent_at).date() if sent_at else today) is PackTiming.LATE


def is_over(talk_at: datetime, wall: datetime) -> bool:
    return wall >= talk_at


def next_rank(taken: Iterable[int | None]) -> int | None:
    """The first free place of the three, or None."""
    used = set(taken)
    return next((rank for rank in range(1, MOST_FIRST + 1) if rank not in used), None)


def for_clinicians_only(prompt: str) -> bool:
    """A sensitive prompt with a safety note goes to a trained clinician and nobody else."""
    found = prompts().get(prompt)
    return found is not None and found.sensitive and found.safety is not None
