"""A list of scores brought in: choose the file, look at it, say yes, take it back. What a score is, only clinicians see."""

import json

from flask import Blueprint, abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _, lazy
from webapp.scores.changes import keep_list, take_back
from webapp.scores.forms import ListForm
from webapp.scores.models import ScoreList
from webapp.scores.queries import list_of, lists_of
from webapp.scores.reading import opened_scores
from webapp.tables.decoding import FileRefused
from webapp.tables.refusals import Reason, Refusal, reason_text
from webapp.tables.told import gathered
from webapp.web.pages import page
from webapp.web.request import db

blueprint = Blueprint("scores", __name__, url_prefix="/staff/score-lists")
COUNTS = {
    "added": lazy("People found here"),
    "unchanged": lazy("Said twice"),
    "refused": lazy("Cannot be used"),
    "set_aside": lazy("Set aside for you to check"),
}


@blueprint.get("")
@staff_needs(Permission.IMPORT_RUN)
def score_lists():
    return lists_page(ListForm())


def lists_page(form: ListForm, status: int = 200):
    return page("scores/lists.html", status=status, form=form, lists=lists_of(db, g.practice.id), address=url_for("scores.score_lists"))


@blueprint.post("")
@staff_needs(Permission.IMPORT_RUN)
def new_list():
    form = ListForm.read(request.form, request.files)
    try:
        file = opened_scores(form.data, today=today()) if form.data else None
    except FileRefused as why:
        form.errors["file"] = str(why)
        return lists_page(form, 422)
    if file and not (method := form.method or file.method):
        form.errors["method"] = _("Say how the score was made. The file does not say it.")
    if form.errors or file is None:
        return lists_page(form, 422)
    said = {"file_name": form.file_name, "name": form.name, "method": method, "reason": form.reason}
    made = keep_list(db, practice_id=g.practice.id, file=file, **said, by=visitor().staff_id)
    return redirect(url_for("scores.one_list", list_id=made.id), 303)


def found_or_404(list_id) -> ScoreList:
    return list_of(db, g.practice.id, list_id) or abort(404)


@blueprint.get("/<uuid:list_id>")
@staff_needs(Permission.IMPORT_RUN)
def one_list(list_id):
    scores = found_or_404(list_id)
    sees = may(visitor(), Permission.SCORE_READ, person_id=None, practice_id=g.practice.id)  # type: ignore[arg-type]
    report = json.loads(scores.report) if scores.report else {"refused": [], "set_aside": [], "samples": []}
    odd = {part: gathered(sentences(report[part], sees)) for part in ("refused", "set_aside")}
    samples = [sample if sees else [*sample[:3], "", sample[4]] for sample in report["samples"]]
    return page("scores/one.html", scores=scores, samples=samples, odd=odd, sees=sees, notes=(), words={"COUNTS": COUNTS})


def sentences(lines: list[list], sees: bool) -> list[tuple[int, str]]:
    """Line -> its reason. What stood where a score should be is not for everybody."""
    told = [(line, Reason(word), detail) for line, word, detail in lines]
    return [(line, reason_text(Refusal(line, why, detail if sees or why is not Reason.BAD_SCORE else ""))) for line, why, detail in told]


@blueprint.post("/<uuid:list_id>/removal")
@staff_needs(Permission.IMPORT_RUN)
def list_removal(list_id):
    take_back(db, scores=found_or_404(list_id))
    return redirect(url_for("scores.score_lists"), 303)
