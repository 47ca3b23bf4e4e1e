"""Read what was posted about who reads mood answers, and on the duty list. What was typed is kept; what may be empty is said by the gate, not here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from webapp.accounts.rules import birth_date, is_mobile, phone_number
from webapp.base.clock import today
from webapp.base.i18n import _, phone_in_words
from webapp.cover.models import MoodCover
from webapp.cover.words import OUTCOMES
from webapp.practices.models import Practice, StaffMember

PHONES = ("duty_phone", "deputy_phone", "manager_phone")
PEOPLE = ("lead", "deputy", "manager")
HOURS = ("reads_from", "reads_until")
DAY = ("officer-on-day", "officer-on-month", "officer-on-year")
LONGEST = 2000


@dataclass
class CoverForm:
    """`typed` is what stands in the boxes; `said` is what to keep."""

    typed: dict[str, str] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: MoodCover | None) -> "CoverForm":
        if row is None:
            return cls()
        typed = {name: str(getattr(row, f"{name}_id") or "") for name in PEOPLE} | {"protocol": row.protocol, "officer": row.officer}
        typed |= {name: phone_in_words(getattr(row, name)) if getattr(row, name) else "" for name in PHONES}
        typed |= {name: getattr(row, name).strftime("%H:%M") if getattr(row, name) else "" for name in HOURS}
        parts = (row.officer_on.day, row.officer_on.month, row.officer_on.year) if row.officer_on else ("", "", "")
        return cls(typed | dict(zip(DAY, map(str, parts), strict=True)))

    @classmethod
    def read(cls, posted: Mapping[str, str], staff: Sequence[StaffMember], practice: Practice) -> "CoverForm":
        made = cls({name: posted.get(name, "")[:300].strip() for name in (*PEOPLE, *PHONES, *HOURS, *DAY, "protocol", "officer")})
        ids = {str(one.id): one.id for one in staff}
        for name in PEOPLE:
            made.said[f"{name}_id"] = ids.get(made.typed[name])
        for name in PHONES:
            made.read_phone(name)
        made.read_hours(practice)
        made.read_officer()
        made.said |= {name: made.typed[name] for name in ("protocol", "officer")}
        return made

    def read_phone(self, name: str) -> None:
        number = phone_number(self.typed[name])
        if self.typed[name] and (number is None or not is_mobile(number)):
            self.errors[name] = _("Write a whole UK mobile number, like 07700 900123.")
        self.said[name] = number

    def read_hours(self, practice: Practice) -> None:
        opens, closes = (clock_time(self.typed[name]) for name in HOURS)
        for name, found in zip(HOURS, (opens, closes), strict=True):
            if self.typed[name] and found is None:
                self.errors[name] = _("Write the time like this: 08:30.")
        if opens and closes and not practice.opens <= opens < closes <= practice.closes:
            self.errors["reads_from"] = _("Choose hours in which your GP surgery is open, the earlier time first.")
        self.said |= {"reads_from": opens, "reads_until": closes}

    def read_officer(self) -> None:
        parts = [self.typed[name] for name in DAY]
        signed: date | None = birth_date(*parts, today()) if any(parts) else None
        if any(parts) and signed is None:
            self.errors["officer-on"] = _("Write the day, the month and the whole year.")
        self.said["officer_on"] = signed


def clock_time(text: str) -> time | None:
    hour, _colon, minute = text.replace(".", ":").partition(":")
    if not (hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60):
        return None
    return time(int(hour), int(minute or 0))


@dataclass
class DutyClosingForm:
    """What was done, and what is next. Both are needed."""

    outcome: str
    next_step: str
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str], entry_id: UUID) -> "DutyClosingForm":
        made = cls(posted.get("outcome", ""), posted.get("next_step", "").strip())
        if made.outcome not in OUTCOMES:
            made.errors[f"outcome-{entry_id}"] = _("Choose what you did.")
        if not made.next_step:
            made.errors[f"next_step-{entry_id}"] = _("Write what happens next.")
        elif len(made.next_step) > LONGEST:
            made.errors[f"next_step-{entry_id}"] = _("Your words are too long. Make them shorter.")
        return made
