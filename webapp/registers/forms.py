"""What was chosen on the pages of the list. A choice nobody offered is no choice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from webapp.base.i18n import _
from webapp.base.numbers import whole_number
from webapp.content.catalogue import conditions
from webapp.pathway.models import Stage
from webapp.registers.models import Ruling
from webapp.registers.queries import MISSING, Filters

OLDEST = 120


@dataclass
class FilterForm:
    """`filters` is what the page shows; `typed` what stood in the boxes."""

    filters: Filters
    typed: Mapping[str, str]
    number: int = 1
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "FilterForm":
        errors: dict[str, str] = {}
        ages = {name: age_in(args, name, errors) for name in ("age_from", "age_to")}
        stage = args.get("stage", "")
        chosen = {
            "condition": args.get("condition", "") if args.get("condition") in conditions() else "",
            "stage": Stage(stage) if stage in set(Stage) else None,
            "language": args.get("language", "")[:8],
            "missing": args.get("missing", "") if args.get("missing") in MISSING else "",
        }
        return cls(Filters(**chosen, **ages), args, whole_number(args.get("page", ""), 0, 999_999) or 1, errors)


def age_in(args: Mapping[str, str], name: str, errors: dict[str, str]) -> int | None:
    """Whole years. None when the box is empty, or holds no age."""
    typed = args.get(name, "").strip()
    age = whole_number(typed, 0, OLDEST)
    if typed and age is None:
        errors[name] = _("Write the age in years, like 70.")
    return age


def pair_in(form: Mapping[str, str]) -> tuple[tuple[UUID, UUID], Ruling] | None:
    """Which two, and what was said of them."""
    try:
        return (UUID(form.get("first", "")), UUID(form.get("second", ""))), Ruling(form.get("ruling", ""))
    except ValueError:
        return None
