"""Reading versions: every one with its day and whose it was, and what each of them is called on screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.plans.models import Agreement, Aside
from webapp.plans.queries import Rows, Whole, plan_of, rows_of
from webapp.plans.writers import Writer, known_accounts, own_account, writer_of, writers_of
from webapp.versions.states import State, state_of


@dataclass(frozen=True)
class Version:
    """One save. `state` None for one that nobody answered and that is not the newest: nothing to say of it."""

    number: int
    at: datetime
    by: Writer
    state: State | None


@dataclass(frozen=True)
class Versions:
    """Everything a page about versions needs."""

    rows: Rows
    writers: Mapping[int, Writer]
    today: date

    @property
    def newest(self) -> int:
        return self.rows.last

    def at(self, number: int) -> Whole | None:
        return self.rows.at(number) if 1 <= number <= self.newest else None

    def version(self, number: int) -> Version:
        found = state_of(self.rows.at(number), self.today)
        writer = self.writers[number]
        return Version(number, writer.at, writer, None if found is State.DRAFT and number != self.newest else found)

    @property
    def all(self) -> list[Version]:
        """Newest first."""
        return [self.version(number) for number in range(self.newest, 0, -1)]

    def signers(self, session: Session, said: Iterable[Agreement]) -> list[tuple[Agreement, Writer]]:
        """Who gave each answer."""
        answers, person_id = list(said), self.rows.plan.person_id
        known = known_accounts(session, {one.by_id for one in answers if one.by_id})
        return [(one, writer_of(one, own_account(session, person_id), known)) for one in answers]


def versions_of(session: Session, person_id: UUID, today: date) -> Versions | None:
    plan = plan_of(session, person_id)
    if plan is None:
        return None
    rows = rows_of(session, plan)
    return Versions(rows, writers_of(session, person_id, rows.revisions), today)


def waiting(session: Session, plan_id: UUID) -> list[Aside]:
    """Words set aside in a clash that nobody chose about yet, oldest first."""
    return list(session.exec(select(Aside).where(Aside.plan_id == plan_id, col(Aside.settled_at).is_(None)).order_by(col(Aside.at), col(Aside.id))))


def aside_of(session: Session, plan_id: UUID, aside_id: UUID) -> Aside | None:
    return session.exec(select(Aside).where(Aside.id == aside_id, Aside.plan_id == plan_id)).first()
