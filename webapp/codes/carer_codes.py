"""Codes for carers: by text to the number a person gave, once the word fits. Paced and counted by that number, never by a person."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Code, CodePurpose
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.codes.changes import NEVER_SENT, code_hash, end_codes, give_try_back, spend_try, still_good
from webapp.messages.changes import queue_message
from webapp.messages.models import MessageKind
from webapp.people.models import Person
from webapp.practices.models import Practice

DAY = timedelta(days=1)


@dataclass(frozen=True)
class CarerReach:
    """The carer's number (E.164) and on whose behalf it may be texted: a person who shares with it, and their practice."""

    number: str
    person: Person
    practice: Practice


def ask_carer_code(session: Session, *, phone_index: str, word_hash: str, reach: CarerReach | None, challenge: str, host: str) -> None:
    """Queue one text to the carer, or nothing, leaving a row that looks the same. `reach` is None when number and word fit nobody.

    The caller holds what is shared with this number, so that two requests do not both find the last code free.
    """
    asked = token_hash(challenge)
    live, allowed = live_codes(session, asked), reach is not None and may_go(session, phone_index)
    if reach and not allowed and any((code.phone_index, code.word_hash) == (phone_index, word_hash) for code in live):
        return
    end_codes(session, live)
    digits = rules.six_digits()
    made = Code(purpose=CodePurpose.CARER, challenge_hash=asked, phone_index=phone_index, code_hash=NEVER_SENT, ends_at=now() + rules.CODE_LASTS)
    made.word_hash = word_hash if reach else None
    if reach and allowed:
        made.code_hash = code_hash(digits, asked)
        text_code(session, reach, digits, host)
    session.add(made)
    session.flush()


def text_code(session: Session, reach: CarerReach, digits: str, host: str) -> None:
    at, words = now(), {"code": digits, "host": host}
    queue_message(
        session,
        person=reach.person,
        practice=reach.practice,
        to=reach.number,
        kind=MessageKind.CODE,
        template="accounts/code",
        words=words,
        due_at=at,
        useless_after=at + rules.CODE_LASTS,
    )


def may_go(session: Session, phone_index: str) -> bool:
    """Not too many codes, not too many wrong words and not too many wrong codes in the last day."""
    return (
        rules.may_have_code(times_sent(session, phone_index), now())
        and max(wrong_words(session, phone_index), wrong_codes(session, phone_index)) < rules.MOST_WRONG_A_DAY
    )


def today(phone_index: str) -> tuple:
    return (Code.purpose == CodePurpose.CARER, Code.phone_index == phone_index, Code.made_at > now() - DAY)


def times_sent(session: Session, phone_index: str) -> list[datetime]:
    return list(session.exec(select(Code.made_at).where(*today(phone_index), Code.code_hash != NEVER_SENT)))


def wrong_words(session: Session, phone_index: str) -> int:
    return session.exec(select(sa.func.count()).select_from(Code).where(*today(phone_index), col(Code.word_hash).is_(None))).one()


def wrong_codes(session: Session, phone_index: str) -> int:
    return session.exec(select(sa.func.coalesce(sa.func.sum(Code.wrong_tries), 0)).where(*today(phone_index))).one()


def live_codes(session: Session, challenge_hash: str) -> list[Code]:
    found = select(Code).where(Code.challenge_hash == challenge_hash, Code.purpose == CodePurpose.CARER, *still_good())
    return list(session.exec(found.order_by(col(Code.made_at).desc(), col(Code.id))))


def answer_carer_code(session: Session, *, challenge: str, digits: str) -> tuple[str, str] | None:
    """Try six digits on what this browser asked for: the number's index and the word's hash, or None. A right code works once."""
    asked = token_hash(challenge)
    codes = live_codes(session, asked)[:1]
    spent = spend_try(session, codes)
    right = hmac.compare_digest(code_hash(digits, asked), codes[0].code_hash if codes else NEVER_SENT)
    if not right or not spent or not codes[0].phone_index or not codes[0].word_hash:
        return None
    # The try just spent is in the sum; a right one is given back below.
    if wrong_codes(session, codes[0].phone_index) > rules.MOST_WRONG_A_DAY:
        return None
    give_try_back(session, spent, used=True)
    return codes[0].phone_index, codes[0].word_hash
