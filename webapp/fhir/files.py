"""A file somebody loaded, read as FHIR JSON: an untrusted text of limited size, depth and count. Pure.

What is wrong is said with its place, as FHIR writes a path (`Questionnaire.item[2].type`), and in plain words.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from webapp.base.i18n import _

BIGGEST, DEEPEST, MOST_PARTS, MOST_DIGITS = 1_000_000, 60, 60_000, 40
SHOWN = 30
Json = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """`path`: where in the file. `why`: in plain words, for staff."""

    path: str
    why: str


class FormRefused(Exception):
    """`reasons`: everything that stands against it, not only the first thing."""

    def __init__(self, *reasons: Refusal):
        super().__init__("; ".join(reason.path for reason in reasons))
        self.reasons = list(dict.fromkeys(reasons))[:SHOWN]


def refuse(path: str, why: object) -> FormRefused:
    return FormRefused(Refusal(path, str(why)))


def questionnaire_in(raw: bytes) -> Json:
    """The Questionnaire of a file, alone or the only one of a Bundle. Raises FormRefused."""
    whole = json_in(raw)
    kind = whole.get("resourceType")
    if kind == "Bundle":
        entries = whole.get("entry") if isinstance(whole.get("entry"), list) else []
        found = [entry.get("resource") for entry in entries if isinstance(entry, dict)]
        inside = [one for one in found if isinstance(one, dict) and one.get("resourceType") == "Questionnaire"]
        if len(inside) == 1:
            return inside[0]
        raise refuse("Bundle.entry", _("We need a file with one form in it. This one has %(number)s.", number=len(inside)))
    if kind != "Questionnaire":
        raise refuse("resourceType", _("This is not a form. A form says “Questionnaire” here."))
    return whole


def json_in(raw: bytes) -> Json:
    if len(raw) > BIGGEST:
        raise refuse("file", _("The file is too big. It may have 1 million letters at most."))
    if not raw.strip():
        raise refuse("file", _("The file is empty."))
    try:
        text = raw.decode("utf-8-sig")
        if text.lstrip().startswith("<"):
            raise refuse("file", _("This file is XML. Save the form as JSON and load it again."))
        whole = json.loads(text, parse_float=number, parse_constant=no_number)
        check_size(whole)
    except UnicodeDecodeError:
        raise refuse("file", _("The letters of this file cannot be read. Save it as UTF-8.")) from None
    except RecursionError:
        raise refuse("file", _("The file has too many levels.")) from None
    except ValueError:
        raise refuse("file", _("This file is not JSON. It may be cut off.")) from None
    if not isinstance(whole, dict):
        raise refuse("file", _("This is not a form. A form says “Questionnaire” here."))
    return without_nothing(whole)


def without_nothing(part: Any) -> Any:
    """FHIR has no null but as a place-holder; some programs write it for what is not there."""
    if isinstance(part, dict):
        return {name: without_nothing(value) for name, value in part.items() if value is not None}
    return [without_nothing(one) for one in part if one is not None] if isinstance(part, list) else part


def number(text: str) -> Decimal:
    found = Decimal(text)
    if len(text) > MOST_DIGITS or abs(found.adjusted()) > MOST_DIGITS:
        raise ValueError(text[:MOST_DIGITS])
    return found


def no_number(text: str) -> None:
    raise ValueError(text)


def check_size(whole: object) -> None:
    for count, (depth, part) in enumerate(parts(whole)):
        if depth > DEEPEST:
            raise refuse("file", _("The file has too many levels."))
        if count > MOST_PARTS:
            raise refuse("file", _("The file has too many parts."))
        if isinstance(part, int) and len(str(abs(part))) > MOST_DIGITS:
            raise refuse("file", _("One number in the file is too big."))


def parts(whole: object) -> Iterator[tuple[int, object]]:
    """Every part with its depth, without recursion."""
    waiting = [(0, whole)]
    while waiting:
        depth, part = waiting.pop()
        yield depth, part
        inner = list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else ()
        waiting.extend((depth + 1, one) for one in inner)
