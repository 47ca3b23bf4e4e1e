"""`in-my-words form add`: a published form loaded from the command line."""

from pathlib import Path

from webapp.database.session import Database
from webapp.fhir.files import FormRefused
from webapp.instruments.changes import keep_form
from webapp.instruments.fhir_forms import form_in
from webapp.practices.models import Practice


def load(database: Database, *, practice: Practice, file: Path, leave_out: bool) -> tuple[bool, list[str]]:
    """Did it load, and what to say: each reason or note with its path."""
    try:
        form = form_in(file.read_bytes(), leave_out=leave_out)
    except FormRefused as why:
        return False, ["Not loaded.", *(f"{reason.path}: {reason.why}" for reason in why.reasons)]
    with database.writing() as session:
        row = keep_form(session, practice_id=practice.id, form=form, by=None)
        said = f"{row.title}, version {row.version}: {len(form.loaded.instrument.questions)} pages. Switch it on at /staff/instruments"
    return True, [said, *(f"{note.path}: {note.why}" for note in form.notes)]
