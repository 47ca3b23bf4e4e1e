"""One message along the first way that reaches the person and takes its words."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from webapp.messages.changes import queue_message
from webapp.messages.models import Message
from webapp.messages.words import Unfit
from webapp.people.models import Person, Way
from webapp.people.ways import ways_to_reach

ALL = tuple(Way)


def queue_by_best_way(session: Session, *, person: Person, ways: Collection[Way] = ALL, **said: Any) -> Message | None:
    """As `queue_message`, without `to`, `way` and `language`. None: nobody can be written to by any of these ways, and a human must be asked."""
    for reach in ways_to_reach(session, person):
        if reach.way in ways:
            try:
                return queue_message(session, person=person, to=reach.address, way=reach.way, language=person.language, **said)
            except Unfit:
                continue
    return None
