"""Texts that the person chose. At most one a day; stopped with one tap, and by a stop of texts, by leaving, by saying no, by death."""

from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london, london, pathway_now, today, wall
from webapp.messages.changes import cancel_these, queue_message
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.messages.words import Unfit
from webapp.pathway.models import Cycle, Stage, StageMove
from webapp.people.models import ContactChoice, Person, Stop
from webapp.people.queries import mobile_of, practice_of
from webapp.plans import reminders
from webapp.plans.queries import plan_of, whole_plan
from webapp.plans.rules import Progress
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time
from webapp.progress.models import Nudge, NudgeKind
from webapp.progress.notes import standings

GOALS, REVIEW, CHECK_IN = "progress/how_is_it_going", "progress/review_near", "progress/check_in"
TEMPLATES = {NudgeKind.GOALS: GOALS, NudgeKind.REVIEW: REVIEW}
ONE_A_DAY = (reminders.TEMPLATE, GOALS, REVIEW, CHECK_IN)
EVERY_DAYS = (7, 14, 28)
# The text about the review goes so long before its day.
BEFORE_REVIEW = timedelta(days=14)
NOT_WANTED = "not wanted any more"

chose_no_texts = col(ContactChoice.stops).in_((Stop.TEXTS, Stop.ALL_BUT_PAPER))
texts_stopped = sa.exists().where(col(ContactChoice.person_id) == Nudge.person_id, chose_no_texts, col(ContactChoice.since) >= Nudge.since)
stepped_aside = sa.exists().where(
    col(StageMove.cycle_id) == Cycle.id,
    col(Cycle.person_id) == Nudge.person_id,
    col(StageMove.to_stage).in_((Stage.LEFT, Stage.DECLINED, Stage.DIED)),
    col(StageMove.at) >= Nudge.chosen_at,
)
STANDS = (col(Nudge.ended_at).is_(None), ~texts_stopped, ~stepped_aside)


def nudges_of(session: Session, person_id: UUID) -> dict[NudgeKind, Nudge]:
    """Those that stand."""
    return {one.kind: one for one in session.exec(select(Nudge).where(Nudge.person_id == person_id, *STANDS).order_by(col(Nudge.chosen_at)))}


def choose_nudge(session: Session, *, person_id: UUID, kind: NudgeKind, every_days: int, by: UUID) -> None:
    """What stood before of this kind ends. `by` is an account id."""
    stop_nudge(session, person_id=person_id, kind=kind, by=by)
    next_on = today() + timedelta(days=every_days) if kind is NudgeKind.GOALS else today()
    session.add(Nudge(person_id=person_id, kind=kind, every_days=every_days, next_on=next_on, by_id=by))
    session.flush()


def stop_nudge(session: Session, *, person_id: UUID, kind: NudgeKind | None, by: UUID) -> None:
    """One kind, or all. What waits is cancelled in this same transaction."""
    found = select(Nudge).where(Nudge.person_id == person_id, col(Nudge.ended_at).is_(None))
    for one in session.exec(found.where(Nudge.kind == kind) if kind else found):
        one.ended_at, one.ended_by_id = pathway_now(), by
        session.add(one)
        cancel_these(session, ids=[one.message_id] if one.message_id else [], by=by, why=NOT_WANTED)
    session.flush()


def has_text_on(session: Session, person_id: UUID, day: date) -> bool:
    """Does a text that somebody chose go to this person on that day, or did it?"""
    found = select(Message.due_at).where(Message.person_id == person_id, col(Message.template).in_(ONE_A_DAY), Message.state != MessageState.CANCELLED)
    return any(in_london(at).date() == day for at in session.exec(found))


def due_nudges(session: Session, on: date) -> list[UUID]:
    return list(session.exec(select(Nudge.id).where(*STANDS, col(Nudge.next_on) <= on).order_by(col(Nudge.next_on), col(Nudge.id))))


def send_nudge(session: Session, *, nudge_id: UUID, base_url: str) -> bool:
    """Queue its text, or put it off. The person is held, so that two machines, or two nudges of a day, send one."""
    nudge = session.exec(select(Nudge).where(Nudge.id == nudge_id, *STANDS).with_for_update()).first()
    if nudge is None or nudge.next_on > today():
        return False
    person = session.exec(select(Person).where(Person.id == nudge.person_id).with_for_update()).one()
    practice = practice_of(session, person.id)
    wanted_on = day_for(session, nudge)
    session.add(nudge)
    if practice is None or wanted_on > today() or not reminders.may_remind(session, person.id):
        nudge.next_on = max(wanted_on, today() + timedelta(days=1))
        return False
    message = text(session, person=person, practice=practice, template=TEMPLATES[nudge.kind], base_url=base_url)
    if message is None:
        nudge.next_on = today() + timedelta(days=1)
        return False
    nudge.message_id, nudge.next_on = message.id, today() + timedelta(days=nudge.every_days)
    return True


def text(session: Session, *, person: Person, practice: Practice, template: str, base_url: str) -> Message | None:
    """None when another text goes today, or none can: it is put off to another day."""
    due_at, mobile = next_sending_time(practice, wall()), mobile_of(session, person.id)
    if mobile is None or in_london(due_at).date() != today() or has_text_on(session, person.id, today()):
        return None
    times = {"due_at": due_at, "useless_after": london(today(), practice.sends_until)}
    whose = {"person": person, "practice": practice, "to": mobile.value, "language": person.language}
    kind = MessageKind.CHOSEN if template in TEMPLATES.values() else MessageKind.REMINDER
    try:
        return queue_message(session, **whose, **times, kind=kind, template=template, words={"link": f"{base_url.rstrip('/')}/my-plan"})
    except Unfit:
        return None


def day_for(session: Session, nudge: Nudge) -> date:
    """The day on which it is of use: later than today when there is nothing to ask after now."""
    later, plan = today() + timedelta(days=7), plan_of(session, nudge.person_id)
    if plan is None:
        return later
    if nudge.kind is NudgeKind.REVIEW:
        return later if plan.review_on is None or plan.review_on < today() else plan.review_on - BEFORE_REVIEW
    return nudge.next_on if has_goal_to_do(session, nudge.person_id) else later


def has_goal_to_do(session: Session, person_id: UUID) -> bool:
    whole = whole_plan(session, person_id)
    over = (Progress.DONE, Progress.CHANGED_MIND)
    return whole is not None and any(how not in over for how in standings(session, person_id, whole).values())


def cancel_when_all_is_done(session: Session, *, person_id: UUID, by: UUID) -> None:
    """The last goal is done: the text that waits is stopped in this same transaction. The choice stays, for the next goal."""
    waiting = [one.message_id for kind, one in nudges_of(session, person_id).items() if kind is NudgeKind.GOALS and one.message_id]
    if waiting and not has_goal_to_do(session, person_id):
        cancel_these(session, ids=waiting, by=by, why="every goal is done")
