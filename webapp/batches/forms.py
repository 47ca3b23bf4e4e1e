from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from webapp.base.i18n import _
from webapp.base.numbers import whole_number
from webapp.web.typed import seen_only

MOST_WORDS = 500
# What a practice may choose, each with the fewest and the most.
BOUNDS = {"batch_limit": (1, 100), "canary_minutes": (5, 600), "details_days": (1, 60), "messages_a_year": (1, 24)}


def words_in(form: MultiDict) -> str:
    return seen_only(form.get("why", ""))[:MOST_WORDS].strip()


@dataclass
class RulesForm:
    """A practice's own numbers for its batches, as typed; `numbers` are those that may be kept."""

    typed: dict[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: MultiDict) -> "RulesForm":
        made = cls({name: form.get(name, "").strip()[:10] for name in BOUNDS})
        for name, (least, most) in BOUNDS.items():
            number = whole_number(made.typed[name], least, most)
            if number is not None:
                made.numbers[name] = number
            else:
                made.errors[name] = _("Type a number from %(least)s to %(most)s.", least=least, most=most)
        return made

    @classmethod
    def of(cls, practice) -> "RulesForm":
        return cls({name: str(getattr(practice, name)) for name in BOUNDS})
