"""The desk: who is reached and who is missed."""

from babel import Locale, UnknownLocaleError
from flask import Blueprint, g
from flask_babel import get_locale

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.base.i18n import _
from webapp.cohorts.rules import Way
from webapp.cohorts.words import WAYS
from webapp.content.catalogue import conditions
from webapp.coverage.queries import coverage_of
from webapp.coverage.rules import BANDS, Shown, Tally, shown
from webapp.people.models import EthnicGroup
from webapp.people.words import ETHNIC_GROUPS
from webapp.web.pages import page
from webapp.web.request import db

blueprint = Blueprint("coverage", __name__)


@blueprint.get("/staff/coverage")
@staff_needs(Permission.COHORT_BUILD)
def desk():
    found = coverage_of(db, g.practice.id)
    tables = [(title, lines(kind, found.get(kind, {})), is_known(kind, found.get(kind, {}))) for kind, title in titles()]
    return page("coverage/desk.html", whole=shown(found.get("all", {}).get("all", Tally())), tables=tables, WAYS={way: WAYS[way] for way in Way})


def titles() -> list[tuple[str, str]]:
    return [
        ("condition", _("By condition")),
        ("age", _("By age")),
        ("sex", _("By sex")),
        ("language", _("By language")),
        ("ethnic_group", _("By ethnic group")),
        ("deprivation", _("By how poor their area is")),
    ]


def is_known(kind: str, groups: dict[str, Tally]) -> bool:
    """Not of a group that no report brought in has ever said."""
    return kind not in ("ethnic_group", "deprivation") or any(groups)


def lines(kind: str, groups: dict[str, Tally]) -> list[tuple[str, Shown]]:
    """Ages and fifths as they follow each other, not known last; all others with the largest group first."""
    in_steps = kind in ("age", "deprivation")
    order = sorted(groups, key=lambda group: (not group, int(group or 0)) if in_steps else (-groups[group].total, group))
    return [(named(kind, group), shown(groups[group])) for group in order]


def named(kind: str, group: str) -> str:
    if kind == "age":
        return age_band(int(group))
    if kind == "deprivation":
        return {"1": _("1, the most poor areas"), "5": _("5, the least poor areas"), "": _("Not known here")}.get(group, group)
    if kind == "ethnic_group":
        return str(ETHNIC_GROUPS[EthnicGroup(group)]) if group else _("Not known here")
    if kind == "sex":
        return {"female": _("Women and girls"), "male": _("Men and boys"), "": _("Not known here")}.get(group, _("Others"))
    return conditions().get(group, group) if kind == "condition" else language_name(group)


def age_band(first: int) -> str:
    after = next((band for band in BANDS if band > first), None)
    return _("%(first)s to %(last)s years", first=first, last=after - 1) if after else _("%(first)s years and over", first=first)


def language_name(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return _("Not known here")
