"""Reading where somebody stands between two yearly talks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import in_london, today, wall
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage
from webapp.pathway.queries import STANDS, conversation_of, open_cycle
from webapp.plans.queries import plan_of
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.reviews.rules import is_review_due, next_talk_by
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_task

# Who stepped aside and is still with the surgery asks for the talk whenever they like.
WAY_BACK = (Stage.LOOKING_AFTER_MYSELF, Stage.DECLINED)


def subject_of(person_id: UUID) -> str:
    return f"yearly_talk:{person_id}"


def talk_day_of(session: Session, cycle: Cycle) -> date | None:
    talk = conversation_of(session, cycle.id)
    return in_london(talk.starts_at).date() if talk else None


def last_talk_day(session: Session, person_id: UUID) -> date | None:
    """The day of the last talk that was held, this year's or one before."""
    found = select(Appointment.starts_at).where(Appointment.person_id == person_id, Appointment.kind == AppointmentKind.CONVERSATION, *STANDS)
    at = session.exec(found.where(col(Appointment.starts_at) <= wall()).order_by(col(Appointment.starts_at).desc()).limit(1)).first()
    return in_london(at).date() if at else None


def is_due(session: Session, cycle: Cycle | None, on: date) -> bool:
    """May the next year begin on this day?"""
    if cycle is None:
        return False
    plan = plan_of(session, cycle.person_id)
    return is_review_due(next_talk_by(cycle.stage, plan and plan.review_on, talk_day_of(session, cycle)), on)


@dataclass(frozen=True)
class YearlyTalk:
    """What a plan says of the next yearly talk. `is_time`: it is due. `may_come_back`: they stepped aside, and this is the way back.

    `by`: the day by whose end somebody is in touch with who asked. `booked_at` is aware."""

    may_ask: bool = False
    is_time: bool = False
    may_come_back: bool = False
    invited: bool = False
    asked: bool = False
    is_late: bool = False
    by: date | None = None
    booked_at: datetime | None = None


def yearly_talk(session: Session, *, practice: Practice, person_id: UUID) -> YearlyTalk | None:
    """None when nothing is to be said: the review is far off, the person stepped aside, or there was no talk yet."""
    cycle = open_cycle(session, person_id)
    if cycle is None:
        return None
    task = open_task(session, practice.id, TaskKind.TALK_WANTED, subject_of(person_id))
    if cycle.stage is Stage.GATHERING and (talk := conversation_of(session, cycle.id)) and talk.starts_at > wall():
        return YearlyTalk(booked_at=talk.starts_at)
    due = is_due(session, cycle, today())
    if task or cycle.stage is Stage.INVITED:
        by, is_time = in_london(task.due_at).date() if task and task.due_at else read_by(practice, wall()), due or cycle.stage in (Stage.ENTRY, Stage.INVITED)
        return YearlyTalk(is_time=is_time, invited=cycle.stage is Stage.INVITED, asked=task is not None, is_late=by < today(), by=by)
    if cycle.stage in WAY_BACK or due:
        return YearlyTalk(is_time=due, may_ask=True, may_come_back=cycle.stage in WAY_BACK, by=read_by(practice, wall()))
    return None
