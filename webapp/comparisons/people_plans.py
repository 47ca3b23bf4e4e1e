"""People of a file beside people on file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.sealing import ring
from webapp.comparisons.matches import Known, in_portions, known_people, mismatch
from webapp.comparisons.plans import Added, Changed, Edit, Plan
from webapp.people.models import ContactKind, ContactPoint, Need, Person, PersonCondition
from webapp.reports.names import has_lost_letters, same_surname
from webapp.reports.people_rows import PersonRow
from webapp.reports.terms import Term, plain
from webapp.tables.refusals import Reason, Refusal

# What earlier reports last said about people: person id -> field -> value.
LastSaid = Callable[[Session, Iterable[UUID]], Mapping[UUID, dict]]
GONE_FROM_RECORD = "not in the GP record any more"
CONTACTS = {ContactKind.MOBILE: "mobiles", ContactKind.LANDLINE: "landlines", ContactKind.EMAIL: "emails", ContactKind.ADDRESS: "addresses"}
INDEXES = {ContactKind.EMAIL: "email", ContactKind.ADDRESS: "address"}
# A report that says nothing of one of these changes nothing.
SAID_OR_NOT = ("sex", "language", "ethnic_group", "deprivation", "died_on")
LISTS = {"conditions": PersonCondition, "needs": Need}


class OnFile:
    """What is on file about the people of one portion, read in four queries."""

    def __init__(self, session: Session, ids: list[UUID], last_said: LastSaid):
        self.contacts = by_person(session, ContactPoint, ids)
        self.lists = {name: by_person(session, table, ids) for name, table in LISTS.items()}
        self.imported = last_said(session, ids)


def by_person(session: Session, table, ids: list[UUID]) -> dict[UUID, list]:
    found = defaultdict(list)
    for row in session.execute(sa.select(table.__table__).where(table.__table__.c.person_id.in_(ids))):
        found[row.person_id].append(row)
    return found


def numbers_on_file(session: Session, numbers: Iterable[str]) -> set[str]:
    return {one for portion in in_portions(numbers) for one in session.scalars(sa.select(col(Person.nhs_number)).where(col(Person.nhs_number).in_(portion)))}


def compare_people(session: Session, practice_id: UUID, rows: Sequence[PersonRow], *, last_said: LastSaid) -> Plan:
    plan = Plan()
    for portion in in_portions(rows):
        known = known_people(session, practice_id, (row.who.nhs_number for row in portion))
        on_file = OnFile(session, [one.id for one in known.values()], last_said)
        for row in portion:
            place(plan, row, known.get(row.who.nhs_number), on_file)
    return plan


def place(plan: Plan, row: PersonRow, known: Known | None, on_file: OnFile) -> None:
    why = mismatch(row.who, known)
    if why is Reason.PERSON_UNKNOWN:
        damaged = "\ufffd" in row.who.surname + row.who.given_name
        plan.set_aside.append(Refusal(row.line, Reason.LETTERS_DAMAGED)) if damaged else plan.added.append(Added(row, known))
        return
    if why or known is None:
        plan.set_aside.append(Refusal(row.line, why or Reason.PERSON_UNKNOWN))
        return
    edits, kept = differences(row, known, on_file)
    plan.set_aside.extend(Refusal(row.line, Reason.CHANGED_BY_STAFF, name) for name in kept)
    if edits:
        plan.changed.append(Changed(row, known, tuple(edits)))
    elif not kept:
        plan.unchanged.append(row.line)


def differences(row: PersonRow, known: Known, on_file: OnFile) -> tuple[list[Edit], list[str]]:
    """(what to change, names of fields staff changed by hand and we leave alone)."""
    imported = on_file.imported.get(known.id, {})
    edits, kept = plain_fields(row, known, imported)
    for kind, name in CONTACTS.items():
        if (wanted := getattr(row, name)) is not None:
            edit = contact_edit(kind, wanted, [point for point in on_file.contacts[known.id] if point.kind is kind])
            kept += [kind.value] if edit is None else []
            edits += [edit] if edit and (edit.gone or edit.come) else []
    for name in LISTS:
        if (wanted := getattr(row, name)) is not None:
            edit, by_staff = list_edit(name, wanted, on_file.lists[name][known.id], imported.get(name))
            kept += [name] if by_staff else []
            edits += [edit] if edit else []
    if row.conditions is not None and known.conditions_imported_at is None and not any(edit.field == "conditions" for edit in edits):
        edits.append(Edit("conditions", "", ", ".join(term.words for term in row.conditions)))
    return edits, kept


def plain_fields(row: PersonRow, known: Known, imported: dict) -> tuple[list[Edit], list[str]]:
    edits, kept = [], []
    for name, new in new_values(row, known).items():
        old = getattr(known, name)
        if name in imported and imported[name] != (old if old is None else str(old)) and name != "died_on":
            kept.append(name)
        else:
            edits.append(Edit(name, str(old or ""), str(new), come=(new,)))
    return edits, kept


def new_values(row: PersonRow, known: Known) -> dict:
    """Fields that would change. A name that only lost its letters on the way, or differs in capitals, is no change."""
    found = {name: getattr(row, name) for name in SAID_OR_NOT if getattr(row, name) and getattr(row, name) != getattr(known, name)}
    for name in ("surname", "given_name"):
        old, new = getattr(known, name), getattr(row.who, name)
        comes_back = has_lost_letters(old) and not has_lost_letters(new)
        if comes_back or (new and not has_lost_letters(new) and not same_surname(old, new)):
            found[name] = new
    return found


def fingerprint(kind: ContactKind, value: str) -> str:
    return ring().blind(value.casefold(), INDEXES.get(kind, "phone"))


def contact_edit(kind: ContactKind, wanted: tuple[str, ...], points: list) -> Edit | None:
    """None when staff changed it by hand and the file says something else: a confirmed or stopped number is never written over."""
    marks = {fingerprint(kind, value): value for value in wanted}
    active = [point for point in points if point.stopped_at is None]
    new = {mark: value for mark, value in marks.items() if mark not in {point.value_index for point in active}}
    stopped_by_staff = {point.value_index for point in points if point.stopped_at and point.stopped_why != GONE_FROM_RECORD}
    by_hand = [point for point in active if point.confirmed_at or point.source != "import"]
    if new and (stopped_by_staff & set(new) or (by_hand and kind is not ContactKind.LANDLINE)):
        return None
    gone = [point for point in active if point.value_index not in marks and point not in by_hand]
    return Edit(kind.value, ", ".join(opened(point) for point in gone), ", ".join(new.values()), tuple(point.id for point in gone), tuple(new.values()))


def opened(point) -> str:
    return ring().unseal(point.value_sealed, f"contact_point.value_sealed.{point.id}")


def list_edit(name: str, wanted: tuple[Term, ...], rows: list, imported: list | None) -> tuple[Edit | None, bool]:
    """Only what an import brought is ended by an import; what staff ended by hand is not brought back."""
    keys = {term.key: term for term in wanted}
    current = {key_of(row): row for row in rows if row.ended_at is None}
    ended = {key_of(row) for row in rows if row.ended_at is not None} - set(current)
    new = [term for key, term in keys.items() if key not in current]
    by_staff = [term for term in new if term.key in ended and term.key in (imported or ())]
    come = [term for term in new if term not in by_staff]
    gone = [row for key, row in current.items() if key not in keys and key in (imported or ())]
    if not come and not gone:
        return None, bool(by_staff)
    words = (", ".join(row.words for row in gone), ", ".join(term.words for term in come))
    return Edit(name, *words, gone=tuple(row.id for row in gone), come=tuple(come)), bool(by_staff)


def key_of(row) -> str:
    return row.code if row.code and row.code != "other" else plain(row.words)
