"""For whoever runs it: how many messages wait, how late the first of them is, and what came of all that left. Numbers, never names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlmodel import Session, col, select

from webapp.base.clock import now, wall
from webapp.database.plain import Plain
from webapp.database.session import Database
from webapp.messages.models import MessageState, MessageTally, QueueEntry
from webapp.people.models import Way

# A message that could go, and has not for so long, is late: nobody sends, or more comes than goes.
LATE = timedelta(minutes=15)
COUNTED = {MessageState.ACCEPTED: "sent", MessageState.DELIVERED: "delivered", MessageState.FAILED: "failed", MessageState.UNKNOWN: "unknown"}
ADD = Plain(
    sa.text(
        "INSERT INTO message_tally (way, came_of, many) VALUES (:way, :came_of, :many) "
        "ON CONFLICT (way, came_of) DO UPDATE SET many = message_tally.many + excluded.many"
    )
)


def tally(session: Session, counts: Mapping[tuple[Way, MessageState], int]) -> None:
    """The last thing in a transaction, in one order: whoever counts holds up the others who do."""
    rows = [{"way": way.value, "came_of": COUNTED[state], "many": many} for (way, state), many in sorted(counts.items()) if state in COUNTED]
    if rows:
        ADD.change_each(session, rows)


def could_have_gone_by(at: datetime) -> tuple:
    """What has been free and due since before `at`, and is held for nobody."""
    return col(QueueEntry.free_at) <= at, sa.or_(col(QueueEntry.due_at).is_(None), col(QueueEntry.due_at) <= wall() - (now() - at))


def is_late(session: Session) -> bool:
    return session.execute(sa.select(col(QueueEntry.id)).where(*could_have_gone_by(now() - LATE)).limit(1)).first() is not None


def lateness(session: Session) -> float:
    """Seconds since the first that waits could have gone; 0 when none could."""
    since = sa.case((sa.or_(col(QueueEntry.due_at).is_(None), col(QueueEntry.due_at) < QueueEntry.free_at), QueueEntry.free_at), else_=QueueEntry.due_at)
    first = session.scalar(sa.select(sa.func.min(since)).where(*could_have_gone_by(now())))
    return max(0.0, (now() - first).total_seconds()) if first else 0.0


def measures(database: Database) -> Iterator[Metric]:
    waits = GaugeMetricFamily("in_my_words_messages_waiting", "Messages in the queue, by what they wait for", labels=["for"])
    gone = CounterMetricFamily("in_my_words_messages", "What came of messages, by way", labels=["way", "came_of"])
    with database.reading() as session:
        held = select(col(QueueEntry.held_for), sa.func.count()).group_by(col(QueueEntry.held_for))
        for waits_for, many in with_nobody(session.exec(held).all()):
            waits.add_metric([waits_for], many)
        late = lateness(session)
        for one in session.exec(select(MessageTally).order_by(col(MessageTally.way), col(MessageTally.came_of))):
            gone.add_metric([one.way.value, one.came_of], one.many)
    yield from (waits, GaugeMetricFamily("in_my_words_messages_late_seconds", "Since the first that waits could have gone", value=late), gone)


def with_nobody(rows: Iterable) -> Iterator[tuple[str, int]]:
    found = {waits_for.value if waits_for else "worker": many for waits_for, many in rows}
    yield from ({"worker": 0} | found).items()
