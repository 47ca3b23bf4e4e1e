"""What people answer, by their link, by phone, by post or at the desk. Any answer stops the tries at once, in its own transaction.

Whoever holds the phone can press a button of a link: that is the tier `opened` of DESIGN section 6, which may stop what comes and tell staff
("wrong number"), and settles nothing else. So an answer by a link alone stops the texts and asks a human; only with a date of birth, or heard
by staff, is a no taken as the person's own word and written into their year. A yes by a link books nothing: it asks somebody to phone.
"""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import london, pathway_now, today, wall
from webapp.pathway.changes import come_back, step_aside
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.rules import may_move
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.recall.changes import begin, end
from webapp.recall.models import Attempt, Heard, Recall, Reply, Said, Stop
from webapp.recall.queries import held_recall, last_recall, open_recall, replies_to
from webapp.recall.rules import ANSWERED, NOT_NOW_MONTHS, first_of_month
from webapp.reviews.queries import WAY_BACK, subject_of
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

WHY_NO = "said no to the yearly talk"


def take_reply(
    session: Session,
    *,
    recall_id: UUID,
    said: Said,
    heard: Heard,
    by: UUID | None = None,
    sure: bool = False,
    month: date | None = None,
    attempt: Attempt | None = None,
    note: str = "",
) -> Reply:
    """Write an answer down and do what follows. `by` is an account id; `sure`: it is surely the person's own word. The same answer twice is one."""
    recall = held_recall(session, recall_id)
    if recall is None:
        raise LookupError(recall_id)
    month = (month or first_of_month(today(), NOT_NOW_MONTHS)) if said is Said.NOT_NOW else None
    last = next(iter(replies_to(session, recall.id)), None)
    if last is not None and (last.said, last.month, last.heard) == (said, month, heard) and not note:
        return be_sure(session, reply=last, recall=recall) if sure else last
    whose = {"recall_id": recall.id, "person_id": recall.person_id, "practice_id": recall.practice_id}
    made = Reply(**whose, said=said, month=month, heard=heard, by_id=by, attempt_id=attempt.id if attempt else None, note=note or None)
    made.sure_at = pathway_now() if sure else None
    session.add(made)
    answered(session, recall=recall, why=ANSWERED[said], by=by)
    follow(session, reply=made, recall=recall)
    return made


def answered(session: Session, *, recall: Recall, why: Stop, by: UUID | None) -> None:
    """The newest answer says why it ended, whatever had ended it before."""
    end(session, recall=recall, why=why, by=by)
    recall.ended_why = why
    session.add(recall)
    session.flush()


def be_sure(session: Session, *, reply: Reply, recall: Recall) -> Reply:
    """It was shown to be the person's own word."""
    if reply.sure_at is None:
        reply.sure_at = pathway_now()
        session.add(reply)
        follow(session, reply=reply, recall=recall)
    return reply


def follow(session: Session, *, reply: Reply, recall: Recall) -> None:
    person, practice = session.get_one(Person, recall.person_id), session.get_one(Practice, recall.practice_id)
    cycle = session.get_one(Cycle, recall.cycle_id, with_for_update=True, populate_existing=True)
    if reply.said is Said.DECLINE and reply.sure_at:
        if cycle.closed_on is None and may_move(cycle.stage, Stage.DECLINED):
            step_aside(session, person=person, to=Stage.DECLINED, by=reply.by_id, why=WHY_NO)
        return
    if reply.said is Said.ACCEPT and reply.sure_at and cycle.closed_on is None and cycle.stage in WAY_BACK:
        come_back(session, person=person, practice_id=practice.id, by=reply.by_id, why="wants the yearly talk after all")
    kind = {Said.ACCEPT: TaskKind.TALK_WANTED, Said.TALK: TaskKind.CALL_WANTED, Said.DECLINE: TaskKind.NO_TO_CHECK}.get(reply.said)
    if kind:
        about = {"practice_id": practice.id, "person_id": person.id, "subject": subject_of(person.id), "urgency": Urgency.NEXT_DAY}
        open_task(session, **about, kind=kind, due_at=london(read_by(practice, wall()), practice.closes))


def recall_of_link(session: Session, link_id: UUID) -> tuple[Recall, Attempt] | None:
    found = select(Recall, Attempt).join(Attempt, col(Attempt.recall_id) == Recall.id).where(Attempt.link_id == link_id)
    row = session.exec(found).first()
    return (row[0], row[1]) if row else None


def recall_for_answer(session: Session, *, cycle: Cycle, by: UUID) -> Recall:
    """Where an answer of this year belongs: what goes on, or the last one. Somebody may answer whom nobody had asked yet."""
    session.get(Cycle, cycle.id, with_for_update=True, populate_existing=True)
    return open_recall(session, cycle.id) or last_recall(session, cycle.id) or begin(session, cycle=cycle, label="", by=by)


def give_up(session: Session, *, recall: Recall, by: UUID) -> None:
    """Every way was tried. Nobody is asked any more this year, and the offer stays open."""
    end(session, recall=recall, why=Stop.GIVEN_UP, by=by)
