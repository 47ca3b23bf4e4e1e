"""What staff see before anything changes: counts, every odd line with its reason, and a few rows to check by eye."""

import json
import random
from collections.abc import Sequence

from webapp.base.i18n import _, day_in_words, lazy, phone_in_words, time_in_words
from webapp.comparisons.plans import Plan
from webapp.content.catalogue import results
from webapp.reports.leaver_rows import LeaverRow
from webapp.reports.notes import Note, Said, note_text
from webapp.reports.opening import Export
from webapp.reports.people_rows import PersonRow
from webapp.reports.result_rows import ResultRow
from webapp.reports.rows import AnyRow
from webapp.tables.files import Sheet
from webapp.tables.refusals import Reason, Refusal, reason_text
from webapp.tables.told import Told, gathered
from webapp.triage.words import unit_at_the_desk

SAMPLES = 5
MOST_CHANGES = 200


def preview_of(export: Export, plan: Plan, *, practice_code: str) -> dict:
    """Plain data, kept sealed with the import. A line counts once; a changed line may also be named as set aside for one of its fields."""
    sheet, reading = export.sheet, export.reading
    set_aside = sorted({*reading.set_aside, *plan.set_aside}, key=lambda refusal: (refusal.line, refusal.reason, refusal.detail))
    return {
        "kind": reading.kind.value,
        "counts": {
            "rows": sheet.seen,
            "added": len(plan.added),
            "changed": len(plan.changed),
            "unchanged": len(plan.unchanged) + len(reading.repeated),
            "refused": len(reading.refused),
            "set_aside": len(set_aside),
        },
        "refused": [kept(refusal) for refusal in reading.refused],
        "set_aside": [kept(refusal) for refusal in set_aside],
        "notes": [[row.line, note.said.value, note.detail] for row in reading.rows for note in row.notes],
        "changes": [
            [changed.row.line, changed.row.who.surname, edit.field, edit.old, edit.new] for changed in plan.changed[:MOST_CHANGES] for edit in changed.edits
        ],
        "samples": samples(reading.rows, export.digest),
        "ignored": list(sheet.layout.ignored),
        "warnings": warnings(sheet, set_aside, practice_code),
    }


def kept(refusal: Refusal) -> list:
    return [refusal.line, refusal.reason.value, refusal.detail]


def warnings(sheet: Sheet, set_aside: Sequence[Refusal], practice_code: str) -> list[list[str]]:
    """About the file as a whole: [word, detail]."""
    found = []
    if sheet.stated_rows is not None and sheet.stated_rows != sheet.seen:
        found.append(["total", f"{sheet.stated_rows}, {sheet.seen}"])
    above = " ".join(sheet.preamble).casefold()
    if "practice code" in above and practice_code.casefold() not in above:
        found.append(["other_practice", practice_code])
    if any(refusal.reason is Reason.MONTH_FIRST for refusal in set_aside):
        found.append(["month_first", ""])
    return found


DIED, LEFT = lazy("Died"), lazy("Left this GP surgery")
VISITS = {"information": lazy("Information visit"), "conversation": lazy("Talk")}
WARNINGS = {
    "total": lazy("The total in the file does not match its rows (%(detail)s). Part of it may be missing."),
    "other_practice": lazy("The file does not name this surgery (%(detail)s). Is it the right file?"),
    "month_first": lazy("Some dates look like month first. Please check the other dates too."),
}


def samples(rows: Sequence[AnyRow], digest: str) -> list[list[str]]:
    """A few rows as they were read, picked by the file's digest so that the same file shows the same ones."""
    picked = random.Random(digest).sample(list(rows), min(SAMPLES, len(rows)))  # noqa: S311
    return [
        [str(row.line), f"{row.who.given_name} {row.who.surname}".strip(), day_in_words(row.who.born_on, weekday=False), told(row), about(row)]
        for row in sorted(picked, key=lambda row: row.line)
    ]


def told(row: AnyRow) -> str:
    """What else the row says, in a line."""
    if isinstance(row, PersonRow):
        return ", ".join([term.words for term in row.conditions or ()] + [phone_in_words(number) for number in row.mobiles or ()])
    if isinstance(row, ResultRow):
        value = _(row.words) if row.words else f"{row.comparator}{row.amount} {unit_at_the_desk(row.code)}".strip()
        return f"{_(results()[row.code].label)}: {value}, {day_in_words(row.taken_on, weekday=False)}"
    if isinstance(row, LeaverRow):
        return f"{DIED if row.died else LEFT}: {day_in_words(row.on, weekday=False)}"
    return ", ".join(filter(None, (str(VISITS[row.kind]), day_in_words(row.starts_at), time_in_words(row.starts_at), row.with_whom)))


def about(row: AnyRow) -> str:
    """What kind of thing a result is of, without its value; empty for other rows."""
    return _(results()[row.code].label) if isinstance(row, ResultRow) else ""


def reasons(report: dict, part: str) -> list[Told]:
    """Each reason once, for the refused or set-aside lines of a kept report."""
    return gathered(line_reasons(report, part))


def line_reasons(report: dict, part: str) -> list[tuple[int, str]]:
    """Line -> its reason, for the refused or set-aside lines of a kept report."""
    return [(line, reason_text(Refusal(line, Reason(reason), detail))) for line, reason, detail in report[part]]


def remarks(report: dict) -> list[Told]:
    return gathered(line_remarks(report))


def line_remarks(report: dict) -> list[tuple[int, str]]:
    return [(line, note_text(Note(Said(said), detail))) for line, said, detail in report["notes"]]


def warned(report: dict) -> list[str]:
    return [str(WARNINGS[word]) % {"detail": detail} for word, detail in report["warnings"]]


def as_text(report: dict) -> str:
    return json.dumps(report, ensure_ascii=False)
