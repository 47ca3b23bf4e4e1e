"""What a practice asks, and why an instrument cannot be asked. Pure: what was chosen, and today, are passed in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp.base.i18n import _
from webapp.content.catalogue import Place, expired, places
from webapp.content.prompt import Instrument

WARNS = timedelta(days=60)
LOADED_TO_BE_ASKED = False


@dataclass(frozen=True)
class Loaded:
    """A loaded form or pack as it stands: `valid_until` only where a licence ends. `entry_only`: staff type its score, nobody is asked.

    `shows_score`: the person may see it. `may_export`: its answers may go out in a file.
    """

    instrument: Instrument
    origin: str
    valid_until: date | None = None
    entry_only: bool = False
    shows_score: bool = True
    may_export: bool = True
    family: frozenset[str] = frozenset()
    gate: str | None = None


@dataclass(frozen=True)
class Row:
    """One line of the practice's page. `asked`: it is asked now. `in_the_way`: why it cannot be; empty when it can.

    `draft`: no clinician of this practice signed its text.
    """

    instrument: Instrument
    asked: bool
    in_the_way: Sequence[Any]
    loaded: Loaded | None = None
    takes_place_of: Sequence[str] = ()
    draft: bool = False


def is_chosen(name: str, chosen: Mapping[str, bool]) -> bool:
    """The practice's own choice, else what the catalogue says. What was loaded is asked once somebody chooses so."""
    place = places().get(name)
    return chosen.get(name, place.on if place else LOADED_TO_BE_ASKED)


def families_of(name: str, loaded: Mapping[str, Loaded]) -> frozenset[str]:
    place: Place | None = places().get(name)
    return place.family if place else loaded[name].family if name in loaded else frozenset()


def relatives(name: str, names: Collection[str], loaded: Mapping[str, Loaded]) -> list[str]:
    """Those that may not be asked beside it: two tools for one thing would tell two stories."""
    mine = families_of(name, loaded)
    return [other for other in names if other != name and mine & families_of(other, loaded)]


def ends_soon(valid_until: date | None, today: date) -> bool:
    return valid_until is not None and today <= valid_until <= today + WARNS


def has_ended(valid_until: date | None, today: date) -> bool:
    """A licence holds on its last day too."""
    return valid_until is not None and today > valid_until


def in_the_way(name: str, today: date, missing_gate: Sequence[Any], loaded: Loaded | None = None, *, lapsed: bool = False) -> list[Any]:
    """Why it cannot be asked now, in words for staff. `lapsed`: the practice's own sign-off of its text has ended."""
    reasons = [] if loaded or not (lapsed or expired(name, today)) else [_("Its text is past its date. It must be looked at and signed again.")]
    if loaded and has_ended(loaded.valid_until, today):
        reasons.append(_("Its licence has ended. Answers so far can still be read."))
    if loaded and loaded.entry_only:
        reasons.append(_("Its questions may not be shown. Staff type in the score."))
    gate = loaded.gate if loaded else places()[name].gate
    return [*reasons, *(missing_gate if gate else ())]
