"""Read what was ticked and typed before something leaves. A password is looked at, and goes nowhere from here but into the lock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import LANGUAGES, _
from webapp.export.rules import LONGEST, SHORTEST, fault_of
from webapp.export.shown import Wishes
from webapp.papers.rules import size_or

FULL, SHORT = "full", "page"


@dataclass
class PaperForm:
    """`points` is the size of the letters; `short`: the plan on a page."""

    short: bool
    points: int
    language: str
    wishes: Wishes

    @classmethod
    def read(cls, posted: Mapping[str, str], *, usual: int, language: str) -> "PaperForm":
        """What was left out or changed on the way is as it usually is."""
        asked = posted.get("language", "")
        return cls(posted.get("what") == SHORT, size_or(posted.get("size"), usual), asked if asked in LANGUAGES else language, read_wishes(posted))


def read_wishes(posted: Mapping[str, str]) -> Wishes:
    return Wishes(number=posted.get("number") == "yes", costs=posted.get("costs") == "yes")


@dataclass
class LockForm:
    """A password typed twice. It is never given back to the page."""

    password: str = field(default="", repr=False)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str], *, own: Collection[str]) -> "LockForm":
        made = cls(posted.get("password", ""))
        fault = fault_of(made.password, own)
        if fault:
            made.errors["password"] = kindly(fault)
        elif made.password != posted.get("password_again", ""):
            made.errors["password_again"] = _("The two are not the same. Please type it two times again.")
        return made


def kindly(fault: str) -> str:
    return {
        "short": _("That is too short. Use %(letters)s letters or more. A few words do well.", letters=SHORTEST),
        "long": _("That is too long. Use at most %(letters)s letters.", letters=LONGEST),
        "numbers": _("Use words too. Numbers alone are found out fast."),
        "common": _("Many people use that, or it is easy to guess. Use other words, or add some."),
    }[fault]
