"""What became of notices: a browser that is gone ends, one that works says when, and a text whose notice went nowhere need not wait. Safe to run twice."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now, today, wall
from webapp.database.session import Database
from webapp.messages.changes import cancel_these
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.push import beside as beside
from webapp.push.changes import end
from webapp.push.models import Ended, PushNotice, PushSubscription
from webapp.push.queries import NOT_ENDED, live

# After so long without a push service that took it, the text goes.
LONG_ENOUGH = timedelta(minutes=10)
# What is older than this was settled long ago.
RECENT = timedelta(days=3)
WENT = (MessageState.ACCEPTED, MessageState.DELIVERED)
NOWHERE = (MessageState.FAILED, MessageState.CANCELLED)


def settle_notices(database: Database) -> int:
    """Returns how many devices ended and how many texts go sooner."""
    with database.writing() as session:
        did = end_the_gone(session) + end_the_forgotten(session)
        note_the_working(session)
        return did + bring_forward(session)


def recent(*conditions):
    return sa.select(PushNotice.subscription_id).join(Message, col(Message.id) == PushNotice.id).where(col(PushNotice.made_at) > now() - RECENT, *conditions)


def end_the_gone(session: Session) -> int:
    gone = set(session.scalars(recent(col(Message.state) == MessageState.FAILED, col(Message.why) == "gone")))
    return len(gone) * end(session, col(PushSubscription.id).in_(gone), why=Ended.GONE) if gone else 0


def end_the_forgotten(session: Session) -> int:
    """The phone is not remembered any more, the account ended, or the person died: the fact gets its date."""
    stand = live(today()).with_only_columns(PushSubscription.id).order_by(None)
    return int(end(session, col(PushSubscription.id).not_in(stand), why=Ended.PHONE))


def note_the_working(session: Session) -> None:
    took = recent(col(Message.state).in_(WENT), NOT_ENDED, sa.func.coalesce(PushSubscription.worked_at, PushSubscription.made_at) < Message.state_at)
    found = took.join(PushSubscription, col(PushSubscription.id) == PushNotice.subscription_id).add_columns(sa.func.max(Message.state_at))
    for subscription_id, at in session.execute(found.group_by(PushNotice.subscription_id)).all():
        session.execute(sa.update(PushSubscription).where(col(PushSubscription.id) == subscription_id).values(worked_at=at))


def bring_forward(session: Session) -> int:
    """Texts none of whose notices went: all failed, or none was taken in time, and those still trying are stopped."""
    waits = sa.select(PushNotice.text_id, PushNotice.id, PushNotice.made_at, Message.state).join(Message, col(Message.id) == PushNotice.id)
    waits = waits.join(QueueEntry, col(QueueEntry.id) == PushNotice.text_id).where(col(QueueEntry.token).is_(None), col(QueueEntry.held_at).is_(None))
    notices: dict[UUID, list] = {}
    for row in session.execute(waits.where(col(QueueEntry.due_at) > wall(), col(PushNotice.made_at) > now() - RECENT)).all():
        notices.setdefault(row.text_id, []).append(row)
    late = [one for one, rows in notices.items() if all(is_nowhere(row) for row in rows)]
    cancel_these(session, ids=[row.id for one in late for row in notices[one]], by=None, why="the text goes instead")
    session.execute(sa.update(QueueEntry).where(col(QueueEntry.id).in_(late)).values(due_at=wall()))
    return len(late)


def is_nowhere(row) -> bool:
    return row.state in NOWHERE or (row.state not in WENT and row.made_at < now() - LONG_ENOUGH)
