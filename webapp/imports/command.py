"""`in-my-words import`: the same preview and the same portions as the page, at once."""

from pathlib import Path

from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.base.session import Database
from webapp.imports.changes import AnotherIsRunning, confirm, digest_of, keep_preview
from webapp.imports.comparing import plan_for
from webapp.imports.decoding import FileRefused
from webapp.imports.files import open_export
from webapp.imports.jobs import continue_import
from webapp.imports.previews import preview_of, reasons, remarks, warned
from webapp.imports.rows import read_rows
from webapp.practices.models import Practice
from webapp.settings import Settings


def run(settings: Settings, database: Database, *, practice: Practice, file: Path, dry_run: bool = False) -> dict:
    """What DESIGN section 9 prints as JSON; with `error`, a sentence, when the file cannot be used. A dry run writes nothing at all."""
    try:
        data = file.read_bytes()
        report = preview(settings, database, practice, data)
        if not dry_run:
            apply(settings, database, practice, file.name, data, report)
    except (FileRefused, AnotherIsRunning) as why:
        said = str(why) or _("Another import is running. Please wait until it is done.")
        return {"kind": None, "rows": 0, "added": 0, "changed": 0, "unchanged": 0, "refused": [], "set_aside": [], "error": said}
    return outcome_of(report)


def preview(settings: Settings, database: Database, practice: Practice, data: bytes) -> dict:
    sheet = open_export(data)
    reading = read_rows(sheet, today=today(), test_numbers=settings.accepts_test_numbers)
    with database.reading() as session:
        plan = plan_for(session, practice.id, reading)
    return preview_of(sheet, reading, plan, practice_code=practice.code, digest=digest_of(data))


def apply(settings: Settings, database: Database, practice: Practice, name: str, data: bytes, report: dict) -> None:
    with database.writing() as session:
        run = keep_preview(session, practice_id=practice.id, file_name=name, data=data, report=report, read_on=today(), by=None)
        confirm(session, run=run, by=None)
        run_id = run.id
    continue_import(database, run_id, test_numbers=settings.accepts_test_numbers)


def outcome_of(report: dict) -> dict:
    counts = report["counts"]
    listed = {part: [{"row": line, "reason": str(why)} for line, why in reasons(report, part)] for part in ("refused", "set_aside")}
    return {
        "kind": report["kind"],
        "rows": counts["rows"],
        "added": counts["added"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        **listed,
        "notes": [{"row": line, "note": str(why)} for line, why in remarks(report)],
        "warnings": warned(report),
    }


def lines_of(outcome: dict) -> list[str]:
    """The outcome for a human at a terminal."""
    if outcome.get("error"):
        return [outcome["error"]]
    lines = [f"{outcome['kind']}: {outcome['rows']} rows", *(f"  {name:<10} {outcome[name]}" for name in ("added", "changed", "unchanged"))]
    for part in ("refused", "set_aside"):
        lines += [f"  {part:<10} {len(outcome[part])}", *(f"    line {odd['row']}: {odd['reason']}" for odd in outcome[part])]
    return lines + [f"  line {note['row']}: {note['note']}" for note in outcome["notes"]] + outcome["warnings"]
