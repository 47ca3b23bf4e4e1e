"""The gate before PHQ-9: everything that must be in place, and what is missing. Pure: facts and the day are passed in.

Source: questionnaires.md, 5.2; how long a check holds is data (mood_cover.json).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.content.catalogue import catalogue_file


class Gap(StrEnum):
    """What is missing, in the order of the page."""

    STOPPED = "stopped"
    LEAD = "lead"
    DEPUTY = "deputy"
    ONE_PERSON = "one_person"
    MANAGER = "manager"
    HOURS = "hours"
    DUTY_PHONE = "duty_phone"
    DEPUTY_PHONE = "deputy_phone"
    MANAGER_PHONE = "manager_phone"
    CRISIS = "crisis"
    CRISIS_OLD = "crisis_old"
    PROTOCOL = "protocol"
    OFFICER = "officer"
    TEST = "test"
    TEST_UNANSWERED = "test_unanswered"
    TEST_OLD = "test_old"


@dataclass(frozen=True)
class Facts:
    """What one practice has in place. The three `has_` are true for somebody named who works here now, in a role that may do it."""

    is_stopped: bool = False
    has_lead: bool = False
    has_deputy: bool = False
    is_one_person: bool = False
    has_manager: bool = False
    has_hours: bool = False
    has_duty_phone: bool = False
    has_deputy_phone: bool = False
    has_manager_phone: bool = False
    crisis_on: date | None = None
    has_protocol: bool = False
    has_officer: bool = False
    tested_on: date | None = None
    answered_on: date | None = None


NEEDED = (
    (Gap.LEAD, "has_lead"),
    (Gap.DEPUTY, "has_deputy"),
    (Gap.MANAGER, "has_manager"),
    (Gap.HOURS, "has_hours"),
    (Gap.DUTY_PHONE, "has_duty_phone"),
    (Gap.DEPUTY_PHONE, "has_deputy_phone"),
    (Gap.MANAGER_PHONE, "has_manager_phone"),
    (Gap.PROTOCOL, "has_protocol"),
    (Gap.OFFICER, "has_officer"),
)


def holds_for(check: str) -> timedelta:
    """`alert_test` or `crisis_check`."""
    return timedelta(days=catalogue_file("mood_cover")["holds_for_days"][check])


def gaps(facts: Facts, today: date) -> tuple[Gap, ...]:
    """Everything that is missing; empty: PHQ-9 may be asked."""
    found = {gap for gap, fact in NEEDED if not getattr(facts, fact)}
    found |= {Gap.STOPPED} if facts.is_stopped else set()
    found |= {Gap.ONE_PERSON} if facts.is_one_person else set()
    found |= {*crisis_gaps(facts, today), *test_gaps(facts, today)}
    return tuple(gap for gap in Gap if gap in found)


def crisis_gaps(facts: Facts, today: date) -> Iterator[Gap]:
    if facts.crisis_on is None:
        yield Gap.CRISIS
    elif today > facts.crisis_on + holds_for("crisis_check"):
        yield Gap.CRISIS_OLD


def test_gaps(facts: Facts, today: date) -> Iterator[Gap]:
    """A test counts from the day it was sent, once somebody said that it came."""
    if facts.answered_on is not None and today <= facts.answered_on + holds_for("alert_test"):
        return
    if facts.tested_on is None:
        yield Gap.TEST
    elif facts.answered_on is None or facts.tested_on > facts.answered_on:
        yield Gap.TEST_UNANSWERED
    else:
        yield Gap.TEST_OLD


SOON = timedelta(days=7)


def ends_soon(until: date | None, today: date) -> bool:
    """Within a week the questions change by themselves: time to check again before."""
    return until is not None and today <= until <= today + SOON


def good_until(facts: Facts) -> date | None:
    """The last day on which the cover stands without a new check; None when a check was never done."""
    if facts.crisis_on is None or facts.answered_on is None:
        return None
    return min(facts.crisis_on + holds_for("crisis_check"), facts.answered_on + holds_for("alert_test"))
