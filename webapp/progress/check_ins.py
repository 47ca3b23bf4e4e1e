"""Somebody looks after themselves: as agreed, they are asked now and then how they are. Three questions; the answers say well, or more help."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now, today
from webapp.content.living import answer_within_days, check_in_questions
from webapp.messages.changes import cancel_these
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person, Registration
from webapp.plans.reminders import may_remind
from webapp.practices.models import Practice
from webapp.progress.models import Agreed, CheckIn, Way
from webapp.progress.more_help import ask_for_help
from webapp.progress.nudges import CHECK_IN, text
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind

OPEN = (col(CheckIn.answered_at).is_(None), col(CheckIn.closed_at).is_(None))
LOOKS_AFTER = (
    col(Cycle.person_id) == col(Agreed.person_id),
    col(Cycle.practice_id) == col(Agreed.practice_id),
    col(Cycle.closed_on).is_(None),
    Cycle.stage == Stage.LOOKING_AFTER_MYSELF,
)


def looks_after_self(session: Session, person_id: UUID) -> bool:
    cycle = open_cycle(session, person_id)
    return cycle is not None and cycle.stage is Stage.LOOKING_AFTER_MYSELF


def agreed_with(session: Session, person_id: UUID, practice_id: UUID) -> Agreed | None:
    found = select(Agreed).where(Agreed.person_id == person_id, Agreed.practice_id == practice_id, col(Agreed.ended_at).is_(None))
    return session.exec(found.order_by(col(Agreed.agreed_at).desc())).first()


def agree_check_ins(session: Session, *, person: Person, practice: Practice, weeks: int, way: Way, by: UUID) -> None:
    """Agreed at the talk: from now on they look after themselves. Raises MoveRefused. `by` is an account id."""
    before = agreed_with(session, person.id, practice.id)
    if before is not None:
        before.ended_at = pathway_now()
        session.add(before)
    if not looks_after_self(session, person.id):
        step_aside(session, person=person, to=Stage.LOOKING_AFTER_MYSELF, by=by, why="agreed at the talk")
    next_on = today() + timedelta(weeks=weeks)
    session.add(Agreed(person_id=person.id, practice_id=practice.id, every_weeks=weeks, way=way, next_on=next_on, agreed_by_id=by))
    session.flush()


def waiting_check_in(session: Session, person_id: UUID, practice_id: UUID) -> CheckIn | None:
    found = select(CheckIn).where(CheckIn.person_id == person_id, CheckIn.practice_id == practice_id, *OPEN)
    return session.exec(found.order_by(col(CheckIn.asked_at).desc())).first()


def check_ins_of(session: Session, person_id: UUID, practice_id: UUID) -> list[CheckIn]:
    """Newest first; what another surgery asked stays there."""
    found = select(CheckIn).where(CheckIn.person_id == person_id, CheckIn.practice_id == practice_id)
    return list(session.exec(found.order_by(col(CheckIn.asked_at).desc(), col(CheckIn.id))))


def due_to_ask(session: Session, on: date) -> list[UUID]:
    here = (col(Registration.person_id) == Agreed.person_id, col(Registration.practice_id) == Agreed.practice_id, col(Registration.ended_on).is_(None))
    found = select(Agreed.id).where(col(Agreed.ended_at).is_(None), col(Agreed.next_on) <= on)
    found = found.where(select(Cycle.id).where(*LOOKS_AFTER).exists(), select(Registration.id).where(*here).exists())
    return list(session.exec(found.order_by(col(Agreed.next_on), col(Agreed.id))))


def ask(session: Session, *, agreed_id: UUID, base_url: str) -> bool:
    """A text, or a task for whoever writes or phones; a phone that gets no texts any more is rung. Held, so that two machines ask once."""
    agreed = session.exec(select(Agreed).where(Agreed.id == agreed_id).with_for_update()).one()
    if agreed.next_on > today() or agreed.ended_at is not None:
        return False
    person, practice = session.get_one(Person, agreed.person_id), session.get_one(Practice, agreed.practice_id)
    way = agreed.way if agreed.way is not Way.TEXT or may_remind(session, person.id) else Way.PHONE
    message = text(session, person=person, practice=practice, template=CHECK_IN, base_url=base_url) if way is Way.TEXT else None
    session.add(agreed)
    if way is Way.TEXT and message is None:
        agreed.next_on = today() + timedelta(days=1)
        return False
    for before in session.exec(select(CheckIn).where(CheckIn.agreed_id == agreed.id, *OPEN)):
        before.closed_at = pathway_now()
        session.add(before)
    whose = {"person_id": person.id, "practice_id": practice.id, "agreed_id": agreed.id, "way": way}
    session.add(CheckIn(**whose, answer_by=today() + timedelta(days=answer_within_days()), message_id=message and message.id))
    agreed.next_on = today() + timedelta(weeks=agreed.every_weeks)
    if way is not Way.TEXT:
        open_check_in_task(session, person_id=person.id, practice_id=practice.id, why=f"check_in_{way.value}")
    session.flush()
    return True


def open_check_in_task(session: Session, *, person_id: UUID, practice_id: UUID, why: str) -> None:
    open_task(session, practice_id=practice_id, kind=TaskKind.CHECK_IN, subject=f"check_in:{person_id}", person_id=person_id, why=why)


def unanswered(session: Session, on: date) -> list[UUID]:
    return list(session.exec(select(CheckIn.id).where(*OPEN, col(CheckIn.answer_by) < on, col(CheckIn.chased_at).is_(None)).order_by(col(CheckIn.asked_at))))


def chase(session: Session, *, check_in_id: UUID) -> bool:
    """Nobody answered: somebody rings, as long as they still look after themselves here."""
    found = session.exec(select(CheckIn).where(CheckIn.id == check_in_id, *OPEN, col(CheckIn.chased_at).is_(None)).with_for_update()).first()
    if found is None:
        return False
    found.chased_at = pathway_now()
    session.add(found)
    if looks_after_self(session, found.person_id):
        open_check_in_task(session, person_id=found.person_id, practice_id=found.practice_id, why="check_in_unanswered")
    session.flush()
    return True


def leads_to_help(answers: Mapping[str, str]) -> bool:
    return any(answers.get(one.id) in one.leads_to_help for one in check_in_questions())


def answer(session: Session, *, check_in: CheckIn, answers: Mapping[str, str], practice: Practice, by: UUID) -> bool:
    """Kept as said. True: they need more help, and the surgery was told. `by` is an account id, the person's or of staff who asked."""
    check_in.answers, check_in.answered_at, check_in.answered_by_id = json.dumps(dict(answers)), pathway_now(), by
    needs_help = leads_to_help(answers)
    if needs_help:
        check_in.help_wanted_at = pathway_now()
        ask_for_help(session, practice=practice, person_id=check_in.person_id, why="check_in")
    session.add(check_in)
    cancel_these(session, ids=[check_in.message_id] if check_in.message_id else [], by=by, why="answered")
    session.flush()
    return needs_help


def said_in(check_in: CheckIn) -> dict[str, str]:
    return json.loads(check_in.answers) if check_in.answers else {}
