"""What the pages of this room show, put together once for reading and for what could not be put back."""

from typing import Any
from uuid import UUID

from flask import abort

from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.people.models import Person
from webapp.plans.models import Aside, Side
from webapp.plans.rules import may_keep_both, may_write
from webapp.plans.words import JOB, in_words
from webapp.versions.compare import Became, Line, differences
from webapp.versions.history import label
from webapp.versions.queries import Versions, versions_of, waiting
from webapp.versions.states import KIND, STATE
from webapp.web.pages import Page, page
from webapp.web.request import db

WORDS: dict[str, Any] = {"JOB": JOB, "STATE": STATE, "STATE_KIND": KIND}


def versions_or_404(person: Person) -> Versions:
    return versions_of(db, person.id, today()) or abort(404)


def is_own(person: Person) -> bool:
    return visitor().person_id == person.id


class Standing:
    """What stands now, for the buttons: what a field says, which row says it, and whether the person may write there."""

    def __init__(self, found: Versions, own: bool):
        whole = found.rows.at(found.newest)
        self.own, self.plan_id = own, found.rows.plan.id
        self.parts = {(part.item.id if part.item else None): part for part in (whole.own, *whole.all_parts)}

    def may_put_back(self, item_id: UUID | None, name: str) -> bool:
        part = self.parts.get(item_id)
        return self.own and part is not None and may_write(Side.PERSON, part.item.kind if part.item else None, name, scribe=False)

    def row(self, item_id: UUID | None, name: str) -> UUID | str:
        return self.parts[item_id].seen.get(name, "") if item_id in self.parts else ""

    def words(self, item_id: UUID | None, name: str) -> str:
        return in_words(name, self.parts[item_id].says(name)) if item_id in self.parts else ""

    def is_gone(self, item_id: UUID | None) -> bool:
        return item_id is not None and item_id not in self.parts

    def is_changed_since(self, item_id: UUID | None, line: Line) -> bool:
        return not self.is_gone(item_id) and self.words(item_id, line.name) != line.after


def comparison_page(person: Person, found: Versions, first: int, second: int, status: int = 200, **more) -> Page:
    before, after = found.at(first), found.at(second)
    if before is None or after is None:
        abort(404)
    shown = {"before": found.version(first), "after": found.version(second), "newest": found.newest, "now": Standing(found, is_own(person))}
    return page("versions/comparison.html", status=status, person=person, found=differences(before, after), Became=Became, **shown, **more, **WORDS)


def save_page(person: Person, found: Versions, number: int, status: int = 200, **more) -> Page:
    after, before = found.rows.at(number), found.rows.at(number - 1)
    shown = {"version": found.version(number), "newest": found.newest, "now": Standing(found, is_own(person))}
    return page("versions/save.html", status=status, person=person, found=differences(before, after), Became=Became, **shown, **more, **WORDS)


def waiting_cards(found: Versions) -> list[dict[str, Any]]:
    """Words set aside, each with what stands in its field now. In a thing that was taken out they can only be read."""
    now = Standing(found, True)
    return [waiting_card(found, now, one) for one in waiting(db, found.rows.plan.id)]


def waiting_card(found: Versions, now: Standing, one: Aside) -> dict[str, Any]:
    item_id = None if one.about_id == found.rows.plan.id else one.about_id
    kind = next((item.kind for item in found.rows.items if item.id == item_id), None)
    told = {"label": label(kind, one.field), "words": in_words(one.field, one.words or ""), "standing": now.words(item_id, one.field)}
    return {"aside": one, "seen": now.row(item_id, one.field), "is_gone": now.is_gone(item_id), "may_keep_both": may_keep_both(one.field), **told}
