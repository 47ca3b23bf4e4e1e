"""The desk: the batches there are, one to say yes to, and how it goes."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission, may
from webapp.access.sightings import note_seen
from webapp.accounts.signed_in import visitor
from webapp.batches import words
from webapp.batches.changes import MoveRefused, SamePerson, ask_again, call_off, resume, say_yes, send_back, set_rules, stop
from webapp.batches.forms import RulesForm, words_in
from webapp.batches.models import Batch, BatchState
from webapp.batches.previews import preview_of
from webapp.batches.queries import batch_of, batches_of, counts_of, details_held, leavers_read_at, moves_of, names_by_account
from webapp.batches.rules import RUNS
from webapp.web.pages import Page, page, wants_fragment
from webapp.web.request import db

blueprint = Blueprint("batches", __name__, url_prefix="/staff/batches")
BEFORE = (BatchState.WAITING, BatchState.SENT_BACK)


@blueprint.get("")
@staff_needs(Permission.BATCH_RUN)
def batches():
    return batches_page(RulesForm.of(g.practice))


def batches_page(form: RulesForm, status: int = 200) -> Page:
    found = batches_of(db, g.practice.id)
    counts = counts_of(db, [batch.id for batch in found])
    known = {"names": names_by_account(db, g.practice.id), "words": words, "address": url_for("batches.batches")}
    return page("batches/all.html", status=status, batches=found, counts=counts, form=form, **known)


@blueprint.post("/rules")
@staff_needs(Permission.TEXTS_CHANGE)
def rules():
    form = RulesForm.read(request.form)
    if form.errors:
        return batches_page(form, 422)
    set_rules(db, practice=g.practice, **form.numbers)
    return redirect(url_for("batches.batches", saved=1), 303)


def own_batch(batch_id: UUID) -> Batch:
    return batch_of(db, g.practice.id, batch_id) or abort(404)


@blueprint.get("/<uuid:batch_id>")
@staff_needs(Permission.BATCH_RUN)
def batch(batch_id: UUID):
    found = own_batch(batch_id)
    if wants_fragment():
        return page("batches/one.html", "batches/_progress.html", batch=found, counts=counts_of(db, [found.id])[found.id], words=words, RUNS=RUNS)
    return batch_page(found)


def batch_page(found: Batch, status: int = 200, wrong: str | None = None) -> Page:
    preview = preview_of(db, found, g.practice) if found.state in BEFORE else None
    if preview:
        note_seen({Seen.TEXTS: preview.shown})
    who = visitor()
    known = {
        "moves": moves_of(db, found.id),
        "names": names_by_account(db, g.practice.id),
        "counts": counts_of(db, [found.id])[found.id],
        "read_at": leavers_read_at(db, g.practice.id),
        "old": details_held(db, found.id) if preview is None else preview.old,
        "is_own": who.account_id in (found.made_by_id, found.asked_by_id),
        "may_say": may(who, Permission.BATCH_APPROVE, person_id=None, practice_id=g.practice.id),
    }
    typed = words_in(request.form) if wrong else ""
    address = url_for("batches.batch", batch_id=found.id)
    said = {"wrong": wrong and words.WRONG[wrong], "typed": typed, "address": address}
    return page("batches/one.html", status=status, batch=found, preview=preview, words=words, RUNS=RUNS, **known, **said)


def done(found: Batch, change: Callable[[], object]) -> Page | Response:
    """The change, and back to the batch; or the batch as it is now, and why not."""
    try:
        change()
    except SamePerson:
        return batch_page(found, 409, "same")
    except MoveRefused:
        return batch_page(found, 409, "moved")
    return redirect(url_for("batches.batch", batch_id=found.id), 303)


@blueprint.post("/<uuid:batch_id>/answer")
@staff_needs(Permission.BATCH_APPROVE)
def answer(batch_id: UUID):
    found, why, by = own_batch(batch_id), words_in(request.form), visitor().account_id
    said = request.form.get("answer")
    if said == "yes":
        return done(found, lambda: say_yes(db, batch=found, practice=g.practice, by=by))
    if said not in ("back", "no"):
        return batch_page(found, 422, "answer")
    if not why:
        return batch_page(found, 422, "words")
    return done(found, lambda: (send_back if said == "back" else call_off)(db, batch=found, why=why, by=by))


@blueprint.post("/<uuid:batch_id>/asking")
@staff_needs(Permission.BATCH_RUN)
def yes_request(batch_id: UUID):
    found = own_batch(batch_id)
    return done(found, lambda: ask_again(db, batch=found, why=words_in(request.form) or None, by=visitor().account_id))


@blueprint.post("/<uuid:batch_id>/stopping")
@staff_needs(Permission.BATCH_RUN)
def halt(batch_id: UUID):
    found = own_batch(batch_id)
    return done(found, lambda: stop(db, batch=found, by=visitor().account_id))


@blueprint.post("/<uuid:batch_id>/continuation")
@staff_needs(Permission.BATCH_APPROVE)
def continuation(batch_id: UUID):
    found = own_batch(batch_id)
    return done(found, lambda: resume(db, batch=found, practice=g.practice, by=visitor().account_id))


@blueprint.post("/<uuid:batch_id>/cancellation")
@staff_needs(Permission.BATCH_RUN)
def cancellation(batch_id: UUID):
    found = own_batch(batch_id)
    return done(found, lambda: call_off(db, batch=found, by=visitor().account_id, why=words_in(request.form) or None))
