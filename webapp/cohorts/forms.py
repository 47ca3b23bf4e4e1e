"""What a search looks for, as it was typed. A choice nobody offered is no choice; a number that is none is said so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.base.i18n import _
from webapp.base.numbers import whole_number
from webapp.cohorts.rules import Activation, Bound, Criteria
from webapp.content.catalogue import conditions, results
from webapp.registers.forms import age_in

LONGEST_NAME, LONGEST_REASON = 80, 300
MOST_DIGITS = 12


def searchable_tests() -> list[str]:
    """Results with a number, in the catalogue's order."""
    return [code for code, result in results().items() if not result.options and result.input_range]


@dataclass
class SearchForm:
    """`full`: whoever types may look for numbers about somebody's health; for others those boxes are not there and not read."""

    name: str = ""
    criteria: Criteria = field(default_factory=Criteria)
    most: int | None = None
    pilot: bool = False
    typed: Mapping[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: MultiDict[str, str], *, full: bool, lists: Mapping[str, str], languages: list[str]) -> "SearchForm":
        """`lists`: id -> name of the lists with a score that count now."""
        errors: dict[str, str] = {}
        chosen: dict[str, Any] = {
            "conditions": tuple(code for code in conditions() if code in form.getlist("conditions")),
            "every": form.get("every") == "yes",
            "least_conditions": whole(form, "least_conditions", errors),
            "age_from": age_in(form, "age_from", errors),
            "age_to": age_in(form, "age_to", errors),
            "language": form.get("language", "") if form.get("language") in languages else "",
            "score_list": form.get("score_list", "") if form.get("score_list") in lists else "",
            "judged": form.get("judged") == "yes",
        }
        chosen |= numbers_in(form, errors) if full else {}
        if chosen.get("score_least") and not chosen["score_list"]:
            errors["score_list"] = _("Choose the list that has the score.")
        made = cls(" ".join(form.get("name", "").split()), Criteria(**chosen), whole(form, "most", errors), form.get("pilot") == "yes", form, errors)
        if made.criteria.age_from is not None and made.criteria.age_to is not None and made.criteria.age_from > made.criteria.age_to:
            errors["age_to"] = _("Write an age that is not below the first one.")
        return made

    def check_name(self) -> None:
        """Only a search that is kept needs one; and it must look for something."""
        if not self.name or len(self.name) > LONGEST_NAME:
            self.errors["name"] = _("Give the search a name of 80 letters or fewer.")
        if not self.criteria.ways:
            self.errors["conditions"] = _("Choose at least one thing to look for.")


def numbers_in(form: Mapping[str, str], errors: dict[str, str]) -> dict[str, str]:
    """A test or a level with its bound, and the least score. A number without its test, or the other way round, is asked for."""
    kept: dict[str, str] = {"score_least": decimal(form, "score_least", errors)}
    for name, offered in (("test", searchable_tests()), ("activation", list(Activation))):
        what, amount = form.get(name, ""), decimal(form, f"{name}_amount", errors)
        if what in offered and amount:
            bound = form.get(f"{name}_bound")
            kept |= {name: str(what), f"{name}_amount": amount, f"{name}_bound": Bound.MOST if bound == Bound.MOST else Bound.LEAST}
        elif what in offered and f"{name}_amount" not in errors:
            errors[f"{name}_amount"] = _("Write the number, like 14 or 0.36.")
        elif amount:
            errors[name] = _("Choose what the number is about.")
    return kept


def decimal(form: Mapping[str, str], name: str, errors: dict[str, str]) -> str:
    """Decimal text; empty when nothing, or no number, was typed."""
    said = form.get(name, "").strip()
    if not said:
        return ""
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(said) > MOST_DIGITS:
        errors[name] = _("Write a number, like 14 or 0.36.")
        return ""
    return str(number)


def whole(form: Mapping[str, str], name: str, errors: dict[str, str]) -> int | None:
    said = form.get(name, "").strip()
    number = whole_number(said, 1, 99_999)
    if said and number is None:
        errors[name] = _("Write a whole number, like 3.")
    return number


def ticked(form: MultiDict[str, str]) -> set[UUID] | None:
    """Who was ticked. None: everybody who was found."""
    if form.get("who") != "ticked":
        return None
    return {found for text in form.getlist("person") if (found := id_of(text))}


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def read_reason(form: Mapping[str, str], errors: dict[str, str]) -> str:
    """Why a talk would help, in words the person can read."""
    reason = " ".join(form.get("reason", "").split())
    if not reason:
        errors["reason"] = _("Say why in a few words. They can read it.")
    elif len(reason) > LONGEST_REASON:
        errors["reason"] = _("Write less: %(most)s letters or fewer.", most=LONGEST_REASON)
    return reason
