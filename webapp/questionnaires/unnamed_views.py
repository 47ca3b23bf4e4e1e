"""The care check without a name. No page here knows who is there: no person in the address, no sign-in read, no line in the access log."""

from flask import g, redirect, request, url_for

from webapp.content.catalogue import care_check
from webapp.practices.models import Practice
from webapp.questionnaires.care_rules import UNNAMED_READERS
from webapp.questionnaires.care_views import check_page, closed, question_at, typed_words
from webapp.questionnaires.doors import blueprint
from webapp.questionnaires.forms import answer_posted, words_posted
from webapp.questionnaires.slips import Slip, give_back, slip_here
from webapp.questionnaires.unnamed import save_unnamed
from webapp.web.pages import page, public
from webapp.web.request import db

PLACE = "/care-check"


def own_slip() -> Slip | None:
    """This browser's slip; the page then shows whom to phone."""
    slip = slip_here()
    if slip:
        g.practice = db.get(Practice, slip.practice_id)
    return slip


@blueprint.get("/care-check/<int:number>")
@public
def unnamed_question(number: int):
    return check_page(number, PLACE, readers=UNNAMED_READERS, unnamed=True) if own_slip() else closed()


@blueprint.post("/care-check/<int:number>")
@public
def unnamed_answer(number: int):
    question, slip = question_at(number), own_slip()
    if slip is None:
        return closed()
    form = answer_posted(request.form, care_check(), question) if question else words_posted(request.form, UNNAMED_READERS)
    if form.errors:
        return check_page(number, PLACE, readers=UNNAMED_READERS, status=422, errors=form.errors, said=typed_words(), unnamed=True)
    save_unnamed(db, slip=slip, instrument=care_check().id, said=form.said)
    if question:
        return redirect(f"{PLACE}/{number + 1}", 303)
    return give_back(redirect(url_for("questionnaires.unnamed_end"), 303))


@blueprint.get("/care-check/end")
@public
def unnamed_end():
    return page("questionnaires/check_end.html", back="/", named=False)
