"""When a message may go, how long to wait between tries, and what follows from each answer. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.messages.models import MessageKind, MessageState

S = MessageState
# For each state, the states it may be reached from. A final state never goes back, whatever order the news comes in.
COMES_FROM: dict[MessageState, frozenset[MessageState]] = {
    S.DUE: frozenset({S.SENDING, S.UNKNOWN, S.HELD}),
    S.SENDING: frozenset({S.DUE}),
    S.UNKNOWN: frozenset({S.SENDING}),
    S.ACCEPTED: frozenset({S.SENDING, S.UNKNOWN}),
    S.DELIVERED: frozenset({S.DUE, S.SENDING, S.UNKNOWN, S.ACCEPTED}),
    S.FAILED: frozenset({S.DUE, S.SENDING, S.UNKNOWN, S.ACCEPTED, S.HELD, S.HANDED_OVER}),
    S.CANCELLED: frozenset({S.DUE, S.HELD}),
    S.HELD: frozenset({S.DUE}),
    S.HANDED_OVER: frozenset({S.HELD}),
    # Handed over, and then no longer wanted: staff were told. It may have gone.
    S.CALLED_BACK: frozenset({S.HANDED_OVER}),
}
# For so long a text in a file may not have gone yet.
STILL_UNDER_WAY = timedelta(days=2)
# What asks somebody who did not ask us: never to who said no to it.
INVITES = frozenset({MessageKind.INVITATION})
# A code or a trial was asked for this minute; staff are called now.
ANY_HOUR = frozenset({MessageKind.CODE, MessageKind.TRIAL, MessageKind.STAFF_ALERT})
# Asked for this minute, about safety, to staff, or in another's turn: never counted. All others are at most one a day.
NEVER_COUNTED = ANY_HOUR | {MessageKind.DESK_CODE, MessageKind.NOTICE}
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=4)


def at_any_hour(kind: MessageKind) -> bool:
    """Its times are true times, never moved by the demo's clock."""
    return kind in ANY_HOUR


def is_one_a_day(kind: MessageKind) -> bool:
    return kind not in NEVER_COUNTED


def is_counted(kind: MessageKind) -> bool:
    """Towards what a practice sends one person in a year. What they chose themselves is not."""
    return is_one_a_day(kind) and kind is not MessageKind.CHOSEN


def goes_quietly(kind: MessageKind) -> bool:
    """Too late, it bothers nobody: who wants a code asks again, and of what was chosen the next one comes."""
    return at_any_hour(kind) or kind is MessageKind.CHOSEN


def may_worry(kind: MessageKind) -> bool:
    """Leads to results: not before days when nobody can be asked."""
    return kind is MessageKind.PACK_READY


def pause_after(tries: int) -> timedelta:
    """0 after the first try, then 5 minutes doubling to 4 hours."""
    return timedelta() if tries <= 1 else min(FIRST_PAUSE * 2 ** min(tries - 2, 10), LONGEST_PAUSE)


class Answer(StrEnum):
    """What came of one try."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    NONE = "none"
    NOT_THERE = "not there"
    STILL_NONE = "still none"
    NEVER_KNOWN = "never known"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Step:
    """What one answer means: the message's next state, and its place in the queue (`free_at` None: it leaves the queue)."""

    state: MessageState
    free_at: datetime | None = None
    is_unknown: bool = False
    tries: int = 0
    why: str | None = None

    @property
    def failed(self) -> bool:
        return self.state is S.FAILED


TAKEN = Step(S.ACCEPTED)


def step_after(answer: Answer, *, tries: int, now: datetime, time_left: timedelta, quarantine: timedelta, wait: timedelta = timedelta(), why: str = "") -> Step:
    """`tries` counts the sends so far, this one included; `time_left` is how long the message stays of use; `wait` what the provider asked for."""
    if answer is Answer.ACCEPTED:
        return TAKEN
    if answer is Answer.REFUSED:
        return Step(S.FAILED, why=why)
    if answer is Answer.NONE:
        return Step(S.UNKNOWN, now + quarantine, is_unknown=True, tries=tries)
    if answer is Answer.NEVER_KNOWN:
        return Step(S.FAILED, why="never_known")
    if answer is Answer.STILL_NONE and time_left <= timedelta():
        return Step(S.FAILED, why="no_answer")
    if answer is Answer.STILL_NONE:
        return Step(S.UNKNOWN, now + quarantine, is_unknown=True, tries=tries)
    if answer is Answer.LATER:
        pause = max(pause_after(tries), wait)
        return Step(S.FAILED, why=why) if pause >= time_left else Step(S.DUE, now + pause, tries=tries)
    return Step(S.DUE, now, tries=tries)
