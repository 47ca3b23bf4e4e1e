"""One notice to one browser: queued beside the change that asks for it, as every message is."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now, wall
from webapp.messages.changes import queue_message
from webapp.messages.models import MessageKind
from webapp.people.models import Person, Way
from webapp.practices.models import Practice
from webapp.push.models import PushNotice, PushSubscription

# One constant sentence, in the person's language, whatever is new.
TEMPLATE = "push/waits"
TRIAL_LASTS = timedelta(hours=1)


def queue_notice(session: Session, device: PushSubscription, *, practice: Practice, kind: MessageKind, useless_after: datetime, text_id: UUID | None) -> None:
    person = session.get_one(Person, device.person_id)
    times = {"due_at": wall(), "useless_after": useless_after}
    whose = {"person": person, "practice": practice, "to": device.address.as_text(), "language": person.language}
    made = queue_message(session, **whose, **times, kind=kind, template=TEMPLATE, words={}, way=Way.PUSH)
    session.add(PushNotice(id=made.id, subscription_id=device.id, person_id=person.id, text_id=text_id))
    session.flush()


def try_out(session: Session, *, device: PushSubscription, practice: Practice) -> None:
    """One notice, now, because its owner wants to see it. No text follows."""
    queue_notice(session, device, practice=practice, kind=MessageKind.TRIAL, useless_after=now() + TRIAL_LASTS, text_id=None)


def note_opened(session: Session, *, person_id: UUID) -> None:
    """The person came in by a notice: no text follows any that went before."""
    unopened = col(PushNotice.person_id) == person_id, col(PushNotice.opened_at).is_(None)
    session.execute(sa.update(PushNotice).where(*unopened).values(opened_at=now()))
