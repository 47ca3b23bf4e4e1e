"""Which way may carry a message to somebody, in the order to try. What a person needs and what they chose are hard rules."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlmodel import Session

from webapp.base.i18n import LANGUAGES
from webapp.base.sealing import ring
from webapp.people.models import ContactKind, ContactPoint, Need, Person, Stop, Way
from webapp.people.queries import contact_points, needs_of, stops_of

# Needs of the Accessible Information Standard.
BY_PHONE = frozenset({"phone_call"})
BY_EMAIL = frozenset({"email"})
# No screen of a phone meets these. Somebody who also asked for e-mail gets that: their own reader reads it.
ON_PAPER = frozenset({"audio", "braille", "deafblind", "large_print", "letter"})
# Our printer cannot make these; an outside service can.
MADE_ELSEWHERE = frozenset({"audio", "braille", "deafblind"})
# A room above adds languages that only our messages speak.
WRITTEN = set(LANGUAGES)
# Who signs, or speaks one of these, reads English too. Anybody else would get words they cannot read: a human finds an interpreter.
READS_ENGLISH = frozenset({"bfi", "cy", "ga", "gd"})
CARRIED = {Way.SMS: ContactKind.MOBILE, Way.EMAIL: ContactKind.EMAIL, Way.LETTER: ContactKind.ADDRESS}


_carried: frozenset[Way] = frozenset(Way)


def use(carried: frozenset[Way]) -> None:
    """From now on only these ways are tried in this process."""
    global _carried
    _carried = carried


class Reach(NamedTuple):
    """`address` is E.164, an e-mail address, or the lines of a postal address, which is empty where only paper may go and none is on file."""

    way: Way
    address: str


def ways_to_reach(session: Session, person: Person) -> list[Reach]:
    """Empty: a human must ring or see them."""
    return ways_for(person.language, needs_of(session, person.id), stops_of(session, person.id), contact_points(session, person.id), _carried)


def ways_for(
    language: str, needs: Sequence[Need], stops: Collection[str], points: Sequence[ContactPoint], carried: Collection[Way] = tuple(Way)
) -> list[Reach]:
    """Pure. `stops` are the choices that stand, `points` the contacts in use, the best first, `carried` the ways there are here."""
    asked = {need.code for need in needs}
    if asked & BY_PHONE or not (language in WRITTEN or language in READS_ENGLISH):
        return []
    ways = ways_by_need(asked)
    paper_only = ways == (Way.LETTER,) or Stop.ALL_BUT_PAPER in stops
    open_ways = [way for way in ways if way in carried and not stops_for(way) & set(stops)]
    address = {kind: next((point.value or "" for point in points if point.kind is kind), "") for kind in CARRIED.values()}
    return [Reach(way, address[CARRIED[way]]) for way in open_ways if address[CARRIED[way]] or (paper_only and way is Way.LETTER)]


def ways_by_need(asked: Collection[str]) -> tuple[Way, ...]:
    if BY_EMAIL & set(asked):
        return (Way.EMAIL, Way.LETTER) if ON_PAPER & set(asked) else (Way.EMAIL, Way.SMS, Way.LETTER)
    return (Way.LETTER,) if ON_PAPER & set(asked) else (Way.SMS, Way.EMAIL, Way.LETTER)


def stops_for(way: Way) -> frozenset[Stop]:
    """The choices that close this way."""
    own = {Way.SMS: {Stop.TEXTS}, Way.EMAIL: {Stop.EMAILS}}.get(way, set())
    return frozenset(own if way is Way.LETTER else own | {Stop.ALL_BUT_PAPER})


def index_of(way: Way, address: str) -> str:
    """The blind index under which a contact of this way is looked up."""
    return ring().blind(address.casefold(), {Way.EMAIL: "email", Way.LETTER: "address"}.get(way, "phone"))
