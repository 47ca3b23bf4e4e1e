"""One try: the first way that reaches the person, a link of its own, the text and its place in the record, in one transaction. Or a human."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from webapp.accounts.links import made_link
from webapp.accounts.models import LinkKind
from webapp.base.clock import pathway_now, today, wall
from webapp.messages.models import Message, MessageKind
from webapp.outbox.reaching import queue_by_best_way
from webapp.people.models import Person, Way
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time
from webapp.recall.models import Attempt, HandOver, Means, Recall, RecallSetting
from webapp.recall.rules import BY_ITSELF, LINK_LASTS, days_after, month_of_talk, way_of_try

TEMPLATES = ("recall/first", "recall/second", "recall/third")
WEEK = timedelta(days=7)


@dataclass
class Asking:
    """What is the same for everybody who is asked in one go. `by` is an account id, None for the timetable."""

    practice: Practice
    setting: RecallSetting
    base_url: str
    by: UUID | None = None
    messages: list[Message] = field(default_factory=list)


def try_again(session: Session, asking: Asking, *, recall: Recall, person: Person) -> Message | None:
    """The next try of a recall that goes on. None: nobody can write to this person, and a human takes over."""
    number, day = recall.tries + 1, today()
    wait = timedelta(days=days_after(asking.setting, number))
    link, secret = made_link(session, person=person, practice=asking.practice, kind=LinkKind.INVITATION, dies_on=day + LINK_LASTS)
    said = {"link": f"{asking.base_url.rstrip('/')}/r/{secret}", "month": month_of_talk(today())}
    times = {"due_at": next_sending_time(asking.practice, wall()), "useless_after": wall() + max(wait, WEEK)}
    about = {"practice": asking.practice, "kind": MessageKind.INVITATION, "template": TEMPLATES[number - 1], "words": said, "cohort": recall.cohort}
    about |= {"by": asking.by, **times}
    wanted = way_of_try(asking.setting, number)
    message = queued(session, person, about, {Way(wanted)}) or queued(session, person, about, {Way(means) for means in BY_ITSELF})
    if message is None:
        link.stopped_at, link.stopped_why = pathway_now(), "it went nowhere"
        hand_over(session, recall=recall, why=HandOver.NO_WAY)
        return None
    attempt = Attempt(recall_id=recall.id, person_id=person.id, number=number, means=Means(message.way), message_id=message.id, link_id=link.id)
    attempt.made_by_id = asking.by
    session.add(attempt)
    recall.tries, recall.next_on = number, day + wait
    session.add(recall)
    session.flush()
    asking.messages.append(message)
    return message


def queued(session: Session, person: Person, about: dict, ways: Set[Way]) -> Message | None:
    # A push alone may be seen by nobody.
    return queue_by_best_way(session, person=person, ways=ways - {Way.PUSH}, **about)


def hand_over(session: Session, *, recall: Recall, why: HandOver) -> None:
    """From now on a human asks: the person stands in "other ways to reach"."""
    recall.next_on, recall.by_hand_since, recall.by_hand_why = None, pathway_now(), why
    session.add(recall)
    session.flush()
