"""Every quarter-hour of 2026 to 2030 through what decides when a message goes, against hours reckoned here from the calendar alone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest

from tests.people_cast import a_person
from webapp.base.clock import london, now
from webapp.outbox.claiming import claim
from webapp.practices.models import Nation, Practice
from webapp.practices.working_days import next_sending_time

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
UK = ZoneInfo("Europe/London")
# In the night to these Sundays the clocks go forward, and back.
MISSING = [date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26), date(2029, 3, 25), date(2030, 3, 31)]
DOUBLED = [date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29), date(2029, 10, 28), date(2030, 10, 27)]


@cache
def is_open(nation: str, day: date) -> bool:
    return day.isoweekday() <= 5 and day not in holidays.country_holidays("GB", subdiv=nation, years=day.year)


def may_go(nation: str, at: datetime, worrying: bool) -> bool:
    """From nine until six on a working day; what may worry not after noon before a day when nobody can be asked."""
    local = at.astimezone(UK)
    last = 18 if not worrying or is_open(nation, local.date() + timedelta(days=1)) else 12
    return is_open(nation, local.date()) and 9 <= local.hour < last


ALL = [(nation, worrying) for nation in Nation for worrying in (False, True)]


@pytest.mark.parametrize(("nation", "worrying"), [one if one[0] is Nation.ENGLAND else pytest.param(*one, marks=pytest.mark.soak) for one in ALL])
def test_nothing_goes_outside_hours_and_what_waits_goes_at_the_first_moment_it_may(nation, worrying):
    practice = Practice(code="Z99901", name="Tree Tops", phone="", nation=nation)
    at, waits, gone = FIRST, None, 0
    while at < LAST:
        goes = next_sending_time(practice, at, worrying=worrying)
        assert (goes == at) is may_go(nation, at, worrying), at
        # Whatever waited was promised this very moment.
        assert waits is None or goes == max(waits, at) == waits, at
        waits, gone, at = (None, gone + 1, at + QUARTER) if goes == at else (goes, gone, at + QUARTER)
    assert gone > 35_000


def test_a_reminder_due_in_an_hour_that_is_missing_or_comes_twice_goes_once(database, queue, session, practice, clock):
    """Each quarter of both the missing and the doubled hour, the second time too; looked at every quarter-hour around it and at each later nine o'clock."""
    queued, sent = [], []
    for night in sorted(MISSING + DOUBLED):
        clock.move_to(london(night - timedelta(days=3), time(12)))
        due = [london(night, time(1, minute)) for minute in (0, 15, 30, 45)] + [datetime.combine(night, time(1, 30), UK).replace(fold=1)]
        for place, at in enumerate(due):
            queued.append(queue(who=a_person(session, practice, given=f"Sam{place}"), due=at - now(), useless=timedelta(days=12), commit=False).id)
        session.commit()
        looks = [london(night, time()) + step * QUARTER for step in range(16)]
        looks += [london(night + timedelta(days=days), time(9)) + step * QUARTER for days in range(1, 4) for step in (-1, 0, 1)]
        for at in looks:
            clock.move_to(at)
            with database.writing() as own:
                sent += [(errand.id, at) for errand in claim(own, limit=50, lease=10**9, quarantine=60)]
    assert sorted(one for one, _at in sent) == sorted(queued)
    assert all(may_go("ENG", at, worrying=False) for _one, at in sent)
