"""What a plan is, in one word: a draft, agreed, agreed with notes, not agreed yet, or out of date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.base.i18n import lazy
from webapp.plans.models import Agreement, Answer, Side
from webapp.plans.queries import Whole
from webapp.plans.rules import REVIEW_ON


class State(StrEnum):
    """`out_of_date`: both said yes to it, and it was changed since, or its day to be looked at again has passed."""

    DRAFT = "draft"
    AGREED = "agreed"
    AGREED_WITH_NOTES = "agreed_with_notes"
    NOT_AGREED_YET = "not_agreed_yet"
    OUT_OF_DATE = "out_of_date"


STATE = {
    State.DRAFT: lazy("Draft"),
    State.AGREED: lazy("Agreed"),
    State.AGREED_WITH_NOTES: lazy("Agreed with notes"),
    State.NOT_AGREED_YET: lazy("Not agreed yet"),
    State.OUT_OF_DATE: lazy("Out of date"),
}
KIND = {State.AGREED: "good", State.AGREED_WITH_NOTES: "good", State.OUT_OF_DATE: "warn"}


@dataclass(frozen=True)
class Shown:
    """The word as a page shows it, and the kind of tag it stands on."""

    words: str
    kind: str


def state_shown(whole: Whole, today: date) -> Shown:
    found = state_of(whole, today)
    return Shown(str(STATE[found]), KIND.get(found, "plain"))


def state_of(whole: Whole, today: date) -> State:
    newest = whole.revisions[-1].number if whole.revisions else 0
    return state(latest(whole.agreements, whole.number), is_newest=whole.number == newest, review_on=whole.own.says(REVIEW_ON), today=today)


def latest(agreements: Iterable[Agreement], number: int) -> dict[Side, Answer]:
    return {one.side: one.answer for one in agreements if one.number == number}


def state(said: dict[Side, Answer], *, is_newest: bool, review_on: str, today: date) -> State:
    """`review_on` as it is kept: 2026-11-03, or empty."""
    if not said:
        return State.DRAFT
    if len(said) < len(Side) or Answer.NOT_YET in said.values():
        return State.NOT_AGREED_YET
    if not is_newest or (review_on and review_on < today.isoformat()):
        return State.OUT_OF_DATE
    return State.AGREED_WITH_NOTES if Answer.YES_WITH_NOTES in said.values() else State.AGREED
