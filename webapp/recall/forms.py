"""What was pressed or typed, read and checked; every error says how to put it right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.base.clock import pathway_now, today
from webapp.base.i18n import _
from webapp.base.numbers import whole_number
from webapp.recall.models import CameOf, Heard, Means, RecallSetting, Said
from webapp.recall.rules import BY_ITSELF, MOST_DAYS, month_chosen

BY_HAND = (Means.PHONE, Means.LETTER, Means.VISIT)
HEARD_BY_STAFF = (Heard.PHONE, Heard.POST, Heard.IN_PERSON)
LONGEST = 1000
DAYS = ("second_after", "third_after", "last_after")
WAYS = ("first_way", "second_way", "third_way")


def people_ticked(form: MultiDict[str, str]) -> set[UUID]:
    """The one whose own button was pressed, else everybody ticked. What is no id is nobody."""
    return {found for text in form.getlist("one") or form.getlist("person") if (found := id_of(text))}


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def one_of(kinds, text: str):
    """The member of an enum that this word names; None for anything else."""
    return next((kind for kind in kinds if kind.value == text), None)


def said_by_link(posted: Mapping[str, str]) -> Said | None:
    """One of the four buttons."""
    return one_of([said for said in Said if said is not Said.UNABLE], posted.get("said", ""))


@dataclass
class ReplyForm:
    """What staff write down of an answer."""

    said: Said | None = None
    heard: Heard | None = None
    month: date | None = None
    note: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> "ReplyForm":
        made = cls(one_of(Said, posted.get("said", "")), one_of(HEARD_BY_STAFF, posted.get("heard", "")))
        made.month, made.note = month_chosen(posted.get("month", ""), today()), posted.get("note", "").strip()[:LONGEST]
        if made.said is None:
            made.errors["said"] = _("Choose what they said.")
        if made.heard is None:
            made.errors["heard"] = _("Choose how the answer came.")
        if made.said is Said.NOT_NOW and made.month is None:
            made.errors["month"] = _("Choose the month to ask again.")
        return made


@dataclass
class AttemptForm:
    """What staff write down of asking by hand."""

    means: Means | None = None
    came_of: CameOf | None = None
    note: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> "AttemptForm":
        made = cls(one_of(BY_HAND, posted.get("means", "")), one_of(CameOf, posted.get("came_of", "")), posted.get("tried-note", "").strip()[:LONGEST])
        if made.means is None:
            made.errors["means"] = _("Choose how you tried.")
        if made.came_of is None:
            made.errors["came_of"] = _("Choose what came of it.")
        return made


def month_typed(text: str) -> int | None:
    """1 to 12; None for the month of the birthday, or of the practice."""
    return whole_number(text, 1, 12)


@dataclass
class SettingForm:
    """How a practice asks. `typed` keeps the days as they were typed."""

    chosen: RecallSetting
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def showing(cls, setting: RecallSetting) -> "SettingForm":
        return cls(setting, {name: str(getattr(setting, name)) for name in DAYS})

    @classmethod
    def read(cls, posted: Mapping[str, str], practice_id: UUID) -> "SettingForm":
        made = cls(RecallSetting(practice_id=practice_id), {name: posted.get(name, "").strip()[:10] for name in DAYS})
        made.chosen.month = month_typed(posted.get("month", ""))
        made.chosen.by_itself_since = pathway_now() if posted.get("by_itself") == "yes" else None
        for name, text in made.typed.items():
            if days := whole_number(text, 1, MOST_DAYS):
                setattr(made.chosen, name, days)
            else:
                made.errors[name] = _("Write a number of days from 1 to %(most)d.", most=MOST_DAYS)
        for name in WAYS:
            way = one_of(sorted(BY_ITSELF - {Means.PUSH}), posted.get(name, ""))
            if way is None:
                made.errors[name] = _("Choose one of the ways.")
            else:
                setattr(made.chosen, name, way)
        return made
