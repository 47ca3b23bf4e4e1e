"""The words on the pages of the list."""

from babel import Locale

from webapp.base.i18n import _, lazy, locale_tag
from webapp.content.catalogue import conditions
from webapp.people.models import ContactKind
from webapp.registers.rules import Why

KINDS = {ContactKind.MOBILE: lazy("Mobile"), ContactKind.LANDLINE: lazy("Home phone"), ContactKind.EMAIL: lazy("E-mail"), ContactKind.ADDRESS: lazy("Address")}
WHYS = {
    Why.SAME_NAME: lazy("Same last name and birthday, and a similar first name"),
    Why.SAME_PHONE: lazy("Same mobile number"),
}
MISSING = {
    "mobile": lazy("No mobile number"),
    "text_and_email": lazy("No mobile number and no e-mail"),
    "any": lazy("Nothing to reach them by"),
}


def condition_name(code: str) -> str:
    """A code nobody knows is the words of the record themselves."""
    return _(conditions()[code]) if code in conditions() else code


def language_name(code: str) -> str:
    return Locale.parse(locale_tag(), sep="-").languages.get(code, code)
