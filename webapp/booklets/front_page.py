"""The top of a plan, on screen and on paper: who this is, how to reach and help them, their GP surgery, their key person. Not asked again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from webapp.base.clock import london, today
from webapp.base.i18n import LANGUAGES, _, phone_in_words, time_in_words
from webapp.people.models import Need, Person
from webapp.people.queries import mobile_of, needs_of, stops_texts
from webapp.plans.queries import Part
from webapp.practices.models import Practice


@dataclass(frozen=True)
class KeyPerson:
    """`phone` and `hours` as they are read. The surgery's own stand in where the plan names none."""

    name: str
    phone: str
    hours: str


@dataclass(frozen=True)
class FrontPage:
    """`phone` is empty when none is on file. `key` and `hours` are None and empty without a surgery, unless the plan names somebody to phone."""

    name: str
    phone: str
    takes_texts: bool
    language: str
    needs: Sequence[Need]
    key: KeyPerson | None
    hours: str


def front_page(session: Session, *, person: Person, practice: Practice | None, own: Part) -> FrontPage:
    mobile, hours = mobile_of(session, person.id), hours_of(practice) if practice else ""
    return FrontPage(
        name=person.known_as or person.given_name,
        phone=phone_in_words(mobile.value) if mobile and mobile.value else "",
        takes_texts=not stops_texts(session, person.id),
        language="" if person.language == "en" else LANGUAGES.get(person.language, person.language),
        needs=needs_of(session, person.id),
        key=key_person(own, practice, hours),
        hours=hours,
    )


def key_person(own: Part, practice: Practice | None, hours: str) -> KeyPerson | None:
    """Somebody of the surgery or of any other service; the surgery itself when nobody is named."""
    if practice is None:
        return KeyPerson(own.says("key_person"), own.says("key_phone"), own.says("key_hours")) if own.says("key_phone") else None
    return KeyPerson(own.says("key_person") or practice.name, own.says("key_phone") or practice.phone, own.says("key_hours") or hours)


def hours_of(practice: Practice) -> str:
    opens, closes = (time_in_words(london(today(), at)) for at in (practice.opens, practice.closes))
    return _("%(from)s to %(until)s, Monday to Friday", **{"from": opens, "until": closes})
