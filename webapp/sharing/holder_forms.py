"""What staff write down of somebody who is to hold a plan. Keeps what was typed, and says kindly how to put it right."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from webapp.accounts.models import Knew
from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.doors.forms import MobileAsked
from webapp.grants.holding import Grounds
from webapp.grants.models import Basis, Grant, Holder, SharedPart
from webapp.grants.rules import NAME_LETTERS, plain_word, word_fits
from webapp.preparation.rules import plain_words
from webapp.sharing.forms import word_length

NEW = "new"
LONGEST, LONGEST_LINE = 2000, 200
LINES = ("evidence", "kept_at", "seen_by", "assessed_by")
WORDS = ("reason", "capacity")
DAYS = ("seen_on", "assessed_on", "starts_on", "review_on")


@dataclass
class HolderForm(MobileAsked):
    """`who` is the id of a grant that stands, or "new": then a name, a number and a word. `said`: every other field as typed."""

    who: str = ""
    name: str = ""
    word: str = ""
    said: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    parts: frozenset[SharedPart] = frozenset()
    helped: bool = False

    @classmethod
    def fresh(cls, *, by: str, standing: Holder | None, parts: Collection[SharedPart] = ()) -> "HolderForm":
        """Of a holder that stands everything but what must be found anew: that the person still cannot decide, and until when."""
        made = cls(said={"starts_on": day_typed(today()), "seen_by": by, "assessed_by": by}, parts=frozenset(parts))
        if standing is not None:
            made.who = str(standing.grant_id)
            kept = {name: getattr(standing, name) or "" for name in ("reason", "evidence", "kept_at", "seen_by")}
            made.said |= {**kept, "basis": standing.basis, "knew": standing.knew, "seen_on": day_typed(standing.seen_on)}
        return made

    @classmethod
    def read(cls, posted, grants: Collection[Grant]) -> "HolderForm":
        made = cls(who=posted.get("who", ""), name=" ".join(posted.get("name", "")[:NAME_LETTERS].split()), word=posted.get("word", "")[:60])
        made.helped = posted.get("helped") == "yes"
        made.read_who(posted, {str(grant.id) for grant in grants})
        made.said = {name: posted.get(name, "")[:LONGEST] for name in ("basis", "knew", *LINES, *WORDS, *DAYS)}
        made.read_said()
        made.read_days()
        made.parts = frozenset(part for part in SharedPart if part.value in posted.getlist("parts"))
        if not made.parts:
            made.errors["parts"] = _("Choose at least one part of the plan.")
        if not made.helped:
            made.errors["helped"] = _("Help them to decide first. Then tick this.")
        return made

    def read_who(self, posted, known: Collection[str]) -> None:
        if self.who == NEW:
            self.read_number(posted)
            if not self.name:
                self.errors["name"] = _("Write their name.")
            if not word_fits(plain_word(self.word)):
                self.errors["word"] = word_length()
        elif self.who not in known:
            self.errors["who"] = _("Choose who holds the plan.")

    def read_said(self) -> None:
        if self.said["knew"] not in set(Knew):
            self.errors["knew"] = _("Choose how you know that it is them.")
        if self.said["basis"] not in set(Basis):
            self.errors["basis"] = _("Choose what gives them the right.")
        for name in (*LINES, *WORDS):
            self.said[name] = plain_words(self.said[name])[: LONGEST_LINE if name in LINES else LONGEST]
            if not self.said[name]:
                self.errors[name] = _("Write something here.")

    def read_days(self) -> None:
        for name in DAYS:
            day = day_of(self.said[name])
            refused = day_refused(day, today() if name == "review_on" else None)
            if refused:
                self.errors[name] = refused
            elif day and name != "review_on" and day > today():
                self.errors[name] = _("This day is still to come. Check it.")
            elif day:
                self.days[name] = day

    @property
    def grant_id(self) -> UUID | None:
        return None if self.who == NEW else UUID(self.who)

    def grounds(self) -> Grounds:
        """Only of a form without errors."""
        words = {name: self.said[name] for name in (*LINES, *WORDS)}
        return Grounds(Basis(self.said["basis"]), Knew(self.said["knew"]), seen_on=self.days["seen_on"], assessed_on=self.days["assessed_on"], **words)
