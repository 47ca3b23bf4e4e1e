"""`in-my-words import`: the same preview and the same portions as the page, at once."""

from pathlib import Path

from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.database.session import Database
from webapp.imports.changes import AnotherIsRunning, confirm, keep_preview
from webapp.imports.jobs import continue_import
from webapp.imports.previews import line_reasons, line_remarks, preview_of, warned
from webapp.portions.comparing import plan_for
from webapp.practices.models import Practice
from webapp.reports.opening import Export, opened_export
from webapp.settings import Settings
from webapp.tables.decoding import FileRefused


def run(settings: Settings, database: Database, *, practice: Practice, file: Path, dry_run: bool = False) -> dict:
    """What DESIGN section 9 prints as JSON; with `error`, a sentence, when the file cannot be used. A dry run writes nothing at all."""
    try:
        export = opened_export(file.read_bytes(), file_name=file.name, read_on=today(), test_numbers=settings.accepts_test_numbers)
        report = preview(database, practice, export)
        if not dry_run:
            apply(database, practice, export, report)
    except (FileRefused, AnotherIsRunning) as why:
        said = str(why) or _("Another import is running. Please wait until it is done.")
        return {"kind": None, "rows": 0, "added": 0, "changed": 0, "unchanged": 0, "refused": [], "set_aside": [], "error": said}
    return outcome_of(report)


def preview(database: Database, practice: Practice, export: Export) -> dict:
    with database.reading() as session:
        return preview_of(export, plan_for(session, practice.id, export.reading), practice_code=practice.code)


def apply(database: Database, practice: Practice, export: Export, report: dict) -> None:
    with database.writing() as session:
        run = keep_preview(session, practice_id=practice.id, export=export, report=report, by=None)
        confirm(session, run=run, by=None)
        run_id = run.id
    continue_import(database, run_id, export=export)


def outcome_of(report: dict) -> dict:
    counts = report["counts"]
    listed = {part: [{"row": line, "reason": str(why)} for line, why in line_reasons(report, part)] for part in ("refused", "set_aside")}
    return {
        "kind": report["kind"],
        "rows": counts["rows"],
        "added": counts["added"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        **listed,
        "notes": [{"row": line, "note": str(why)} for line, why in line_remarks(report)],
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
