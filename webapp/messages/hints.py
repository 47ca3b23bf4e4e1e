"""A nudge to the worker that something waits. It carries nothing, and one that is lost is harmless: the worker looks every minute."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.logs import log
from webapp.messages.engine import engine_for
from webapp.settings import Settings

MARK = "messages_wait"
_nudge: Callable[[], object] | None = None


def use(settings: Settings) -> None:
    """From now on a commit that queued a message nudges the worker of these settings. Called by whoever serves the app."""
    global _nudge
    _nudge = engine_for(settings).wake


def use_nobody() -> None:
    global _nudge
    _nudge = None


def wake() -> None:
    """Never raises: the message is safe in its own table already."""
    if _nudge is None:
        return
    try:
        _nudge()
    except Exception as problem:
        log.warning("hint_lost", kind=type(problem).__name__)


def wake_after_commit(session: Session) -> None:
    session.info[MARK] = True


@sa.event.listens_for(Session, "after_commit")
def _after_commit(session: Session) -> None:
    if not session.in_nested_transaction() and session.info.pop(MARK, False):
        wake()


@sa.event.listens_for(Session, "after_rollback")
def _after_rollback(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(MARK, None)
