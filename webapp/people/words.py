"""The words for a person's groups, as they are counted."""

from webapp.base.i18n import _, lazy
from webapp.people.models import EthnicGroup

ETHNIC_GROUPS = {
    EthnicGroup.ASIAN: lazy("Asian"),
    EthnicGroup.BLACK: lazy("Black"),
    EthnicGroup.MIXED: lazy("Mixed or multiple ethnic groups"),
    EthnicGroup.WHITE: lazy("White"),
    EthnicGroup.OTHER: lazy("Other ethnic group"),
    EthnicGroup.NOT_STATED: lazy("Not stated"),
}


def deprivation_in_words(place: str) -> str:
    """`3/10` as a place among tenths; empty where there is none."""
    first, _slash, of = place.partition("/")
    return _("%(place)s of %(of)s", place=first, of=of) if of else ""
