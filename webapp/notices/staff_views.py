"""The desk: what the practice agreed about data, and somebody's no on paper or by word of mouth, written down for them."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.notices import talk_views
from webapp.notices.changes import keep_data_record
from webapp.notices.doors import blueprint
from webapp.notices.forms import DataForm
from webapp.notices.queries import data_record_of
from webapp.notices.rules import missing
from webapp.pathway.opting_out import opt_in, opt_out
from webapp.people.models import OptOutWay, Person
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "talk_views"]
HOW = {way.value: way for way in (OptOutWay.TO_STAFF, OptOutWay.ON_PAPER)}


@blueprint.get("/staff/notice")
@staff_needs(Permission.NOTICE_CHANGE)
def desk():
    return desk_page(DataForm.standing(data_record_of(db, g.practice.id)))


def desk_page(form: DataForm, status: int = 200, changed: bool = False) -> Page:
    standing = data_record_of(db, g.practice.id)
    more = {"missing": missing(standing, today()), "standing": standing, "changed": changed}
    return page("notices/desk.html", status=status, form=form, address=url_for("notices.desk"), **more)


@blueprint.post("/staff/notice")
@staff_needs(Permission.NOTICE_CHANGE)
def desk_saved():
    """Who comes second sees what they typed beside what stands now."""
    form = DataForm.read(request.form)
    if form.errors:
        return desk_page(form, 422)
    if keep_data_record(db, practice=g.practice, values=form.values(), seen=form.seen, by=visitor().staff_id) is None:
        return desk_page(form, 409, changed=True)
    return redirect(url_for("notices.desk", saved=1), 303)


@blueprint.post("/people/<uuid:person_id>/opt-out")
@needs(Permission.DETAILS_CHANGE)
def opt_out_recorded(person: Person):
    """Anything but a way they said no means that they changed their mind."""
    how, who = HOW.get(request.form.get("how", "")), visitor()
    if how:
        opt_out(db, person=person, how=how, by=who.account_id, staff=who.staff_id)
    elif request.form.get("press") == "back":
        opt_in(db, person=person, by=who.account_id, staff=who.staff_id)
    return redirect(url_for("worklists.person", person_id=person.id), 303)
