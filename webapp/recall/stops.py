"""An invitation that waits is asked about once more in the transaction that claims it: has anything stopped the asking meanwhile?"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.messages.models import Message, Waiting
from webapp.messages.rules import INVITES
from webapp.outbox.eligibility import QUESTIONS, Reasons
from webapp.pathway.models import Cycle
from webapp.people.models import Person
from webapp.recall.models import Attempt, Recall
from webapp.recall.queries import stopped_standing

WHY = "nobody asks them any more"


def nobody_asks_any_more(session: Session, messages: Sequence[Message | Waiting]) -> Reasons:
    """They answered, booked, left, or said no: whatever ends the asking ends its texts."""
    asked = [message.id for message in messages if message.kind in INVITES]
    if not asked:
        return {}
    found = sa.select(col(Attempt.message_id)).join(Recall, col(Recall.id) == Attempt.recall_id)
    found = found.join(Cycle, col(Cycle.id) == Recall.cycle_id).join(Person, col(Person.id) == Recall.person_id)
    over = sa.or_(col(Recall.ended_at).is_not(None), stopped_standing())
    return dict.fromkeys(session.scalars(found.where(col(Attempt.message_id).in_(asked), over)), WHY)


QUESTIONS.append(nobody_asks_any_more)
