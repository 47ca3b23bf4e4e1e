"""How a practice does its yearly talks, as people read it: one place for every page, letter and print."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask_babel.speaklater import LazyString

from webapp.base.i18n import _, lazy, ngettext
from webapp.practices.models import Practice, Talker, TalkWay, Word, named

TALKERS: Mapping[Talker, LazyString] = {
    Talker.NURSE: lazy("a nurse"),
    Talker.DOCTOR: lazy("a doctor"),
    Talker.PHARMACIST: lazy("a pharmacist"),
    Talker.CARE_COORDINATOR: lazy("a care coordinator"),
    Talker.HEALTH_COACH: lazy("a health coach"),
    Talker.OTHER: lazy("someone else from our team"),
}
WAYS: Mapping[TalkWay, LazyString] = {
    TalkWay.SURGERY: lazy("at the GP surgery"),
    TalkWay.PHONE: lazy("by phone"),
    TalkWay.VIDEO: lazy("by video"),
    TalkWay.HOME: lazy("at your home"),
}


class Booked(Protocol):
    """What an appointment itself says: it goes before the practice's habit."""

    @property
    def with_whom(self) -> str | None: ...

    @property
    def place(self) -> str | None: ...

    @property
    def minutes(self) -> int | None: ...


def how_we_talk(practice: Practice | None, booked: Booked | None = None, *, minutes: bool = True) -> list[str]:
    """Sentences in the reader's language; none for a practice that set nothing. Without `minutes` the length stands beside it already."""
    if practice is None or not (practice.talk_with or practice.talk_ways or practice.same_person_since):
        return []
    said = []
    if practice.talk_with and not (booked and booked.with_whom):
        said.append(_("You talk with %(who)s.", who=one_of(chosen_words(Talker, practice.talk_with, TALKERS))))
    if practice.talk_ways and not (booked and booked.place):
        said.append(where_said(chosen_words(TalkWay, practice.talk_ways, WAYS)))
    if minutes and not (booked and booked.minutes):
        said.append(ngettext("It takes about %(num)d minute.", "It takes about %(num)d minutes.", practice.talk_minutes))
    if practice.same_person_since:
        said.append(_("We try to give you the same person each time."))
    return said


def where_said(ways: Sequence[str]) -> str:
    return _("It can be %(ways)s.", ways=one_of(ways)) if len(ways) > 1 else _("It is %(way)s.", way=ways[0])


def chosen_words(kind: type[Word], kept: str, words: Mapping[Word, LazyString]) -> list[str]:
    return [str(words[one]) for one in named(kind, kept.split(","))]


def one_of(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(some)s or %(last)s", some=", ".join(words[:-1]), last=words[-1])
