"""Short links in texts, and the codes of letters: making, stopping, and trying a date of birth on them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Account, Link, LinkKind
from webapp.base.clock import now, today
from webapp.base.sealing import ring
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice


@dataclass(frozen=True)
class OpenLink:
    """A link that still works, whose it is, and who sent it."""

    link: Link
    person: Person
    practice: Practice


def secret_hash(secret: str) -> str:
    """Keyed: a letter's code alone is too short for a plain hash."""
    return ring().blind(secret, "link")


def make_link(session: Session, *, person: Person, practice: Practice, kind: LinkKind, dies_on: date) -> str:
    """Returns the secret: 12 signs, shown once, kept as a hash. It works until the end of `dies_on`."""
    return made_link(session, person=person, practice=practice, kind=kind, dies_on=dies_on)[1]


def made_link(session: Session, *, person: Person, practice: Practice, kind: LinkKind, dies_on: date) -> tuple[Link, str]:
    """As `make_link`, with the row itself, for whoever keeps what the link was for."""
    secret = rules.letter_secret() if kind is LinkKind.LETTER else rules.link_secret()
    made = Link(person_id=person.id, practice_id=practice.id, kind=kind, secret_hash=secret_hash(secret), dies_on=dies_on)
    session.add(made)
    session.flush()
    return made, secret


def move_ends(session: Session, *, person_id: UUID, dies_on: date) -> None:
    """The talk was moved: links that still work end with the new day. One whose day has passed stays dead."""
    open_ones = col(Link.person_id) == person_id, col(Link.stopped_at).is_(None), col(Link.dies_on) >= today()
    session.execute(sa.update(Link).where(*open_ones).values(dies_on=dies_on))


def stop_links(session: Session, *, person: Person, why: str, kind: LinkKind | None = None) -> None:
    """Every link of the person (of one kind) stops now, and so does whatever was opened with it, on its next request."""
    change = sa.update(Link).where(col(Link.person_id) == person.id, col(Link.stopped_at).is_(None))
    if kind:
        change = change.where(col(Link.kind) == kind)
    session.execute(change.values(stopped_at=now(), stopped_why=why))


def stopped_why(session: Session, secret: str, kind: LinkKind) -> str | None:
    return session.exec(select(Link.stopped_why).where(Link.secret_hash == secret_hash(secret), Link.kind == kind)).first()


def open_link(session: Session, secret: str, kind: LinkKind, today: date) -> OpenLink | None:
    """The link behind a secret while it works: not stopped, not past its day, not out of tries, its person still with the practice."""
    found = session.exec(
        select(Link, Person, Practice)
        .join(Person, col(Person.id) == Link.person_id)
        .join(Practice, col(Practice.id) == Link.practice_id)
        .join(Registration, sa.and_(col(Registration.person_id) == Person.id, col(Registration.practice_id) == Practice.id))
        .outerjoin(Account, col(Account.person_id) == Person.id)
        .where(Link.secret_hash == secret_hash(secret), Link.kind == kind, Link.dies_on >= today, Link.wrong_tries < rules.MOST_TRIES)
        .where(col(Link.stopped_at).is_(None), col(Registration.ended_on).is_(None), col(Person.died_on).is_(None), col(Account.ended_at).is_(None))
    ).first()
    return OpenLink(*found) if found else None


def try_birth_date(session: Session, *, link_id: UUID, right: bool) -> bool:
    """One try is spent before the answer counts, so that guesses made at once cannot pass five. A right date gives all tries back."""
    spent = session.execute(
        sa.update(Link)
        .where(col(Link.id) == link_id, col(Link.wrong_tries) < rules.MOST_TRIES, col(Link.stopped_at).is_(None))
        .values(wrong_tries=Link.wrong_tries + 1)
    )
    if not right or not spent.rowcount:  # type: ignore[attr-defined]
        return False
    session.execute(sa.update(Link).where(col(Link.id) == link_id).values(wrong_tries=0))
    return True
