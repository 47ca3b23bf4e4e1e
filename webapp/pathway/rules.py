"""The pathway as pure functions: the one table of moves, and what is due from dates. Today is always passed in."""

from datetime import date, timedelta
from enum import StrEnum

from webapp.pathway.models import Stage

S = Stage
ON_THE_WAY = (S.ENTRY, S.INVITED, S.GATHERING, S.TRIAGED, S.PACK_SENT, S.PREPARED, S.CONVERSATION, S.PLAN_AGREED, S.LIVING_IT, S.REVIEW_DUE)
ASIDE = (S.DECLINED, S.LEFT, S.LOOKING_AFTER_MYSELF, S.DIED)

FORWARD: dict[Stage, set[Stage]] = {
    S.ENTRY: {S.INVITED, S.GATHERING, S.CONVERSATION},
    S.INVITED: {S.GATHERING, S.CONVERSATION},
    S.GATHERING: {S.TRIAGED, S.CONVERSATION},
    S.TRIAGED: {S.PACK_SENT, S.GATHERING, S.CONVERSATION},
    S.PACK_SENT: {S.PREPARED, S.GATHERING, S.CONVERSATION},
    S.PREPARED: {S.CONVERSATION, S.GATHERING},
    S.CONVERSATION: {S.PLAN_AGREED, S.GATHERING, S.ENTRY},
    S.PLAN_AGREED: {S.LIVING_IT, S.ENTRY},
    S.LIVING_IT: {S.REVIEW_DUE, S.ENTRY},
    S.REVIEW_DUE: {S.ENTRY},
    S.DECLINED: {S.ENTRY, S.INVITED, S.GATHERING, S.LIVING_IT},
    S.LEFT: {S.ENTRY, S.INVITED, S.GATHERING, S.LIVING_IT},
    S.LOOKING_AFTER_MYSELF: {S.ENTRY, S.INVITED, S.GATHERING, S.LIVING_IT},
    S.DIED: {S.ENTRY, S.LIVING_IT},
}
# From here the next year is entered, in a cycle of its own: `changes.begin_next_year`.
YEAR_ENDS = frozenset({S.CONVERSATION, S.PLAN_AGREED, S.LIVING_IT, S.REVIEW_DUE})
# Somebody who stepped aside from one of these comes back to living their plan.
PLANNED = (S.PLAN_AGREED, S.LIVING_IT, S.REVIEW_DUE)
# Anyone may step aside from anywhere on the way; who is aside may still leave or die; a death entered by mistake has a way back too.
MOVES: dict[Stage, frozenset[Stage]] = {
    at: frozenset(to | (set(ASIDE) if at in ON_THE_WAY else set() if at is S.DIED else {S.LEFT, S.DIED} - {at})) for at, to in FORWARD.items()
}

FIRST_SEND, LAST_SEND, WARN_AT = 14, 7, 10


def may_move(at: Stage, to: Stage) -> bool:
    return to in MOVES[at]


class PackTiming(StrEnum):
    """Where a pack stands against its talk. Under a week it is still sent, and called late."""

    TOO_EARLY = "too_early"
    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"


def days_to(talk_on: date, today: date) -> int:
    return (talk_on - today).days


def pack_timing(talk_on: date, today: date) -> PackTiming:
    """14 to 7 days before is on time; 6 to 0 is late; after the talk is too late."""
    left = days_to(talk_on, today)
    if left > FIRST_SEND:
        return PackTiming.TOO_EARLY
    if left >= LAST_SEND:
        return PackTiming.ON_TIME
    return PackTiming.LATE if left >= 0 else PackTiming.TOO_LATE


def needs_triage_warning(talk_on: date, today: date, *, released: bool) -> bool:
    """Not released by ten days before: staff are warned."""
    return not released and 0 <= days_to(talk_on, today) <= WARN_AT


def gap_is_enough(information_on: date, talk_on: date, gap_days: int) -> bool:
    """The talk leaves time for results, the pack and a week with it."""
    return (talk_on - information_on).days >= gap_days + LAST_SEND


def link_dies_on(talk_on: date) -> date:
    """A link dies the day after the appointment."""
    return talk_on + timedelta(days=1)
