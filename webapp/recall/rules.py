"""When somebody is asked, and asked again. Pure: today is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.messages.models import MessageState
from webapp.pathway.models import Stage
from webapp.recall.models import Means, RecallSetting, Said, Stop

TRIES = 3
# A person who says "not now" and names no month is asked again after so many.
NOT_NOW_MONTHS = 3
MONTHS_AHEAD = 12
MOST_DAYS = 120
# The talk itself is some weeks after the text: it names that month.
TALK_AFTER = timedelta(days=14)
LINK_LASTS = timedelta(days=120)
BY_ITSELF = frozenset({Means.SMS, Means.EMAIL, Means.PUSH, Means.LETTER})

UNDER_WAY = frozenset({MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN, MessageState.HELD})
CALLED_OFF = frozenset({MessageState.CANCELLED, MessageState.CALLED_BACK})

STOPS: dict[Stage, Stop] = {
    Stage.DECLINED: Stop.DECLINED,
    Stage.LEFT: Stop.LEFT,
    Stage.LOOKING_AFTER_MYSELF: Stop.LOOKS_AFTER_SELF,
    Stage.DIED: Stop.DIED,
    Stage.ENTRY: Stop.NEXT_YEAR,
}
ANSWERED: dict[Said, Stop] = {
    Said.ACCEPT: Stop.ACCEPTED,
    Said.TALK: Stop.WANTS_A_CALL,
    Said.NOT_NOW: Stop.NOT_NOW,
    Said.DECLINE: Stop.DECLINED,
    Said.UNABLE: Stop.UNABLE,
}


@dataclass(frozen=True)
class Standing:
    """What would stop the asking, read afresh."""

    stage: Stage
    is_closed: bool
    has_died: bool
    is_registered: bool
    opted_out: bool
    is_booked: bool
    asked_to_talk: bool


def why_stop(facts: Standing) -> Stop | None:
    """None: go on asking. Anything past the invitation means that they came."""
    if facts.has_died:
        return Stop.DIED
    if not facts.is_registered:
        return Stop.LEFT
    if facts.opted_out:
        return Stop.OPTED_OUT
    if facts.is_booked:
        return Stop.BOOKED
    if facts.is_closed:
        return Stop.NEXT_YEAR
    if facts.stage is not Stage.INVITED:
        return STOPS.get(facts.stage, Stop.BOOKED)
    return Stop.ACCEPTED if facts.asked_to_talk else None


def days_after(setting: RecallSetting, tries: int) -> int:
    """Days from this try to what comes next: another try, or a human."""
    return (setting.second_after, setting.third_after, setting.last_after)[tries - 1]


def way_of_try(setting: RecallSetting, number: int) -> Means:
    return (setting.first_way, setting.second_way, setting.third_way)[number - 1]


def month_of(born_on: date, practices: int | None, own: int | None) -> int:
    """The month of the year in which this person is asked: what they chose, what the practice chose, or that of their birthday."""
    return own or practices or born_on.month


def is_months_turn(month: int, started_on: date, today: date) -> bool:
    """Has that month come since the year was entered? In it and ever after, until somebody asks."""
    year = started_on.year + (month < started_on.month)
    return today >= max(date(year, month, 1), started_on)


def first_of_month(today: date, months: int) -> date:
    """The first day of the month so many months from now."""
    count = today.month - 1 + months
    return date(today.year + count // 12, count % 12 + 1, 1)


def months_to_choose(today: date) -> list[date]:
    return [first_of_month(today, ahead) for ahead in range(1, MONTHS_AHEAD + 1)]


def month_chosen(text: str, today: date) -> date | None:
    """`2027-03`, as the page offers it; None for anything else."""
    return next((month for month in months_to_choose(today) if f"{month:%Y-%m}" == text), None)


def month_of_talk(today: date) -> date:
    return (today + TALK_AFTER).replace(day=1)
