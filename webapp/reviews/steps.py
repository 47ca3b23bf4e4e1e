"""The eight steps of one person's year, each behind them, at hand or still to come. Pure: what stands in the year is passed in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from webapp.pathway.models import Stage


class Step(StrEnum):
    ASKED = "asked"
    TESTS = "tests"
    LOOKED_AT = "looked_at"
    PACK = "pack"
    READY = "ready"
    TALK = "talk"
    PLAN = "plan"
    LIVING = "living"


class State(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class YearFacts:
    """What stands in one year. Times are aware; None means that there is no such thing yet."""

    stage: Stage
    started_on: date
    visit_at: datetime | None = None
    released_at: datetime | None = None
    sent_at: datetime | None = None
    handed_in_at: datetime | None = None
    talk_at: datetime | None = None
    agreed_at: datetime | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class StepOfYear:
    """`on`: the day it was done, or the day it is booked for. None when nobody can tell."""

    step: Step
    state: State
    on: date | datetime | None


S = Stage
AT: dict[Stage, Step] = {
    S.ENTRY: Step.ASKED,
    S.INVITED: Step.ASKED,
    S.GATHERING: Step.TESTS,
    S.TRIAGED: Step.PACK,
    S.PACK_SENT: Step.READY,
    S.PREPARED: Step.TALK,
    S.CONVERSATION: Step.PLAN,
    S.PLAN_AGREED: Step.LIVING,
    S.LIVING_IT: Step.LIVING,
    S.REVIEW_DUE: Step.LIVING,
}


def step_now(facts: YearFacts, now: datetime) -> Step | None:
    """Where the person is. None for somebody who stepped aside. Tests that lie behind are being looked at."""
    at = AT.get(facts.stage)
    if at is Step.TESTS and facts.visit_at is not None and facts.visit_at < now:
        return Step.LOOKED_AT
    return at


def steps_of(facts: YearFacts, now: datetime) -> list[StepOfYear]:
    """All eight in their order. Empty for somebody who stepped aside."""
    at = step_now(facts, now)
    if at is None:
        return []
    place = list(Step).index(at)
    days = {
        Step.ASKED: facts.started_on,
        Step.TESTS: facts.visit_at,
        Step.LOOKED_AT: facts.released_at,
        Step.PACK: facts.sent_at,
        Step.READY: facts.handed_in_at,
        Step.TALK: facts.talk_at,
        Step.PLAN: facts.agreed_at,
        Step.LIVING: facts.review_on,
    }
    return [StepOfYear(step, state_at(number, place), days[step] if number <= place else to_come(days[step], now)) for number, step in enumerate(Step)]


def state_at(number: int, place: int) -> State:
    return State.NOW if number == place else State.DONE if number < place else State.NEXT


def to_come(on: date | datetime | None, now: datetime) -> date | datetime | None:
    """A day that lies behind is of an earlier try, and says nothing of a step that is still to come."""
    if on is None:
        return None
    return on if (on > now if isinstance(on, datetime) else on > now.date()) else None
