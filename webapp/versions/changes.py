"""Saying yes, and going back. A yes from both sides locks the words it was said to; going back writes a new save and takes none away."""

from sqlmodel import Session

from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.rules import may_move
from webapp.plans.changes import Hand, last_number
from webapp.plans.models import Agreement, Answer, Plan
from webapp.plans.queries import rows_of
from webapp.plans.rules import agreed_number
from webapp.versions.locks import digest_of, last_said
from webapp.versions.models import Lock


def agree(session: Session, *, plan: Plan, number: int, answer: Answer, notes: str, by: Hand, cycle: Cycle | None) -> bool:
    """One side's answer to the plan as it stood in revision `number`. False, and nothing written, when the plan has changed since.

    When both sides have said yes, what they said yes to is locked, and the year moves on, once.
    """
    if number != last_number(session, plan.id):
        return False
    said = {"side": by.side, "answer": answer, "notes": notes or None}
    session.add(Agreement(plan_id=plan.id, number=number, by_id=by.account_id, by_role=by.role, **said))
    session.flush()
    rows = rows_of(session, plan)
    if agreed_number((one.number, one.side, one.answer) for one in rows.agreements) == number:
        person, professional = last_said(rows.agreements, number)
        lock = {"person_said_id": person.id, "professional_said_id": professional.id, "digest": digest_of(rows, number, (person, professional))}
        session.add(Lock(plan_id=plan.id, number=number, **lock))
        if cycle is not None and may_move(cycle.stage, Stage.PLAN_AGREED):
            move(session, cycle=cycle, to=Stage.PLAN_AGREED, by=by.account_id, why="both said yes to the plan")
    return True
