"""The invitation record of one person, as the whole team reads it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.messages.models import Message
from webapp.pathway.models import Cycle
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.recall.models import Attempt, Recall, RecallMonth, Reply
from webapp.recall.offer import Offer, offer_status
from webapp.recall.queries import IS_OPEN, month_chosen_by


@dataclass(frozen=True)
class Record:
    """`attempts` with the message of each, `replies` and `recalls`: the newest first. `standing` is the recall that goes on, if one does."""

    cycle: Cycle | None
    standing: Recall | None
    recalls: list[Recall]
    attempts: list[tuple[Attempt, Message | None]]
    replies: list[Reply]
    offer: Offer
    month: RecallMonth | None


def record_of(session: Session, person: Person, practice_id: UUID) -> Record:
    """What this practice asked; what another one did before stays with it."""
    cycle = open_cycle(session, person.id)
    asked = select(Recall).where(Recall.person_id == person.id, Recall.practice_id == practice_id)
    recalls = list(session.exec(asked.order_by(col(Recall.begun_at).desc(), col(Recall.id))))
    ours = [recall.id for recall in recalls]
    tried = select(Attempt, Message).outerjoin(Message, col(Message.id) == Attempt.message_id).where(col(Attempt.recall_id).in_(ours))
    said = select(Reply).where(col(Reply.recall_id).in_(ours)).order_by(col(Reply.at).desc(), col(Reply.id))
    replies = list(session.exec(said))
    this_year = [recall.id for recall in recalls if cycle and recall.cycle_id == cycle.id]
    newest = next((reply for reply in replies if reply.recall_id in this_year), None)
    is_sure = bool(newest and newest.sure_at)
    return Record(
        cycle=cycle,
        standing=next((recall for recall in recalls if recall.ended_at is None), None),
        recalls=recalls,
        attempts=[(row[0], row[1]) for row in session.exec(tried.order_by(col(Attempt.made_at).desc(), col(Attempt.id)))],
        replies=replies,
        offer=offer_status(cycle.stage if cycle else None, asked=bool(this_year), said=newest.said if newest else None, is_sure=is_sure),
        month=month_chosen_by(session, person.id),
    )


@dataclass(frozen=True)
class LastAsked:
    """For one line on the person's page: the recall that goes on, or the last one, and its newest attempt with its message. `times`: how often in all."""

    recall: Recall
    attempt: Attempt | None
    message: Message | None
    times: int


def last_asked(session: Session, person_id: UUID, practice_id: UUID) -> LastAsked | None:
    found = select(Recall, Attempt, Message).outerjoin(Attempt, col(Attempt.recall_id) == Recall.id).outerjoin(Message, col(Message.id) == Attempt.message_id)
    found = found.where(Recall.person_id == person_id, Recall.practice_id == practice_id)
    rows = session.exec(found.order_by(IS_OPEN.desc(), col(Recall.begun_at).desc(), col(Attempt.made_at).desc().nullslast())).all()
    return LastAsked(*rows[0], times=sum(row[1] is not None for row in rows)) if rows else None
