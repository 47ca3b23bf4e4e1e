"""Going through the doors as a browser does, and reading the texts that were queued."""

import re
from datetime import datetime, timedelta

from sqlmodel import select

from webapp.messages.models import Message

BIRTHDAY = {"birth-day": "14", "birth-month": "March", "birth-year": "1950"}
WRONG_DAY = {"birth-day": "15", "birth-month": "3", "birth-year": "1950"}
NUMBER = "+447700900123"


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


def give_code(browser, code, **more):
    return browser.post("/sign-in/code", {"code": code, **more})


def age(session, *rows, **by) -> None:
    """Everything these rows say happened, happened so much earlier."""
    for row in rows:
        for name, at in row.model_dump().items():
            if isinstance(at, datetime):
                setattr(row, name, at - timedelta(**by))
        session.add(row)
    session.commit()
