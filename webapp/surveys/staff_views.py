"""The desk: how the yearly talks are for those who have them. Everybody at the practice may answer, and everybody sees the totals."""

from datetime import timedelta

from flask import Blueprint, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import instrument
from webapp.questionnaires.care_rules import FEWEST, month_of
from webapp.surveys.changes import answer_survey
from webapp.surveys.forms import SurveyForm
from webapp.surveys.queries import has_answered, months_over
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("surveys", __name__)
NAME = "our_work_check"
A_YEAR = timedelta(days=365)


def survey_page(form: SurveyForm, status: int = 200, **more) -> Page:
    asked = instrument(NAME)
    answered = has_answered(db, visitor().staff_id, asked.id, month_of(today()))
    months = months_over(db, g.practice.id, asked, today() - A_YEAR, today())
    return page("surveys/work_check.html", status=status, asked=asked, form=form, is_answered=answered, months=months, fewest=FEWEST, **more)


@blueprint.get("/staff/work-check")
@staff_needs(Permission.WORK_CHECK)
def work_check():
    return survey_page(SurveyForm())


@blueprint.post("/staff/work-check")
@staff_needs(Permission.WORK_CHECK)
def work_check_answered():
    asked = instrument(NAME)
    form = SurveyForm.read(request.form, asked)
    if form.errors:
        return survey_page(form, status=422)
    if not answer_survey(db, practice_id=g.practice.id, instrument=asked.id, said=form.said, today=today(), by=visitor().staff_id):
        return survey_page(form, status=409)
    return redirect(url_for("surveys.work_check", saved=1), 303)
