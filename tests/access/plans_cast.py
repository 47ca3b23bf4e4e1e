"""What stands in the plan of everybody in the cast: a goal, a promise, a picture, a talk and a decision."""

from uuid import UUID, uuid4

from sqlmodel import Session, select

from webapp.accounts.changes import account_of_person
from webapp.accounts.models import Account
from webapp.albums.changes import add_piece
from webapp.albums.models import Kind, Shape
from webapp.albums.remaking import Remade
from webapp.base.clock import today
from webapp.chapters.kinds import ItemKind
from webapp.decisions.changes import add_decision, begin_talk
from webapp.decisions.models import How
from webapp.decisions.rules import Present, Told, Who
from webapp.people.models import Person
from webapp.plans.changes import Hand, add_item, open_plan, save_words, withdraw_item
from webapp.plans.models import Aside, Side
from webapp.plans.rules import Typed
from webapp.practices.models import Practice, StaffMember


def a_plan(session: Session, person: Person, clinician: StaffMember, want: str, promised: str) -> dict[str, UUID]:
    """A goal in the person's words and a promise of the practice's."""
    desk = session.exec(select(Account).where(Account.staff_id == clinician.id)).one()
    plan, found = open_plan(session, person_id=person.id), []
    for kind, said, text in ((ItemKind.GOAL, "want", want), (ItemKind.PROMISE, "what", promised)):
        by = Hand(desk.id, Side.PROFESSIONAL, scribe=True)
        made = add_item(session, plan=plan, kind=kind, by=by)
        save_words(session, plan=plan, typed={made.id: {said: Typed(text)}}, by=by, items={made.id: made})
        found.append(made.id)
    return {"goal": found[0], "plan_item": found[1]}


def a_talk(session: Session, person: Person, practice: Practice, clinician: StaffMember) -> dict[str, UUID]:
    """A conversation on the plan, and a decision."""
    desk = session.exec(select(Account).where(Account.staff_id == clinician.id)).one()
    by, told = Hand(desk.id, Side.PROFESSIONAL), Told(today(), How.ROOM, (Present(Who.PERSON, person.name),))
    talk = begin_talk(session, person_id=person.id, practice_id=practice.id, cycle_id=None, told=told, by=by)
    made = add_decision(session, plan=open_plan(session, person_id=person.id), wait="Do nothing for now", by=by)
    return {"conversation": talk.id, "decision": made.id}


def out_of_the_plan(session: Session, person: Person, words: str) -> dict[str, UUID]:
    """A goal that was taken out, and words that met others and wait for a choice."""
    plan, by = open_plan(session, person_id=person.id), Hand(account_of_person(session, person.id).id, Side.PERSON)
    gone = add_item(session, plan=plan, kind=ItemKind.GOAL, by=by)
    withdraw_item(session, plan=plan, item=gone, by=by)
    aside = Aside(plan_id=plan.id, about_id=plan.id, field="matters", words=words, by_id=by.account_id)
    session.add(aside)
    session.flush()
    return {"gone": gone.id, "aside": aside.id}


def a_picture(session: Session, person: Person, account: Account, words: str) -> UUID:
    """Its words stand beside it and, to be found, in the file itself."""
    made = Remade(Kind.PICTURE, dict.fromkeys(Shape, words.encode()), 40, 30)
    told = {"caption": words, "helped_by": "", "by": account.id}
    return add_piece(session, person_id=person.id, piece_id=uuid4(), remade=made, **told).id  # type: ignore[union-attr]
