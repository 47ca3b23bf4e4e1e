"""Six-digit codes: sent to a phone, given at the desk, or sent to confirm a number. Every try is spent in the row before it counts."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Code, CodePurpose
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.base.sealing import ring
from webapp.messages.changes import queue_message
from webapp.messages.models import MessageKind
from webapp.people.models import ContactPoint, Person
from webapp.practices.models import Practice

BY_TEXT = (CodePurpose.SIGN_IN, CodePurpose.CONFIRM_PHONE)
# In place of a hash: a row that looks like a code's, for somebody who gets none. Nothing that is typed matches it.
NEVER_SENT = "never sent"


@dataclass(frozen=True)
class Reach:
    """A person, their practice, and the confirmed number a code may go to."""

    person: Person
    practice: Practice
    contact: ContactPoint


def new_challenge() -> str:
    """What binds a code to the browser that asked for it."""
    return secrets.token_urlsafe(24)


def code_hash(digits: str, bound_to: str) -> str:
    return ring().blind(digits, f"code:{bound_to}")


def ask_code(session: Session, *, reaches: Sequence[Reach], challenge: str, host: str) -> None:
    """Queue one text for these people (more than one: they share a phone and a birthday), or nothing, leaving rows that look the same.

    Nothing goes out when nobody was found, or when any of them had too many codes or too many wrong tries. `host` is the site's name.
    """
    asked, person_ids = token_hash(challenge), {reach.person.id for reach in reaches}
    hold(session, person_ids)
    allowed = bool(reaches) and all(may_go(session, person_id) for person_id in person_ids)
    live = live_codes(session, asked)
    if not allowed and {code.person_id for code in live} == (person_ids or {None}):
        return
    end_codes(session, live)
    digits = rules.six_digits()
    hashed = code_hash(digits, asked) if allowed else NEVER_SENT
    for reach in reaches or [None]:  # type: ignore[list-item]
        session.add(code_for(reach, asked, hashed))
    session.flush()
    for reach in {reach.contact.value_index: reach for reach in reaches if allowed}.values():
        text_code(session, reach, digits, template="accounts/code", more={"host": host}, by=None)


def code_for(reach: Reach | None, challenge_hash: str, hashed: str) -> Code:
    whose = {"person_id": reach.person.id, "contact_id": reach.contact.id} if reach else {}
    return Code(purpose=CodePurpose.SIGN_IN, challenge_hash=challenge_hash, code_hash=hashed, ends_at=now() + rules.CODE_LASTS, **whose)


def text_code(session: Session, reach: Reach, digits: str, *, template: str, more: dict[str, str], by: UUID | None) -> None:
    at = now()
    queue_message(
        session,
        person=reach.person,
        practice=reach.practice,
        to=reach.contact.value,
        kind=MessageKind.CODE,
        template=template,
        words={"code": digits, **more},
        due_at=at,
        useless_after=at + rules.CODE_LASTS,
        language=reach.person.language,
        by=by,
    )


def hold(session: Session, person_ids: set) -> None:
    """One at a time for one person: two requests must not both find the last code or the last try free."""
    found = select(Person.id).where(col(Person.id).in_([i for i in person_ids if i])).order_by(col(Person.id))
    session.exec(found.with_for_update(key_share=True)).all()


def may_go(session: Session, person_id: UUID) -> bool:
    """Not too many codes and not too many wrong tries in the last day."""
    made = select(Code.made_at).where(Code.person_id == person_id, col(Code.purpose).in_(BY_TEXT), Code.made_at > now() - timedelta(days=1))
    times = session.exec(made.where(Code.code_hash != NEVER_SENT)).all()
    return rules.may_have_code(times, now()) and wrong_tries_today(session, person_id) < rules.MOST_WRONG_A_DAY


def wrong_tries_today(session: Session, person_id: UUID) -> int:
    """Over every code texted in the last 24 hours."""
    tries = select(sa.func.coalesce(sa.func.sum(Code.wrong_tries), 0)).where(Code.person_id == person_id, Code.made_at > now() - timedelta(days=1))
    return session.exec(tries.where(col(Code.purpose).in_(BY_TEXT))).one()


def live_codes(session: Session, challenge_hash: str) -> list[Code]:
    found = select(Code).where(Code.challenge_hash == challenge_hash, Code.purpose == CodePurpose.SIGN_IN, *still_good())
    return list(session.exec(found.order_by(col(Code.id))))


def still_good() -> tuple:
    return (col(Code.used_at).is_(None), col(Code.ends_at) > now(), col(Code.wrong_tries) < rules.MOST_TRIES)


def end_codes(session: Session, codes: Sequence[Code]) -> None:
    session.execute(sa.update(Code).where(col(Code.id).in_([code.id for code in codes])).values(ends_at=now()))


def spend_try(session: Session, codes: Sequence[Code]) -> list[UUID]:
    """The codes that still had a try, and now have one fewer."""
    change = sa.update(Code).where(col(Code.id).in_([code.id for code in codes]), *still_good())
    return list(session.scalars(change.values(wrong_tries=Code.wrong_tries + 1).returning(col(Code.id)).execution_options(synchronize_session=False)))


def give_try_back(session: Session, code_ids: Sequence[UUID], *, used: bool) -> None:
    values: dict = {"wrong_tries": Code.wrong_tries - 1} | ({"used_at": now()} if used else {})
    session.execute(sa.update(Code).where(col(Code.id).in_(code_ids)).values(values).execution_options(synchronize_session=False))


@dataclass(frozen=True)
class Answer:
    """`person` is whose code it was. `which` asks for a first name: two people share this phone and birthday."""

    person: Person | None = None
    which: bool = False


def answer_code(session: Session, *, challenge: str, digits: str, name: str = "") -> Answer:
    """Try six digits on what this browser asked for. A right code works once."""
    asked = token_hash(challenge)
    codes = live_codes(session, asked)
    hold(session, {code.person_id for code in codes})
    spent = spend_try(session, codes)
    right = hmac.compare_digest(code_hash(digits, asked), codes[0].code_hash if codes else NEVER_SENT)
    people = [session.get_one(Person, code.person_id) for code in codes if code.person_id]
    # The try just spent is in the sum, and a right one is given back below.
    worn_out = any(wrong_tries_today(session, person.id) > rules.MOST_WRONG_A_DAY for person in people)
    if not right or worn_out or not people or len(spent) < len(codes):
        return Answer()
    chosen = named(people, name)
    if chosen is None:
        if not name:
            give_try_back(session, spent, used=False)
        return Answer(which=True)
    give_try_back(session, spent, used=True)
    return Answer(chosen)


def named(people: Sequence[Person], name: str) -> Person | None:
    """The only one, or the only one so called."""
    asked = rules.first_word(name)
    matching = people if len(people) == 1 else [p for p in people if asked and asked in (rules.first_word(p.given_name), rules.first_word(p.known_as))]
    return matching[0] if len(matching) == 1 else None


def give_desk_code(session: Session, *, person: Person, by: UUID) -> str:
    """Six digits to say or write down at the desk, for 15 minutes; an older one ends. `by` is the staff member's id."""
    return given_code(session, person=person, purpose=CodePurpose.DESK, by=by, lasts=rules.DESK_CODE_LASTS, contact=None)


def given_code(session: Session, *, person: Person, purpose: CodePurpose, by: UUID, lasts: timedelta, contact: ContactPoint | None, vouch=None) -> str:
    older = select(Code).where(Code.person_id == person.id, Code.purpose == purpose, *still_good())
    end_codes(session, session.exec(older).all())
    digits = rules.six_digits()
    code = Code(person_id=person.id, purpose=purpose, contact_id=contact.id if contact else None, code_hash="", made_by_id=by, ends_at=now() + lasts)
    code.code_hash, code.vouch_id = code_hash(digits, str(code.id)), vouch and vouch.id
    session.add(code)
    session.flush()
    return digits


def answer_given_code(session: Session, *, purposes: Sequence[CodePurpose], born: date, digits: str) -> Code | None:
    """Try a code that staff gave: found by date of birth, so that a wrong code is counted against those it might have been for."""
    found = select(Code).join(Person, col(Person.id) == Code.person_id).where(col(Code.purpose).in_(purposes), Person.born_on == born, *still_good())
    found = found.where(col(Person.died_on).is_(None))
    codes = session.exec(found.order_by(col(Code.id))).all()
    hold(session, {code.person_id for code in codes})
    spent = set(spend_try(session, codes))
    right = [code for code in codes if code.id in spent and hmac.compare_digest(code_hash(digits, str(code.id)), code.code_hash)]
    if len(right) != 1:
        return None
    give_try_back(session, list(spent - {right[0].id}), used=False)
    give_try_back(session, [right[0].id], used=True)
    return right[0]
