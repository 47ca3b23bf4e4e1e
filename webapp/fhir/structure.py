"""Is it a FHIR R4 Questionnaire? Elements, kinds and what is required, by fhir.resources' R4B model (a Questionnaire of R4 is the same).

The model is imported only when a form is loaded: it takes a moment, and the web process mostly never needs it. What the model lets pass
(a status or a type that does not exist, the same linkId twice) is looked at in `fhir_items`. Extensions are looked at there too: the model
knows not all that may lawfully stand in one.
"""

from collections.abc import Iterable
from typing import Any

from webapp.base.i18n import _
from webapp.fhir.files import FormRefused, Json, Refusal

# Nothing of these is ever shown or asked.
UNREAD = {"extension", "text", "meta", "implicitRules"}
READ_RESOURCES = {"ValueSet", "CodeSystem"}


def check_structure(form: Json) -> None:
    """Raises FormRefused with every fault and its path."""
    from fhir.resources.R4B.codesystem import CodeSystem
    from fhir.resources.R4B.questionnaire import Questionnaire
    from fhir.resources.R4B.valueset import ValueSet

    found = must_understand(form, "Questionnaire")
    core = {name: value for name, value in form.items() if name not in UNREAD | {"contained", "item"}}
    items = form.get("item", [])
    found += faults(Questionnaire, core | ({"item": without(items, keep=("text",))} if items else {}), "Questionnaire")
    contained = form.get("contained", [])
    for number, one in enumerate(contained if isinstance(contained, list) else ()):
        model = {"ValueSet": ValueSet, "CodeSystem": CodeSystem}.get(one.get("resourceType")) if isinstance(one, dict) else None
        if model:
            found += faults(model, without({name: value for name, value in one.items() if name not in UNREAD}), f"Questionnaire.contained[{number}]")
    if not isinstance(items, list):
        found = [Refusal("Questionnaire.item", _("This must be a list."))]
    if found:
        raise FormRefused(*found)


def without(part: Any, keep: tuple[str, ...] = ()) -> Any:
    """The same without extensions, and without what stands beside a plain value (`_text`)."""
    if isinstance(part, list):
        return [without(one, keep) for one in part]
    if isinstance(part, dict):
        return {name: without(value, keep) for name, value in part.items() if name != "extension" and not name.startswith("_")}
    return part


def faults(model: Any, part: Json, at: str) -> list[Refusal]:
    from pydantic import ValidationError

    try:
        model.model_validate(part)
    except ValidationError as why:
        return [Refusal(path_of(at, fault["loc"]), in_words(fault)) for fault in why.errors()]
    except Exception:  # The model's own look-ups stumble over some nonsense: KeyError, RecursionError, TypeError.
        return [Refusal(at, _("This part is not built as FHIR R4 builds it."))]
    return []


def path_of(at: str, loc: Iterable[object]) -> str:
    for step in loc:
        at += f"[{step}]" if isinstance(step, int) else f".{step}"
    return at


def in_words(fault: Any) -> str:
    kind = fault["type"]
    if kind == "extra_forbidden":
        return _("FHIR R4 does not know this element. The form may be for another version of FHIR.")
    if "missing" in kind:
        return _("This element must be there.")
    if kind == "value_error":
        return _("This element has no value, or too many.")
    return _("This value is not of the right kind.")


def must_understand(part: Any, at: str) -> list[Refusal]:
    """An extension that changes what an element means: who does not know it may not use the element."""
    if isinstance(part, list):
        return [fault for number, one in enumerate(part) for fault in must_understand(one, f"{at}[{number}]")]
    if not isinstance(part, dict):
        return []
    found = [Refusal(f"{at}.modifierExtension", _("This changes what the form means. We do not know how."))] if part.get("modifierExtension") else []
    inner = ((name, value) for name, value in part.items() if name not in UNREAD - {"extension"} and name != "contained")
    return found + [fault for name, value in inner for fault in must_understand(value, f"{at}.{name}")]
