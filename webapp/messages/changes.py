"""Writing messages. Always the queue row first and the message after it, so that two writers never wait for each other in a circle."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages import hints
from webapp.messages.measures import tally
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry, Waiting
from webapp.messages.rules import COMES_FROM, STILL_UNDER_WAY, at_any_hour
from webapp.messages.wording import words_of
from webapp.messages.words import compose
from webapp.people.card_words import word_for
from webapp.people.models import Person, Way
from webapp.practices.models import Practice
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

MESSAGES: sa.Table = Message.__table__  # type: ignore[attr-defined]


def moves(state: MessageState) -> sa.Update:
    """To `state`, from where the rules allow it."""
    may = sa.or_(*(MESSAGES.c.state == before for before in sorted(COMES_FROM[state])))
    return sa.update(MESSAGES).where(may).values(state=state, state_at=sa.bindparam("at"), why=sa.bindparam("reason"), state_by_id=sa.bindparam("by"))


KEPT_PROVIDER = sa.func.coalesce(sa.bindparam("provider", type_=sa.String()), MESSAGES.c.provider_id)
MOVE_ALL = {state: Plain(moves(state).where(among(MESSAGES.c.id, "ids"))) for state in COMES_FROM}
MOVE_EACH = {state: Plain(moves(state).where(MESSAGES.c.id == sa.bindparam("row")).values(provider_id=KEPT_PROVIDER)) for state in COMES_FROM}


def queue_message(
    session: Session,
    *,
    person: Person,
    practice: Practice,
    to: str,
    kind: MessageKind,
    template: str,
    words: dict,
    due_at: datetime,
    useless_after: datetime,
    language: str = "en",
    way: Way = Way.SMS,
    cohort: str = "",
    by: UUID | None = None,
) -> Message:
    """Write the message and its place in the queue beside the change that asks for it; the worker sends it after the commit.

    `to` is E.164, an e-mail address, or the lines of a letter's address. `template` is `<room>/<name>`, said in the practice's own wording
    where there is one: that of the `cohort` (its key) before that for everyone. The surgery's name and phone and the person's name are added
    to `words`. `by` is an account id. The two times are the pathway's, a code's are true times. Raises Unfit when the words do not fit a text
    or say what a text must not.
    """
    known = {"practice": practice.name, "phone": practice.phone, "name": person.known_as or person.given_name, "minutes": practice.talk_minutes}
    known["card_word"] = None if at_any_hour(kind) else word_for(session, person=person, way=way, by=by)
    worded = words_of(session, practice_id=practice.id, way=way, template=template, language=language, words=known | words, cohort=cohort)
    said = {"kind": kind, "way": way, "template": template, "to": to, "due_at": due_at, "useless_after": useless_after, "made_by_id": by}
    message = Message(person_id=person.id, practice_id=practice.id, **said, **worded._asdict())
    return queued(session, message)


def queue_for_staff(session: Session, *, practice: Practice, to: str, template: str, useless_after: datetime, by: UUID | None = None) -> Message:
    """A text to a member of staff, at any hour and by our own service, always in English. It is about nobody: it has no words but the template's."""
    body = compose(template, "en", practice=practice.name, phone=practice.phone)
    said = {"template": template, "to": to, "body": body, "due_at": now(), "useless_after": useless_after, "made_by_id": by}
    return queued(session, Message(practice_id=practice.id, kind=MessageKind.STAFF_ALERT, **said))


def queued(session: Session, message: Message) -> Message:
    session.add(message)
    session.add(QueueEntry(id=message.id, due_at=None if at_any_hour(message.kind) else message.due_at))
    session.flush()
    hints.wake_after_commit(session)
    return message


def cancel_messages(session: Session, *, person: Person, by: UUID | None, why: str, kinds: tuple[MessageKind, ...] = tuple(MessageKind)) -> int:
    """Stop what waits for one person, in the caller's transaction; returns how many. `by` is an account id.

    One that is being sent is left to be recorded as it was; it is only never tried again.
    """
    return cancel_those(session, sa.select(col(Message.id)).where(col(Message.person_id) == person.id, col(Message.kind).in_(kinds)), by=by, why=why)


def cancel_these(session: Session, *, ids: Collection[UUID], by: UUID | None, why: str) -> int:
    """As `cancel_messages`, for these messages alone."""
    return cancel_those(session, ids, by=by, why=why)


def cancel_those(session: Session, which: Any, *, by: UUID | None, why: str) -> int:
    session.flush()
    wanted = sa.select(col(QueueEntry.id), col(QueueEntry.token), col(QueueEntry.unknown_since)).where(col(QueueEntry.id).in_(which)).with_for_update()
    rows = session.execute(wanted.order_by(col(QueueEntry.id))).all()
    idle = [row.id for row in rows if row.token is None and row.unknown_since is None]
    in_the_air = [row.id for row in rows if row.id not in idle]
    session.execute(sa.update(QueueEntry).where(col(QueueEntry.id).in_(in_the_air)).values(stop_why=why))
    session.execute(sa.delete(QueueEntry).where(col(QueueEntry.id).in_(idle)))
    change_states(session, [StateChange(one, MessageState.CANCELLED, why=why, by=by) for one in idle])
    under_way = sa.select(Message).where(col(Message.id).in_(which), col(Message.state) == MessageState.HANDED_OVER)
    call_back(session, session.scalars(under_way.where(col(Message.state_at) > now() - STILL_UNDER_WAY)).all(), by=by, why=why)
    return len(idle)


def call_back(session: Session, messages: Sequence[Message], *, by: UUID | None, why: str) -> None:
    """They are in a file for the practice's own system, where only staff can stop them: staff are told, once for each person."""
    change_states(session, [StateChange(message.id, MessageState.CALLED_BACK, why=why, by=by) for message in messages])
    for message in messages:
        tell_staff(session, message, why="printed" if message.way is Way.LETTER else "handed_over", kind=TaskKind.STOP_TEXT, urgency=Urgency.NOW)


class StateChange(NamedTuple):
    id: UUID
    state: MessageState
    why: str | None = None
    provider_id: str | None = None
    by: UUID | None = None


def change_states(session: Session, changes: Sequence[StateChange]) -> None:
    """The only place that moves a message's state. A move the table in `rules` does not allow changes nothing."""
    alike: defaultdict[tuple[MessageState, str | None, UUID | None, bool], list[StateChange]] = defaultdict(list)
    for change in changes:
        alike[change.state, change.why, change.by, change.provider_id is None].append(change)
    at = now()
    for (state, why, by, unnamed), group in alike.items():
        if unnamed:
            MOVE_ALL[state].change(session, at=at, reason=why, by=by, ids=[change.id for change in group])
        else:
            rows = [{"row": change.id, "provider": change.provider_id} for change in group]
            MOVE_EACH[state].change_each(session, rows, at=at, reason=why, by=by)
    forget(session, changes)


def forget(session: Session, changes: Sequence[StateChange]) -> None:
    """Rows changed behind the session's back are read again when next looked at."""
    known = session.identity_map.values()
    ids = {change.id for change in changes} if known else set()
    for row in known:
        if isinstance(row, Message) and row.id in ids:
            session.expire(row, ["state", "state_at", "state_by_id", "why", "provider_id"])


def tell_staff(
    session: Session, message: Message | Waiting, *, why: str, kind: TaskKind = TaskKind.FAILED_MESSAGE, urgency: Urgency = Urgency.NEXT_DAY
) -> None:
    """A text did not reach somebody: a human rings or writes instead. One open task for one person, however many texts fail.

    A text follows each notice on a phone, so only one that nobody can tell of is looked at by a human.
    """
    if message.kind is MessageKind.NOTICE and why != "never_known":
        return
    open_task(
        session,
        practice_id=message.practice_id,
        person_id=message.person_id,
        kind=kind,
        subject=f"person:{message.person_id}",
        urgency=urgency,
        why=why,
    )


def record_delivery(session: Session, *, reference: UUID, provider_id: str | None, status: str) -> bool:
    """What the provider tells us later, in any order and as often as it likes. False when the reference is not ours."""
    session.execute(sa.select(col(QueueEntry.id)).where(col(QueueEntry.id) == reference).with_for_update())
    message = session.get(Message, reference, populate_existing=True)
    if message is None:
        return False
    state = MessageState.DELIVERED if status == "delivered" else MessageState.FAILED
    if message.state in COMES_FROM[state]:
        session.execute(sa.delete(QueueEntry).where(col(QueueEntry.id) == reference))
        change_states(session, [StateChange(reference, state, why=None if status == "delivered" else status, provider_id=provider_id)])
        if state is MessageState.FAILED and (status == "permanent-failure" or not at_any_hour(message.kind)):
            tell_staff(session, message, why=status)
        tally(session, {(message.way, state): 1})
    return True
