"""Where a batch may go next, which five go first, and what became of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from webapp.batches.models import BatchState
from webapp.messages.models import MessageState

B, S = BatchState, MessageState
# So many go first.
CANARY = 5
MAY_MOVE: dict[BatchState, frozenset[BatchState]] = {
    B.WAITING: frozenset({B.CANARY, B.SENT_BACK, B.CANCELLED}),
    B.SENT_BACK: frozenset({B.WAITING, B.CANCELLED}),
    B.CANARY: frozenset({B.GOING, B.STOPPED}),
    B.GOING: frozenset({B.STOPPED}),
    B.STOPPED: frozenset({B.CANARY, B.GOING, B.CANCELLED}),
    B.CANCELLED: frozenset(),
}
RUNS = (B.CANARY, B.GOING)


def may_move(at: BatchState, to: BatchState) -> bool:
    return to in MAY_MOVE[at]


def needs_a_yes(planned: int, gone_today: int, limit: int) -> bool:
    """`gone_today` went without a yes today already: a large batch cut into small ones is still a large one."""
    return planned + gone_today > limit


@dataclass(frozen=True)
class Candidate:
    id: UUID
    language: str
    way: str


def first_few(candidates: Sequence[Candidate], most: int = CANARY) -> list[UUID]:
    """One of each way and language in turn, the commonest first, so that what could go wrong goes wrong here."""
    groups: defaultdict[tuple[str, str], list[UUID]] = defaultdict(list)
    for one in candidates:
        groups[one.way, one.language].append(one.id)
    in_turn = sorted(groups.values(), key=len, reverse=True)
    picked = [group[turn] for turn in range(most) for group in in_turn if turn < len(group)]
    return picked[:most]


class Verdict(StrEnum):
    WAIT = "wait"
    PASSED = "passed"
    FAILED = "failed"


# Gone, and nobody says more of it than that.
ON_THEIR_WAY = (S.ACCEPTED, S.HANDED_OVER)


def verdict_of(first: Iterable[tuple[MessageState, datetime]], at: datetime, patience: timedelta) -> Verdict:
    """`first`: state and since when. One that was cancelled says nothing. All delivered, or gone for `patience`: passed. One failed: failed."""
    said = [(state, since) for state, since in first if state is not S.CANCELLED]
    if any(state is S.FAILED for state, _since in said):
        return Verdict.FAILED
    good = all(state is S.DELIVERED or (state in ON_THEIR_WAY and at - since >= patience) for state, since in said)
    return Verdict.PASSED if said and good else Verdict.WAIT


@dataclass(frozen=True)
class Counts:
    """How many messages of a batch are where. Each stands in exactly one but `planned`, which is all of them."""

    held: int = 0
    waiting: int = 0
    sent: int = 0
    delivered: int = 0
    failed: int = 0
    unknown: int = 0
    stopped: int = 0

    @property
    def planned(self) -> int:
        return self.held + self.waiting + self.sent + self.delivered + self.failed + self.unknown + self.stopped

    @property
    def at_an_end(self) -> bool:
        """Nothing of it is still to go, or in the air."""
        return not (self.held or self.waiting or self.unknown)


# `for_file`: held not by the batch but for the practice's own system.
PLACES: dict[MessageState, str] = {
    S.DUE: "waiting",
    S.SENDING: "sent",
    S.ACCEPTED: "sent",
    S.HANDED_OVER: "sent",
    S.DELIVERED: "delivered",
    S.FAILED: "failed",
    S.UNKNOWN: "unknown",
    S.CANCELLED: "stopped",
    S.CALLED_BACK: "stopped",
    S.HELD: "held",
}


def counts_from(states: Mapping[tuple[MessageState, bool], int]) -> Counts:
    """`states`: (state, waits for a file) -> how many."""
    found: defaultdict[str, int] = defaultdict(int)
    for (state, for_file), many in states.items():
        found["waiting" if for_file else PLACES[state]] += many
    return Counts(**found)
