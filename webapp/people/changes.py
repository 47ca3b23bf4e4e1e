"""What somebody says of themselves, written down. The access log holds who did it and when."""

from sqlmodel import Session

from webapp.people.models import Person


def call_by(session: Session, *, person: Person, name: str | None) -> bool:
    """The name they like to be called. Empty: by their first name again. None: nothing was said. False: it was so before."""
    if name is None or (name or None) == person.known_as:
        return False
    person.known_as = name or None
    session.add(person)
    session.flush()
    return True
