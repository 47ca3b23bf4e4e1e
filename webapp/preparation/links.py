"""A fresh link to a person's pack, for whoever runs the app."""

from webapp.accounts.links import make_link, stop_links
from webapp.accounts.models import LinkKind
from webapp.base.clock import in_london
from webapp.database.session import Database
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.pathway.rules import link_dies_on
from webapp.people.queries import person_by_nhs_number, practice_of
from webapp.settings import Settings


class NoLink(Exception):
    """There is nothing to link to; the words say why."""


def fresh_link(settings: Settings, database: Database, nhs_number: str) -> str:
    """The address of a new link; links sent before stop. Raises NoLink."""
    with database.writing() as session:
        person = person_by_nhs_number(session, "".join(nhs_number.split()))
        practice = practice_of(session, person.id) if person else None
        cycle = open_cycle(session, person.id) if person else None
        talk = conversation_of(session, cycle.id) if cycle else None
        if person is None or practice is None:
            raise NoLink("No registered person has this NHS number.")
        if talk is None:
            raise NoLink("No conversation is booked, so a link would have no day to end on.")
        stop_links(session, person=person, why="a newer one was made", kind=LinkKind.TEXT)
        secret = make_link(session, person=person, practice=practice, kind=LinkKind.TEXT, dies_on=link_dies_on(in_london(talk.starts_at).date()))
    return f"{settings.base_url.rstrip('/')}/i/{secret}"
