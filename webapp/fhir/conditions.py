"""When a FHIR question is asked: its enableWhen, made into tests of other answers. Pure."""

from typing import TYPE_CHECKING

from webapp.base.i18n import _
from webapp.content.prompt import Check, Code, Condition, Option
from webapp.fhir.bounds import units_of
from webapp.fhir.files import FormRefused, Json, refuse
from webapp.fhir.initial import TAKES, kept
from webapp.fhir.values import options_in, value_of

if TYPE_CHECKING:
    from webapp.fhir.items import Here, Reading

OPERATORS = {"exists", "=", "!=", ">", "<", ">=", "<="}
HAVE_NO_ORDER = {"Boolean", "Coding", "String"}


def condition_of(item: Json, reading: "Reading", here: "Here") -> tuple[Condition, ...]:
    """Empty when it is always asked. Raises FormRefused."""
    rows = item.get("enableWhen", ())
    if not rows:
        return ()
    behaviour = item.get("enableBehavior", "all")
    if behaviour not in ("all", "any") or (len(rows) > 1 and "enableBehavior" not in item):
        raise refuse(f"{here.path}.enableBehavior", _("It must say “all” or “any”."))
    return (
        Condition(tuple(test_of(row, item, reading, here, f"{here.path}.enableWhen[{number}]") for number, row in enumerate(rows)), any=behaviour == "any"),
    )


def test_of(row: Json, item: Json, reading: "Reading", here: "Here", path: str) -> Check:
    asked = reading.by_id.get(row["question"])
    if asked is None or asked is item or asked["type"] in ("group", "display"):
        raise refuse(f"{path}.question", _("There is no question “%(name)s” it could hang on.", name=row["question"][:60]))
    if row["operator"] not in OPERATORS:
        raise refuse(f"{path}.operator", _("We do not know this way to compare."))
    kind, value = value_of(row, "answer")
    link = row["question"] + here.inside.get(row["question"], "")
    if row["operator"] == "exists":
        if kind != "Boolean":
            raise refuse(f"{path}.answer{kind}", _("Here only true or false can stand."))
        return Check(link, "exists", "true" if value else "false")
    return Check(link, row["operator"], takes(asked, kind, value, row["operator"], reading.form, path))


def takes(asked: Json, kind: str, value: object, operator: str, form: Json, path: str) -> str:
    at = f"{path}.answer{kind}"
    if kind == "Reference" or kind not in TAKES.get(asked["type"], set()) | ({"String"} if asked["type"] == "open-choice" else set()):
        raise refuse(at, _("The other question is never answered like this."))
    if operator not in ("=", "!=") and kind in HAVE_NO_ORDER:
        raise refuse(f"{path}.operator", _("These answers are not more or less than each other."))
    units: tuple[Code, ...] = units_of(asked) if asked["type"] == "quantity" else ()
    return kept(kind, value, offered(asked, form), units, at, is_open=asked["type"] in ("open-choice", "string", "text"))


def offered(asked: Json, form: Json) -> tuple[Option, ...]:
    """What is wrong with the other question's own answers is told at its own place."""
    try:
        return options_in(asked, form, "")
    except FormRefused:
        return ()
