"""What was wrong with what somebody typed, carried to the same page in another language: a language switch asks anew, and an answer has no errors.

The errors of a page stand in its context as `errors`, or on its `form`, `screen` or `sheet`: {a control's name: words}.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

# By other names: what is said here is no new sentence to be collected.
from webapp.base.i18n import Said
from webapp.base.i18n import _ as say
from webapp.base.i18n import ngettext as count

HOLDERS = ("form", "screen", "sheet")
# A page of ours says fewer, and shorter.
MOST, LONGEST = 40, 1000


def holders(context: Mapping[str, Any] | Context) -> list[dict[str, Any]]:
    found = [context.get("errors"), *(getattr(context.get(name), "errors", None) for name in HOLDERS)]
    return [errors for errors in found if isinstance(errors, dict)]


@pass_context
def told_errors(context: Context) -> list[str]:
    """For the switch: each error of this page as one text, which `read_told` takes apart."""
    errors = next(filter(None, holders(context)), {})
    return [json.dumps([name, taken_apart(words)]) for name, words in errors.items()]


def taken_apart(words: object) -> Any:
    """Words of the catalogue as what they are in it, so that another language can say them."""
    if isinstance(words, Said):
        return {"text": words.text, "many": words.many, "with": {name: taken_apart(value) for name, value in words.variables.items()}}
    return words if isinstance(words, int) else str(words)


def read_told(told: Iterable[str]) -> dict[str, Any]:
    """Name -> words taken apart. What no page of ours wrote is left out."""
    found: dict[str, Any] = {}
    for text in list(told)[:MOST]:
        try:
            name, words = json.loads(text[:LONGEST])
            if said_again(words) and isinstance(name, str) and name:
                found[name] = words
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    return found


def said_again(words: Any) -> str:
    """In the language of this reply."""
    if not isinstance(words, dict):
        return str(words)
    variables = {name: value if isinstance(value, int) else said_again(value) for name, value in words["with"].items()}
    if words["many"]:
        return count(words["text"], words["many"], int(variables.pop("num")), **variables)
    return say(words["text"], **variables)


def tell_again(context: dict[str, Any], told: Mapping[str, Any]) -> None:
    """Into the context of a page that is about to be made."""
    said = {name: said_again(words) for name, words in told.items()}
    if said and context.get("errors") is None:
        context["errors"] = {}
    for errors in holders(context):
        errors |= said
