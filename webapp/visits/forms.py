"""The ticks of a checklist. What cannot be on one is passed over."""

from werkzeug.datastructures import MultiDict

from webapp.content.catalogue import conditions, results
from webapp.visits.checklist import EVERYBODY, may_be_typed


def ticked_codes(form: MultiDict) -> list[str]:
    return [code for code in form.getlist("item") if code in results() and may_be_typed(results()[code])]


def condition_in(values: MultiDict) -> str:
    """A condition's code, or "any"."""
    said = values.get("condition", EVERYBODY)
    return said if said in conditions() else EVERYBODY
