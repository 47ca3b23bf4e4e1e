"""The word on the card a person was given. Our texts say it, so that they can tell one from a scam. It opens nothing, and is said to nobody else."""

import secrets
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import now
from webapp.people.models import CardWord, Person, Way

WORDS = Path(__file__).with_name("card_words.txt")


@cache
def plain_words() -> tuple[str, ...]:
    """Short, kind, easy to say and to spell; none sounds like another, none is about health, money or belief."""
    return tuple(line for line in WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#"))


def card_word(session: Session, person_id: UUID) -> CardWord | None:
    """None: nobody has given them one, and texts go without."""
    return session.exec(select(CardWord).where(CardWord.person_id == person_id, col(CardWord.ended_at).is_(None))).first()


def give_word(session: Session, *, person_id: UUID, by: UUID | None, anew: bool = False) -> CardWord:
    """The word they have, or a first one; `anew` ends the one before, for a card that was lost or seen. `by` is an account id."""
    session.exec(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)).all()
    before = card_word(session, person_id)
    if before and not anew:
        return before
    if before:
        before.ended_at = now()
        session.add(before)
        session.flush()
    made = CardWord(person_id=person_id, word=secrets.choice([word for word in plain_words() if not before or word != before.word]), made_by_id=by)  # type: ignore[call-arg]
    session.add(made)
    session.flush()
    return made


def word_for(session: Session, *, person: Person, way: Way, by: UUID | None) -> str | None:
    """The word one message says. A letter comes in an envelope to them alone: it is a card too, and gives a first word."""
    if way is Way.PUSH:
        return None
    found = give_word(session, person_id=person.id, by=by) if way is Way.LETTER else card_word(session, person.id)
    return found.word if found else None
