"""The boxes beside a person's steps that ask for a text before the day: read, checked, kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.edits.forms import Typing
from webapp.people.models import Person
from webapp.plans.models import Item
from webapp.plans.queries import Part
from webapp.plans.reminders import remind, reminder_day, reminding, stop_reminders
from webapp.plans.rules import BY_WHEN
from webapp.practices.models import Practice


def box_of(item: Item) -> str:
    return f"remind-{item.id}"


def check_reminders(form: Mapping[str, str], actions: Iterable[Part], typing: Typing, practice: Practice, today: date) -> None:
    """A box that was ticked now, with no day or with one too near for a text, is said beside the box."""
    for part in actions:
        typed = typing.typed.get(part.item.id, {}).get(BY_WHEN)
        kept = part.item.due_on.isoformat() if part.item.due_on else ""
        day = typed.text if typed else kept
        if not form.get(box_of(part.item)) or f"{BY_WHEN}-{part.item.id}" in typing.errors or (part.item.reminder_id and day == kept):
            continue
        if not day:
            typing.errors[box_of(part.item)] = _("Write a day for this step. Then we can remind you.")
        elif reminder_day(practice, date.fromisoformat(day)) <= today:
            typing.errors[box_of(part.item)] = _("This day is too near for a text.")


def keep_reminders(session: Session, *, form: Mapping[str, str], actions: Iterable[Part], person: Person, practice: Practice, by: UUID, today: date) -> None:
    """One text waits for each step whose box is ticked, and none for the others. `by` is an account id."""
    actions = list(actions)
    found = reminding(session, person.id, actions)
    for item in (part.item for part in actions if part.item):
        if not (found.may and form.get(box_of(item))):
            stop_reminders(session, [item], by=by, why="not wanted any more")
        elif item.reminder_id is None or item.id not in found.waiting:
            remind(session, item=item, person=person, practice=practice, by=by, today=today)
