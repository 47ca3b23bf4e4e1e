"""A stored result as it may be shown, and whether it may ever be."""

from datetime import date
from decimal import Decimal

from webapp.content.catalogue import Result as Entry
from webapp.content.catalogue import catalogue_file
from webapp.readings.values import Reading, is_odd, shown
from webapp.verdicts.gate import months_before

ADULT = 18


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def in_words(entry: Entry, amount: str | None, comparator: str, words: str | None) -> str:
    """What stands on the page: "58", "≤0.5", or a coded result's own words."""
    return shown(entry, Decimal(amount), comparator or None) if amount is not None else words or ""


def stored_reading(entry: Entry, row) -> Reading:
    """The reading behind a stored row, so that rules can run again. `row` has the columns of `result`."""
    value, comparator = number(row.amount), row.comparator or None
    odd = value is not None and entry.input_range is not None and is_odd(entry, entry.input_range, value)
    unusual = comparator is not None and not entry.allow_comparator
    return Reading(True, None, value, comparator, row.words, row.sent_value, row.sent_unit, odd=odd, accept_first=unusual)


def never_shown(entry: Entry, amount: str | None) -> bool:
    """The class `never`, and the few scores whose highest grades are never shown."""
    limit = catalogue_file("release")["never_shown_from"].get(entry.code)
    return entry.release == "never" or (limit is not None and amount is not None and Decimal(amount) >= limit)


def oldest_shown(today: date) -> date:
    """A value taken before this day goes into no pack."""
    return months_before(today, catalogue_file("release")["oldest_shown_months"])


def reaches_back(history_from: date | None, taken_on: date) -> bool:
    """Does the import reach back far enough to show that there is no earlier value?"""
    return history_from is not None and history_from <= months_before(taken_on, catalogue_file("release")["history_must_reach_back_months"])


def years_old(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
