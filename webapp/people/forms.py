"""What people may say of themselves, as it was typed."""

from collections.abc import Mapping

from webapp.base.i18n import _

KNOWN_AS, LONGEST_NAME = "known_as", 40


def read_known_as(form: Mapping[str, str], errors: dict[str, str]) -> str | None:
    """The name they like to be called; empty: their first name. None when the page did not ask, or the name is too long."""
    if KNOWN_AS not in form:
        return None
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in form[KNOWN_AS]).split())
    if len(name) > LONGEST_NAME:
        errors[KNOWN_AS] = _("Write a shorter name: 40 letters or fewer.")
        return None
    return name
