"""Two clocks: `now()` for leases, sign-ins and codes; `wall()` and `today()` for the pathway, which the demo may move."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_shift: ContextVar[timedelta] = ContextVar("pathway_shift", default=timedelta())


def now() -> datetime:
    """The true time, UTC. Never moved by the demo."""
    return datetime.now(UTC)


def shift_pathway(by: timedelta) -> None:
    """Move the pathway's clock for this request or job only."""
    _shift.set(by)


def pathway_now() -> datetime:
    """The pathway's time, UTC: the when of a stage, a release, a pack, an answer."""
    return now() + _shift.get()


def wall() -> datetime:
    """The pathway's time in the UK, aware."""
    return pathway_now().astimezone(LONDON)


def today() -> date:
    """The pathway's date in the UK."""
    return wall().date()


def in_london(at: datetime) -> datetime:
    return at.astimezone(LONDON)


def london(day: date, at: time) -> datetime:
    """A UK day and time as an aware UTC datetime, the form every table keeps."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
