"""What nobody can be asked about afterwards goes by the handful: a worker that dies leaves all that was on its way in doubt, and each doubt about
an e-mail or a notice is somebody's work."""

from collections import deque
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlmodel import Session

from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages.changes import StateChange, change_states
from webapp.messages.models import QUEUE as Q
from webapp.messages.models import MessageState
from webapp.outbox.claiming import Errand
from webapp.outbox.leaving import cancel, give_back
from webapp.people.models import Way

HANDFUL = 20
OURS = Plain(sa.select(Q.c.id, Q.c.stop_why).where(among(Q.c.id, "ids"), among(Q.c.token, "tokens")).order_by(Q.c.id).with_for_update())


class Handfuls:
    """The claimed errands of one worker that nobody can be asked about: those that wait, and how many are on their way. `ways` is how they go."""

    def __init__(self, ways: Collection[Way]):
        self.ways = ways
        self.waiting: deque[Errand] = deque()
        self.on_their_way = 0

    def keep(self, errands: Sequence[Errand]) -> list[Errand]:
        """Keeps its own; returns those that may go at once."""
        mine = [errand for errand in errands if self.is_mine(errand)] if self.ways else []
        self.waiting.extend(mine)
        return [errand for errand in errands if not self.is_mine(errand)] if mine else list(errands)

    def all(self) -> list[Errand]:
        """Those that wait, which are nobody's now."""
        left, self.waiting = list(self.waiting), deque()
        return left

    def is_mine(self, errand: Errand) -> bool:
        return errand.message.way in self.ways and not errand.ask

    def next(self, landed: Sequence[Errand]) -> list[Errand]:
        """Who may begin now that these have landed."""
        if self.on_their_way:
            self.on_their_way -= sum(self.is_mine(errand) for errand in landed)
        return [self.waiting.popleft() for _ in range(min(len(self.waiting), HANDFUL - self.on_their_way))]

    def begun(self, errands: Sequence[Errand]) -> Sequence[Errand]:
        self.on_their_way += len(errands)
        return errands


def begin(session: Session, errands: Sequence[Errand]) -> list[Errand]:
    """Those that are still ours and still wanted are on their way once this is committed; returned to be called."""
    if not errands:
        return []
    found = {row.id: row.stop_why for row in ours(session, errands)}
    cancel(session, {one: why for one, why in found.items() if why})
    kept = [errand for errand in errands if errand.id in found and not found[errand.id]]
    change_states(session, [StateChange(errand.id, MessageState.SENDING) for errand in kept])
    return kept


def ours(session: Session, errands: Sequence[Errand]) -> Sequence[sa.Row]:
    """The rows of those that nobody else has claimed since, locked: `id` and `stop_why`."""
    return OURS.read(session, ids=[errand.id for errand in errands], tokens={errand.token for errand in errands})


def let_be(session: Session, errands: Sequence[Errand]) -> None:
    """Claimed and not begun: another worker may have them at once."""
    give_back(session, [row.id for row in ours(session, errands)])
