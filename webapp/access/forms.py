from dataclasses import dataclass, field

from webapp.accounts.rules import is_mobile, phone_number
from webapp.base.i18n import _


@dataclass
class MobileForm:
    """A number checked with the person: is it their own, and who else uses it."""

    number: str = ""
    own: str = ""
    shared_with: str = ""
    kept: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "MobileForm":
        made = cls(posted.get("number", "")[:40].strip(), posted.get("own", ""), posted.get("shared_with", "")[:200].strip())
        made.kept = phone_number(made.number)
        if made.kept is None or not is_mobile(made.kept):
            made.errors["number"] = _("Write a whole UK mobile number, like 07700 900123.")
        if made.own not in ("yes", "no"):
            made.errors["own"] = _("Ask if it is their own phone.")
        return made
