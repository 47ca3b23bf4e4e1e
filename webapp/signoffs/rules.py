"""Whether a piece of content stands: signed, draft or expired. Pure: the day is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.signoffs.contents import Content

GOOD_FOR_MONTHS = 12
SOON = timedelta(days=30)


class Standing(StrEnum):
    SIGNED = "signed"
    DRAFT = "draft"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Word:
    """What was signed: which version, until when."""

    version: str
    expires_on: date


def standing_of(content: Content, word: Word | None, today: date) -> Standing:
    """A sign-off of other words counts for nothing. What was never signed is a draft until its own catalogue expires."""
    if word is not None and word.version == content.version:
        return Standing.SIGNED if today <= word.expires_on else Standing.EXPIRED
    if content.provenance.expired(today):
        return Standing.EXPIRED
    return Standing.DRAFT if content.provenance.draft else Standing.SIGNED


def changed_since(content: Content, word: Word | None) -> bool:
    """Was another wording signed?"""
    return word is not None and word.version != content.version


def good_until(today: date) -> date:
    """A year, ending on the same day; 29 February becomes 28 February."""
    months = today.month - 1 + GOOD_FOR_MONTHS
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, 28) if month == 2 else today.day)


def ends_soon(word: Word, today: date) -> bool:
    return today <= word.expires_on <= today + SOON
