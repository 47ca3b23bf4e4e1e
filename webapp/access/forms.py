from dataclasses import dataclass

from webapp.accounts.forms import MobileAsked
from webapp.base.i18n import _


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
