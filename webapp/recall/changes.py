"""Asking people, the first time and again; and what ends it. The stage is moved by the pathway's one function."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now, today
from webapp.batches.changes import into_batch
from webapp.batches.models import Batch, LeftOut
from webapp.database.among import among
from webapp.messages.changes import cancel_these
from webapp.pathway.changes import begin_next_year, move, start_cycle
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.queries import held_cycle
from webapp.people.models import Person, Registration
from webapp.people.queries import details_too_old, opted_out
from webapp.practices.models import Practice
from webapp.recall.models import Attempt, CameOf, HandOver, Means, Recall, RecallMonth, RecallSetting, Stop
from webapp.recall.queries import held_recall, last_message_state, last_recall, month_chosen_by, open_recall, replies_to, setting_of, standings
from webapp.recall.rules import CALLED_OFF, TRIES, UNDER_WAY, days_after, why_stop
from webapp.recall.tries import Asking, hand_over, try_again
from webapp.reviews.queries import is_due

WHY = "invited to the yearly talk"
FAILED = "failed"


@dataclass
class Invited:
    """What became of asking several people. `skipped`: they are being asked, are further on, or do not want to be asked."""

    written: list[UUID] = field(default_factory=list)
    by_hand: list[UUID] = field(default_factory=list)
    skipped: list[UUID] = field(default_factory=list)
    batch: Batch | None = None


def invite(session: Session, *, people: Sequence[Person], practice: Practice, label: str, by: UUID | None, base_url: str) -> Batch | None:
    """Ask these people to their yearly talk; returns the batch their messages wait in, None when nobody could be written to.

    `label` says why they are asked, `by` is an account id (None: the timetable). Two who press at once ask each person once.
    """
    return ask_people(session, people=people, practice=practice, label=label, by=by, base_url=base_url).batch


def ask_people(session: Session, *, people: Sequence[Person], practice: Practice, label: str, by: UUID | None, base_url: str, cohort: str = "") -> Invited:
    """As `invite`, told in full. Every try says the words of this `cohort`, its key, where the practice has worded them."""
    asking, told = Asking(practice, setting_of(session, practice.id), base_url, by), Invited()
    may = may_be_asked(session, people, practice)
    for person in people:
        cycle = year_to_ask_in(session, person, practice, by) if person.id in may else None
        if cycle is None:
            told.skipped.append(person.id)
            continue
        recall = begin(session, cycle=cycle, label=label, by=by, cohort=cohort)
        went = try_again(session, asking, recall=recall, person=person)
        (told.written if went else told.by_hand).append(person.id)
    if asking.messages:
        left_out = dict.fromkeys(told.by_hand, LeftOut.NO_WAY)
        told.batch = into_batch(session, practice=practice, label=label, messages=asking.messages, by=by, left_out=left_out)
    return told


def may_be_asked(session: Session, people: Sequence[Person], practice: Practice) -> set[UUID]:
    """Alive, with this practice, and they did not say no to being asked."""
    living = {person.id for person in people if person.died_on is None}
    here = sa.select(col(Registration.person_id)).where(col(Registration.practice_id) == practice.id, col(Registration.ended_on).is_(None))
    return set(session.scalars(here.where(among(col(Registration.person_id), "ids")), {"ids": list(living)})) - opted_out(session, living)


def year_to_ask_in(session: Session, person: Person, practice: Practice, by: UUID | None) -> Cycle | None:
    """Their year at the place where they may be asked, and moved to invited. None: they may not be asked now."""
    cycle = held_cycle(session, person.id)
    if cycle is None:
        cycle = start_cycle(session, person_id=person.id, practice_id=practice.id, reason=WHY, by=by)
    if cycle.practice_id != practice.id:
        return None
    if cycle.stage is Stage.INVITED:
        return cycle if may_be_asked_again(session, cycle) else None
    if cycle.stage is not Stage.ENTRY:
        if not is_due(session, cycle, today()):
            return None
        cycle = begin_next_year(session, cycle=cycle, by=by, why=WHY)
    move(session, cycle=cycle, to=Stage.INVITED, by=by, why=WHY)
    return cycle


def may_be_asked_again(session: Session, cycle: Cycle) -> bool:
    """Invited, and nobody asks now: the tries were given up, or the month has come that the person named."""
    last = last_recall(session, cycle.id)
    if last is None or last.ended_why is Stop.GIVEN_UP:
        return True
    if last.ended_why is not Stop.NOT_NOW:
        return False
    replies = replies_to(session, last.id)
    return bool(replies and replies[0].month and replies[0].month <= today())


def begin(session: Session, *, cycle: Cycle, label: str, by: UUID | None, cohort: str = "") -> Recall:
    made = Recall(person_id=cycle.person_id, practice_id=cycle.practice_id, cycle_id=cycle.id, cohort=cohort, label=label, begun_by_id=by)  # type: ignore[call-arg]
    session.add(made)
    session.flush()
    return made


def end(session: Session, *, recall: Recall, why: Stop, by: UUID | None = None) -> None:
    """Nobody asks any more; what waits to be sent is cancelled in this same transaction."""
    if recall.ended_at is not None:
        return
    recall.ended_at, recall.ended_why, recall.ended_by_id, recall.next_on = pathway_now(), why, by, None
    session.add(recall)
    session.flush()
    sent = select(Attempt.message_id).where(Attempt.recall_id == recall.id, col(Attempt.message_id).is_not(None))
    cancel_these(session, ids=[one for one in session.exec(sent) if one], by=by, why=why.value)


def go_on(session: Session, *, recall_id: UUID, base_url: str) -> bool:
    """The next step of one recall, if there is one now: stop, ask again, or hand it to a human. Returns whether anything was done.

    The recall and then its year are held: a second machine, and whoever stops it at the same moment, come before or after, never between.
    """
    recall = held_recall(session, recall_id)
    if recall is None or recall.ended_at is not None:
        return False
    session.get(Cycle, recall.cycle_id, with_for_update=True, populate_existing=True)
    stop = why_stop(standings(session, [recall.id])[recall.id])
    if stop:
        end(session, recall=recall, why=stop)
        return True
    return recall.next_on is not None and next_step(session, recall, base_url)


def next_step(session: Session, recall: Recall, base_url: str) -> bool:
    state, is_time = last_message_state(session, recall), recall.next_on is not None and recall.next_on <= today()
    practice = session.get_one(Practice, recall.practice_id)
    setting = setting_of(session, practice.id)
    if state in CALLED_OFF or state == FAILED:
        hand_over(session, recall=recall, why=HandOver.NOT_SENT if state in CALLED_OFF else HandOver.NOT_DELIVERED)
    elif not is_time:
        return False
    elif state in UNDER_WAY:
        # It still waits for a second person, a printer or a file: the days count from when it went.
        recall.next_on = today() + timedelta(days=days_after(setting, recall.tries))
        session.add(recall)
    elif recall.tries >= TRIES:
        hand_over(session, recall=recall, why=HandOver.NO_REPLY)
    elif details_too_old(session, practice, {recall.person_id}):
        # Who left or died since may not be known here. The batches page asks for a new list.
        return False
    else:
        try_again(session, Asking(practice, setting, base_url), recall=recall, person=session.get_one(Person, recall.person_id))
    return True


def ask_again(session: Session, *, recall_id: UUID, base_url: str) -> bool:
    """The month has come that the person named with "not now"."""
    before = held_recall(session, recall_id)
    if before is None:
        return False
    cycle = session.get(Cycle, before.cycle_id, with_for_update=True, populate_existing=True)
    person, practice = session.get_one(Person, before.person_id), session.get_one(Practice, before.practice_id)
    open_now = cycle is None or cycle.closed_on is not None or open_recall(session, before.cycle_id) is not None
    if open_now or cycle is None or cycle.stage is not Stage.INVITED or person.id not in may_be_asked(session, [person], practice):
        return False
    if not may_be_asked_again(session, cycle):
        return False
    recall = begin(session, cycle=cycle, label=before.label or "", by=None)
    try_again(session, Asking(practice, setting_of(session, practice.id), base_url), recall=recall, person=person)
    return True


def write_attempt(session: Session, *, recall: Recall, means: Means, came_of: CameOf, note: str, by: UUID) -> Attempt:
    """A human phoned, wrote or went there. `by` is an account id."""
    said = {"means": means, "came_of": came_of, "made_by_id": by, "note": note or None}
    made = Attempt(recall_id=recall.id, person_id=recall.person_id, **said)
    session.add(made)
    session.flush()
    return made


def choose_month(session: Session, *, person: Person, month: int | None, by: UUID) -> None:
    """The month in which this person is asked each year; None: the practice's again."""
    standing = month_chosen_by(session, person.id)
    if (standing.month if standing else None) == month:
        return
    if standing:
        standing.ended_at = pathway_now()
        session.add(standing)
        session.flush()
    if month:
        session.add(RecallMonth(person_id=person.id, month=month, by_id=by))
    session.flush()


def change_setting(session: Session, *, practice_id: UUID, chosen: RecallSetting, by: UUID) -> RecallSetting:
    """How this practice asks from now on; tries already planned keep their day."""
    standing = session.exec(select(RecallSetting).where(RecallSetting.practice_id == practice_id)).first() or RecallSetting(practice_id=practice_id)
    for name in ("month", "second_after", "third_after", "last_after", "first_way", "second_way", "third_way"):
        setattr(standing, name, getattr(chosen, name))
    if bool(chosen.by_itself_since) != bool(standing.by_itself_since):
        standing.by_itself_since = chosen.by_itself_since
    standing.set_at, standing.set_by_id = pathway_now(), by
    session.add(standing)
    session.flush()
    return standing
