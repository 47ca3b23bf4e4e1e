"""Going through the doors as a browser does, and reading the texts that were queued."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import argon2
import sqlalchemy as sa
from sqlmodel import select

from webapp.messages.models import Message

BIRTHDAY = {"birth-day": "14", "birth-month": "March", "birth-year": "1950"}
WRONG_DAY = {"birth-day": "15", "birth-month": "3", "birth-year": "1950"}
NUMBER = "+447700900123"
HASHING = {argon2.PasswordHasher.hash.__code__, argon2.PasswordHasher.verify.__code__}


def rows(session, kind, order=None) -> list:
    """Every row as it is now. The transaction ends at once: the next post needs the write lock."""
    session.rollback()
    found = list(session.exec(select(kind).order_by(order or kind.id).execution_options(populate_existing=True)))
    session.commit()
    return found


def texts(session) -> list[Message]:
    return rows(session, Message, Message.made_at)


def newest_code(session) -> str:
    return re.search(r"\b[0-9]{6}\b", texts(session)[-1].body).group()


def another_code(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def ask(browser, reach="07700 900123", birthday=BIRTHDAY, **more):
    return browser.post("/sign-in", {"reach": reach, **birthday, **more})


def give_code(browser, code, *, remember="no", **more):
    """And what comes after it: is this your own phone?"""
    reply = browser.post("/sign-in/code", {"code": code, **more})
    asked = urlsplit(reply.headers.get("Location", ""))
    if asked.path != "/sign-in/own-phone":
        return reply
    return browser.post(asked.path, {"own": remember, "next": dict(parse_qsl(asked.query)).get("next", "")})


def age(session, *rows, **by) -> None:
    """Everything these rows say happened, happened so much earlier."""
    for row in rows:
        for name, at in row.model_dump().items():
            if isinstance(at, datetime):
                setattr(row, name, at - timedelta(**by))
        session.add(row)
    session.commit()


@dataclass
class Work:
    """What a request did: the statements it ran, and how many passwords it hashed or checked."""

    statements: list[str] = field(default_factory=list)
    hashes: int = 0


def work_of(database, act: Callable[[], object]) -> Work:
    """Counted, never timed: a busy machine does the same work."""
    done = Work()

    def note(_connection, _cursor, statement, *_more):
        done.statements.append(statement)

    def count(frame, event, _argument):
        done.hashes += event == "call" and frame.f_code in HASHING

    sa.event.listen(database.engine, "before_cursor_execute", note)
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
        sa.event.remove(database.engine, "before_cursor_execute", note)
    return done


def signed_in_as(browser, person) -> bool:
    return browser.get(f"/people/{person.id}/phones").status_code == 200
