"""A manager's page: when people are asked, how often, how many days apart, and by which way first."""

from flask import g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.recall.changes import change_setting
from webapp.recall.doors import blueprint
from webapp.recall.forms import SettingForm
from webapp.recall.models import Means
from webapp.recall.queries import setting_of
from webapp.recall.words import MEANS, MONTHS
from webapp.web.pages import Page, page
from webapp.web.request import db

CHOICES = (Means.SMS, Means.EMAIL, Means.LETTER)


@blueprint.get("/staff/recall")
@staff_needs(Permission.RECALL_SET)
def setting():
    return setting_page(SettingForm.showing(setting_of(db, g.practice.id)))


@blueprint.post("/staff/recall")
@staff_needs(Permission.RECALL_SET)
def setting_changed():
    form = SettingForm.read(request.form, g.practice.id)
    if form.errors:
        return setting_page(form, 422)
    change_setting(db, practice_id=g.practice.id, chosen=form.chosen, by=visitor().account_id)
    return redirect(url_for("recall.setting", saved=1), 303)


def setting_page(form: SettingForm, status: int = 200) -> Page:
    ways = [(means.value, MEANS[means]) for means in CHOICES]
    return page("recall/setting.html", status=status, form=form, ways=ways, MONTHS=MONTHS, saved="saved" in request.args, address=url_for("recall.setting"))
