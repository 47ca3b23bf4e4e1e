"""Before a text goes: is there a phone of theirs that may be told at once? Then the notice goes, and the text waits for the next day, in case
nobody opened it. So a notice is never alone, and whatever may stop a text, a batch or a stop button, stops its notice with it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts.models import Account, SignIn, Tier
from webapp.base.clock import today, wall
from webapp.messages.models import Message, MessageKind, MessageState, Waiting
from webapp.messages.rules import may_worry
from webapp.outbox.eligibility import FIRST, OF_ALL, PROMPT, QUESTIONS, Reasons
from webapp.people.models import Way
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time
from webapp.push.models import PushNotice, PushSubscription
from webapp.push.notices import queue_notice
from webapp.push.queries import live, of_people
from webapp.push.rules import text_follows_at

# What the app itself can show to whoever taps. A changed date is told by text at once, a code is never a notice, and the page that answers an
# invitation is reached by its own link alone.
KINDS = frozenset({MessageKind.CHOSEN, MessageKind.PACK_READY, MessageKind.REMINDER})
WAYS = frozenset({Way.SMS, Way.EMAIL})
OVER = (MessageState.CANCELLED, MessageState.CALLED_BACK)


def notices_first(session: Session, messages: Sequence[Message | Waiting]) -> dict[UUID, datetime]:
    """Queues the notices, and answers until when each text waits for them."""
    told = [message for message in messages if message.kind in KINDS and message.way in WAYS and message.person_id]
    devices = of_people(session, {message.person_id for message in told if message.person_id}, today()) if told else {}
    wanted = [message for message in told if message.person_id in devices]
    passed = not_first(session, wanted) if wanted else set()
    waits: dict[UUID, datetime] = {}
    for message in [message for message in wanted if message.id not in passed]:
        practice = session.get_one(Practice, message.practice_id)
        until = text_follows_at(wall(), message.useless_after, partial(next_sending_time, practice, worrying=may_worry(message.kind)))
        if until:
            waits[message.id] = until
            for device in devices[message.person_id]:  # type: ignore[index]
                queue_notice(session, device, practice=practice, kind=MessageKind.NOTICE, useless_after=until, text_id=message.id)
    return waits


def not_first(session: Session, messages: Sequence[Message | Waiting]) -> set[UUID]:
    """Those that had their notice, and those that somebody must see go, as the first few of a batch."""
    had = select(PushNotice.text_id).where(col(PushNotice.text_id).in_([message.id for message in messages]))
    return {one for one in session.exec(had) if one}.union(*(question(session, messages) for question in PROMPT))


def opened_by_now(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """A text whose notice was tapped, or whose person came in since by themselves, need not follow."""
    asked = [message.id for message in messages if message.way in WAYS and message.kind in KINDS]
    if not asked:
        return {}
    came_in = sa.exists().where(
        col(SignIn.account_id) == Account.id,
        col(SignIn.tier).in_((Tier.OWN, Tier.STRONG)),
        col(SignIn.seen_at) > PushNotice.made_at,
    )
    opened = sa.or_(col(PushNotice.opened_at).is_not(None), came_in)
    notices = select(PushNotice.text_id).outerjoin(Account, col(Account.person_id) == PushNotice.person_id)
    return {one: "opened on the phone" for one in session.exec(notices.where(col(PushNotice.text_id).in_(asked), opened)) if one}


def nobody_to_notify(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """It was turned off meanwhile, the phone is not theirs any more, or what it was about is not wanted."""
    pushes = [message.id for message in messages if message.way is Way.PUSH]
    asked = session.exec(select(PushNotice.id).where(col(PushNotice.id).in_(pushes))).all() if pushes else []
    if not asked:
        return {}
    text = sa.orm.aliased(Message)
    stands = live(today()).with_only_columns(PushNotice.id).join(PushNotice, col(PushNotice.subscription_id) == PushSubscription.id).order_by(None)
    stands = stands.outerjoin(text, col(text.id) == PushNotice.text_id).where(col(PushNotice.id).in_(asked))
    kept = set(session.scalars(stands.where(sa.or_(col(text.id).is_(None), col(text.state).not_in(OVER)))))
    return {one: "not wanted on this phone" for one in asked if one not in kept}


FIRST.append(notices_first)
QUESTIONS.append(opened_by_now)
# A trial goes at any hour.
OF_ALL.append(nobody_to_notify)
