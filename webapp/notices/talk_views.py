"""The desk: how the yearly talks are done here, which people read on pages, in letters and on paper."""

from flask import g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.notices.doors import blueprint
from webapp.notices.talk_forms import TalkForm
from webapp.practices.changes import choose_talks
from webapp.web.pages import Page, page
from webapp.web.request import db


@blueprint.get("/staff/talks-here")
@staff_needs(Permission.NOTICE_CHANGE)
def talks_here():
    return talks_page(TalkForm.of(g.practice))


@blueprint.post("/staff/talks-here")
@staff_needs(Permission.NOTICE_CHANGE)
def talks_here_chosen():
    form = TalkForm.read(request.form)
    if form.errors or form.length is None:
        return talks_page(form, 422)
    choose_talks(db, practice=g.practice, talkers=form.talkers, ways=form.ways, minutes=form.length, same_person=form.same_person)
    return redirect(url_for("notices.talks_here", saved=1), 303)


def talks_page(form: TalkForm, status: int = 200) -> Page:
    return page("notices/talks_here.html", status=status, form=form, address=url_for("notices.talks_here"))
