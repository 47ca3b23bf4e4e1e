"""The page of an invitation's link: four big buttons. Looking changes nothing and shows nothing about the person; see `replies` for what a press may do."""

from flask import g, redirect, request, url_for

from webapp.accounts.changes import WRONG_NUMBER, stop_wrong_number
from webapp.accounts.links import OpenLink, open_link, stopped_why, try_birth_date
from webapp.accounts.models import LinkKind
from webapp.base.clock import today, wall
from webapp.base.i18n import _
from webapp.doors.arriving import door_limit, speak_to
from webapp.doors.forms import BirthForm, no_match
from webapp.practices.working_days import read_by
from webapp.recall.doors import blueprint
from webapp.recall.forms import said_by_link
from webapp.recall.models import Heard, Reply, Said
from webapp.recall.replies import recall_of_link, take_reply
from webapp.recall.rules import month_chosen, months_to_choose
from webapp.web.pages import Page, page, public
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.get("/r/<invitation>")
@public
def invited_by_link(invitation: str):
    opened = open_link(db, invitation, LinkKind.INVITATION, today())
    return invitation_page(opened, invitation) if opened else closed_page()


@blueprint.post("/r/<invitation>")
@public
@door_limit
def answer(invitation: str):
    opened = open_link(db, invitation, LinkKind.INVITATION, today())
    found = recall_of_link(db, opened.link.id) if opened else None
    if opened is None or found is None:
        return closed_page()
    said = said_by_link(request.form)
    if said is None:
        return invitation_page(opened, invitation, 422, {"said": _("Press one of the 4 buttons.")})
    recall, attempt = found
    month, birth = month_chosen(request.form.get("month", ""), today()), birth_typed(opened)
    sure = birth is not None and birth.is_valid
    reply = take_reply(db, recall_id=recall.id, said=said, heard=Heard.LINK, sure=sure, month=month, attempt=attempt)
    return answered_page(opened, invitation, reply, birth)


@blueprint.post("/r/<invitation>/wrong-number")
@public
@door_limit
def invited_wrongly(invitation: str):
    opened = open_link(db, invitation, LinkKind.INVITATION, today())
    if opened is None and stopped_why(db, invitation, LinkKind.INVITATION) != WRONG_NUMBER:
        return closed_page()
    if opened:
        stop_wrong_number(db, opened=opened, secret=invitation)
    return redirect(url_for("doors.stopped_for_you"), 303)


def birth_typed(opened: OpenLink) -> BirthForm | None:
    """The date of birth, if one was typed; its errors say whether it is the right one. Each costs a try."""
    if not any(name.startswith("birth-") for name in request.form):
        return None
    form = BirthForm.read(request.form)
    if form.is_valid and not try_birth_date(db, link_id=opened.link.id, right=opened.person.born_on == form.born):
        form.errors["birth"] = no_match()
    return form


def invitation_page(opened: OpenLink, secret: str, status: int = 200, errors: dict[str, str] | None = None) -> Page:
    """Says who sent it and what it is about, and nothing about the person."""
    g.practice = opened.practice
    speak_to(opened.person)
    return page("recall/invitation.html", status=status, secret=secret, errors=errors or {}, minutes=opened.practice.talk_minutes)


def answered_page(opened: OpenLink, secret: str, reply: Reply, birth: BirthForm | None) -> Page:
    """Only what was just pressed is shown again."""
    g.practice = opened.practice
    speak_to(opened.person)
    wrong = birth is not None and not birth.is_valid
    told = {"months": months_to_choose(today()), "by": read_by(opened.practice, wall()), "asks_birth": reply.said is Said.DECLINE and not reply.sure_at}
    return page("recall/answered.html", status=422 if wrong else 200, secret=secret, reply=reply, birth=birth or BirthForm(), **told)


def closed_page() -> Page:
    """The same for a link that never was, has died, was stopped, or is out of tries."""
    return page("doors/link_closed.html", status=410, address="")
