"""The letter for whoever gets no text: a code to type, the same as a square to scan."""

from dataclasses import dataclass
from datetime import date, timedelta

import segno
from sqlmodel import Session

from webapp.accounts.links import make_link, stop_links
from webapp.accounts.models import LinkKind
from webapp.accounts.rules import in_threes
from webapp.base.clock import in_london
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.pathway.rules import link_dies_on
from webapp.people.models import Person
from webapp.practices.models import Practice

WITHOUT_A_TALK = timedelta(days=28)


@dataclass(frozen=True)
class Letter:
    """`square` is an SVG as a data address. Shown once: only a hash of the code is kept."""

    code: str
    address: str
    square: str
    dies_on: date


def make_letter(session: Session, *, person: Person, practice: Practice, base_url: str, today: date) -> Letter:
    """A new code; codes of earlier letters stop."""
    cycle = open_cycle(session, person.id)
    talk = conversation_of(session, cycle.id) if cycle else None
    dies_on = link_dies_on(in_london(talk.starts_at).date()) if talk else today + WITHOUT_A_TALK
    stop_links(session, person=person, why="a newer letter was made", kind=LinkKind.LETTER)
    code = make_link(session, person=person, practice=practice, kind=LinkKind.LETTER, dies_on=dies_on)
    base = base_url.rstrip("/")
    square = segno.make(f"{base}/l/{code}", micro=False, error="m").svg_data_uri(scale=4, border=2)
    return Letter(in_threes(code), f"{base.split('://')[-1]}/letter", square, dies_on)
