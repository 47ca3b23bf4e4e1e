"""What was posted from a form of the plan: words by item and field, rulers, days. Plain errors by the field's name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from webapp.base.days import day_of, day_refused
from webapp.base.i18n import _
from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner
from webapp.chapters.sections import CHOICES
from webapp.plans.models import Answer, Keep
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import DAYS, FIELDS, LONGEST, REVIEW_ON, RULER, RULERS, Progress, Typed, owner_of
from webapp.preparation.rules import plain_words

TO_COME = frozenset({REVIEW_ON, "wishes_again_on", "medicines_next"})
GONE_BY = frozenset({"medicines_last"})
# Beside a field's name: the row its form showed, and the row that met it meanwhile. `keep` says what was chosen of the two.
SEEN, MET, KEEP = "seen-", "met-", "keep"
NAME = re.compile(r"([a-z_0-9]+)-([0-9a-f]{8}-[0-9a-f-]{27})")


@dataclass(frozen=True)
class Clash:
    """What stands in a field by now: its words, the row that says so, and whose they are."""

    words: str
    row: UUID | None
    who: str


@dataclass
class Typing:
    """`typed`: an item's id, or the plan's -> its fields as they will be kept. `shown`: the field's name -> what was typed, to show again.

    `seen`: the row each field's form was showing. `strays`: what was typed for items that are not on this page: one may have been taken out since.
    `taken_out`: what was typed in a thing that somebody took out meanwhile.
    """

    typed: dict[UUID, dict[str, Typed]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    seen: dict[str, UUID | None] = field(default_factory=dict)
    strays: dict[tuple[UUID, str], str] = field(default_factory=dict)
    taken_out: list[str] = field(default_factory=list)


def name_of(part: Part, what: str) -> str:
    """The name of a field on the page, and the id of its first control."""
    return f"{what}-{part.item.id if part.item else 'plan'}"


def kind_of(part: Part) -> ItemKind | None:
    return part.item.kind if part.item else None


def read_parts(form: Mapping[str, str], parts: Iterable[Part], plan_id: UUID, today: date) -> Typing:
    """Only fields that were on the page are read; a ruler on which nothing was chosen is not sent and stays as it was."""
    found, parts = Typing(), list(parts)
    found.strays = typed_for_others(form, {part.item.id for part in parts if part.item})
    for part in parts:
        about = part.item.id if part.item else plan_id
        for what in FIELDS[kind_of(part)]:
            name = name_of(part, what)
            if name in form:
                found.shown[name], found.seen[name] = form[name], row_shown(form.get(SEEN + name, ""))
                keep = chosen_for(form, name)
                text = plain_words(form[name]) if keep is Keep.THEIRS else checked_unless_kept(part, what, plain_words(form[name]), name, found.errors, today)
                seen = row_shown(form.get(MET + name, "")) if keep is Keep.MINE else found.seen[name]
                found.typed.setdefault(about, {})[what] = Typed(text, seen, keep)
    return found


def checked_unless_kept(part: Part, what: str, text: str, name: str, errors: dict[str, str], today: date) -> str:
    """A day that stands already may have passed since, and two texts kept together may be long: saving the rest of the page is no mistake."""
    kept = part.says(what)
    if text == kept or is_same_day(what, text, kept):
        return kept
    return checked(what, text, name, errors, today)


def chosen_for(form: Mapping[str, str], name: str) -> Keep | None:
    """One press under one field: mine, theirs, or both."""
    chosen, _colon, which = form.get(KEEP, "").partition(":")
    return Keep(chosen) if which == name and chosen in list(Keep) else None


def typed_for_others(form: Mapping[str, str], on_page: set[UUID]) -> dict[tuple[UUID, str], str]:
    matched = ((NAME.fullmatch(name), plain_words(text)) for name, text in form.items())
    found = {(row_shown(match[2]), match[1]): text[:LONGEST] for match, text in matched if match and text}
    return {(about, what): text for (about, what), text in found.items() if about is not None and about not in on_page}


def is_same_day(what: str, typed: str, kept: str) -> bool:
    day = day_of(typed) if what in DAYS and kept else None
    return day is not None and day.isoformat() == kept


def row_shown(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def checked(what: str, text: str, name: str, errors: dict[str, str], today: date) -> str:
    """The words as they are kept: a day as 2026-11-03, a ruler as its number. An error is written down and the text is left as it is."""
    if len(text) > LONGEST:
        errors[name] = _("This is too long for one box. Use fewer words.")
    elif what in RULERS and text and text not in RULER:
        errors[name] = _("Choose a number from 1 to 10.")
    elif text and ((what == "progress" and text not in list(Progress)) or text not in CHOICES.get(what, {text: ""})):
        errors[name] = _("Choose one of the answers.")
    elif what in DAYS and text:
        return checked_day(what, text, name, errors, today)
    return text


def checked_length(text: str) -> str:
    """Plain words that fit in one box; empty when they do not."""
    plain = plain_words(text)
    return plain if len(plain) <= LONGEST else ""


def checked_day(what: str, text: str, name: str, errors: dict[str, str], today: date) -> str:
    day = day_of(text)
    refused = day_refused(day, today + timedelta(days=1) if what in TO_COME else None)
    if day and what in GONE_BY and day > today:
        refused = _("This day has not come yet.")
    if refused:
        errors[name] = refused
    return day.isoformat() if day else text


def needs_reading_back(typing: Typing, whole: Whole) -> bool:
    """Did the professional type in a field that holds the person's own words?"""
    for part in [whole.own, *whole.all_parts]:
        about = part.item.id if part.item else whole.plan.id
        for what, typed in typing.typed.get(about, {}).items():
            if owner_of(kind_of(part), what) is Owner.PERSON and typed.text != part.says(what):
                return True
    return False


def read_answer(form: Mapping[str, str], name: str = "answer") -> tuple[Answer | None, str]:
    said = form.get(name, "")
    return (Answer(said) if said in list(Answer) else None), plain_words(form.get(f"{name}-notes", ""))[:LONGEST]
