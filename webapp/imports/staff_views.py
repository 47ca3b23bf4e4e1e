"""Bring a report in: choose the file, look at what it would do, say yes, and take it back if it was wrong."""

import json

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.imports.changes import AnotherIsRunning, confirm, discard, keep_preview, stop_early
from webapp.imports.discretion import without_values
from webapp.imports.forms import UploadForm
from webapp.imports.jobs import continue_import, undo_import
from webapp.imports.previews import preview_of, reasons, remarks, warned
from webapp.imports.queries import brought_in_before, import_of, imports_of
from webapp.imports.words import COUNTS, FIELDS, IN_THE_WAY, KINDS, STATES, value_in_words
from webapp.portions.comparing import plan_for
from webapp.portions.models import ImportRun, ImportState
from webapp.portions.undoing import may_be_undone
from webapp.reports.opening import Export, opened_export
from webapp.tables.decoding import FileRefused
from webapp.web.pages import page
from webapp.web.request import database, db

blueprint = Blueprint("imports", __name__, url_prefix="/staff/imports")
# A request does this much itself; the worker, or one more press, does the rest.
SECONDS = 6


@blueprint.get("")
@staff_needs(Permission.IMPORT_RUN)
def index():
    return index_page(UploadForm())


def index_page(form: UploadForm, status: int = 200):
    return page("imports/index.html", status=status, form=form, runs=imports_of(db, g.practice.id), KINDS=KINDS, STATES=STATES)


@blueprint.post("")
@staff_needs(Permission.IMPORT_RUN)
def upload():
    form = UploadForm.read(request.files)
    if not form.is_valid:
        return index_page(form, 422)
    practice_id, by = g.practice.id, visitor().staff_id
    let_others_save()
    try:
        export = opened_export(form.data, file_name=form.name, read_on=today(), test_numbers=current_app.config["SETTINGS"].accepts_test_numbers)
    except FileRefused as why:
        form.refuse(why)
        return index_page(form, 422)
    report = report_on(export)
    run = keep_preview(db, practice_id=practice_id, export=export, report=report, by=by)
    return redirect(url_for("imports.one", run_id=run.id), 303)


def let_others_save() -> None:
    """Reading a big file takes seconds: the write lock this request holds is given back first. Nothing was written yet."""
    db.expunge_all()
    db.rollback()


def report_on(export: Export) -> dict:
    with database().reading() as session:
        return preview_of(export, plan_for(session, g.practice.id, export.reading), practice_code=g.practice.code)


@blueprint.get("/<uuid:run_id>")
@staff_needs(Permission.IMPORT_RUN)
def one(run_id):
    return run_page(found_or_404(run_id))


def found_or_404(run_id) -> ImportRun:
    return import_of(db, g.practice.id, run_id) or abort(404)


def run_page(run: ImportRun, status: int = 200, **context):
    report = report_for_these_eyes(run)
    odd = {part: reasons(report, part) for part in ("refused", "set_aside")} if report else {}
    return page(
        "imports/one.html",
        status=status,
        headers={"Refresh": "5"} if run.state is ImportState.APPLYING else None,
        run=run,
        report=report,
        odd=odd,
        notes=remarks(report) if report else (),
        warnings=warned(report) if report else (),
        before=brought_in_before(db, g.practice.id, run.digest) if run.state is ImportState.PREVIEWED else None,
        may_be_undone=may_be_undone(run),
        value_in_words=value_in_words,
        words={"KINDS": KINDS, "STATES": STATES, "COUNTS": COUNTS, "FIELDS": FIELDS, "IN_THE_WAY": IN_THE_WAY},
        **context,
    )


def report_for_these_eyes(run: ImportRun) -> dict | None:
    """Values are for those who may also write results down."""
    if not run.report:
        return None
    report = json.loads(run.report)
    sees = may(visitor(), Permission.RESULTS_ENTER, person_id=None, practice_id=g.practice.id)  # type: ignore[arg-type]
    return report if sees else without_values(report)


@blueprint.post("/<uuid:run_id>/confirmation")
@staff_needs(Permission.IMPORT_RUN)
def confirmation(run_id):
    run, by = found_or_404(run_id), visitor().staff_id
    let_others_save()
    try:
        with database().writing() as session:
            confirm(session, run=session.get_one(ImportRun, run.id), by=by)
    except AnotherIsRunning:
        return run_page(run, 409, busy=True)
    continue_import(database(), run_id, seconds=SECONDS)
    return redirect(url_for("imports.one", run_id=run_id), 303)


@blueprint.post("/<uuid:run_id>/removal")
@staff_needs(Permission.IMPORT_RUN)
def removal(run_id):
    discard(db, run=found_or_404(run_id))
    return redirect(url_for("imports.index"), 303)


@blueprint.post("/<uuid:run_id>/ending")
@staff_needs(Permission.IMPORT_RUN)
def ending(run_id):
    stop_early(db, run=found_or_404(run_id))
    return redirect(url_for("imports.one", run_id=run_id), 303)


@blueprint.post("/<uuid:run_id>/undoing")
@staff_needs(Permission.IMPORT_RUN)
def undoing(run_id):
    run, who = found_or_404(run_id), visitor()
    let_others_save()
    if stopped_by := undo_import(database(), run_id, by=who.staff_id, account=who.account_id, seconds=SECONDS):
        return run_page(run, 409, stopped_by=stopped_by)
    return redirect(url_for("imports.one", run_id=run_id), 303)
