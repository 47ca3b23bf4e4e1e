from dataclasses import dataclass, field

from webapp.access.models import Use
from webapp.accounts.models import Knew
from webapp.base.i18n import _
from webapp.doors.forms import MobileAsked


@dataclass
class MobileForm(MobileAsked):
    """A number checked with the person: is it their own, and who else uses it."""

    own: str = ""
    shared_with: str = ""

    @classmethod
    def read(cls, posted) -> "MobileForm":
        made = cls(own=posted.get("own", ""), shared_with=posted.get("shared_with", "")[:200].strip())
        made.read_number(posted)
        if made.own not in ("yes", "no"):
            made.errors["own"] = _("Ask if it is their own phone.")
        return made


@dataclass
class VouchForm:
    """How staff knew the person before them. None, with an error, when it was not said."""

    knew: Knew | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "VouchForm":
        said = posted.get("knew", "")
        if said in set(Knew):
            return cls(Knew(said))
        return cls(errors={"knew": _("Choose how you know that it is them.")})


def chosen_uses(posted) -> frozenset[Use]:
    return frozenset(use for use in Use if use.value in posted.getlist("uses"))
