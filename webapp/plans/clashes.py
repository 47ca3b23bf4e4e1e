"""Two who wrote in the same field: the second one's words are kept beside it until a human chooses. Nothing that was typed is lost meanwhile."""

from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.plans.hand import Hand, held_at
from webapp.plans.models import Aside, Keep, Plan, Revision, Words
from webapp.plans.rules import both
from webapp.plans.writers import signature


def asides_waiting(session: Session, plan: Plan, about: UUID, name: str) -> list[Aside]:
    found = select(Aside).where(Aside.plan_id == plan.id, Aside.about_id == about, Aside.field == name, col(Aside.settled_at).is_(None))
    return list(session.exec(found.order_by(col(Aside.at), col(Aside.id))))


def set_aside(session: Session, *, plan: Plan, about: UUID, name: str, text: str, by: Hand) -> None:
    """The same words of the same account are set aside once, however often they are sent."""
    if text and not any(one.by_id == by.account_id and one.words == text for one in asides_waiting(session, plan, about, name)):
        session.add(Aside(plan_id=plan.id, about_id=about, field=name, words=text, by_id=by.account_id, helped_by=by.helped_by or None, held_at=held_at(by)))


def settle(session: Session, *, asides: list[Aside], chosen: Keep, by: UUID, number: int | None) -> None:
    """A human chose. `number` is the revision that took the words up."""
    for one in asides:
        one.settled_at, one.settled_by_id, one.settled_in, one.chosen = pathway_now(), by, number, chosen
        session.add(one)


def both_words(session: Session, *, plan: Plan, standing: Words | None, mine: str, my_name: str) -> str:
    """What stands, and below it the other words, each marked by who wrote it. Words that were marked before are not marked again."""
    if standing is None or not mine:
        return mine or (standing.words or "" if standing else "")
    return both(standing.words or "", mine, "" if is_marked(session, standing) else written_by(session, plan, standing), my_name)


def is_marked(session: Session, row: Words) -> bool:
    """Does this row hold several texts already, one below the other?"""
    found = select(Aside.id).where(Aside.plan_id == row.plan_id, Aside.about_id == row.about_id, Aside.field == row.field, Aside.chosen == Keep.BOTH)
    return session.exec(found.where(Aside.settled_in == row.made_in)).first() is not None


def written_by(session: Session, plan: Plan, row: Words) -> str:
    save = session.exec(select(Revision).where(Revision.plan_id == plan.id, Revision.number == row.made_in)).one()
    return signature(session, plan.person_id, save)
