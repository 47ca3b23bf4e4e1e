"""The public page: ask for a talk. Nothing it says, and no time it takes, depends on whether we know the person: nobody is looked up."""

from flask import Response, g, redirect, request, url_for

from webapp.asks.changes import keep_ask
from webapp.asks.doors import blueprint
from webapp.asks.forms import AskForm
from webapp.asks.rules import answer_by
from webapp.base.clock import today, wall
from webapp.content.urgent_words import sounds_urgent
from webapp.notices.doors import surgery_named
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.web.limits import limiter
from webapp.web.pages import Page, page, public
from webapp.web.request import db

__all__ = ["blueprint"]


def ask_form_page(form: AskForm, status: int = 200, full: bool = False) -> Page:
    more = {"full": full, "read_by": read_by(g.practice, wall()), "address": url_for("asks.ask_form", surgery=g.practice.code)}
    return page("asks/ask.html", status=status, form=form, **more)


@blueprint.get("/surgery/<surgery>/talk-ask")
@public
def ask_form(surgery: str):
    surgery_named(surgery)
    return ask_form_page(AskForm())


def too_many(_limit) -> Response:
    """What was typed stays on the page, with the phone number beside it."""
    surgery_named(request.view_args["surgery"])  # type: ignore[index]
    return ask_form_page(AskForm.read(request.form), 429, full=True).reply()


# One address may be a whole waiting room; one practice can only answer so many in a day.
by_address = limiter.shared_limit("10 per hour", scope="asks", on_breach=too_many)
by_surgery = limiter.shared_limit("100 per day", scope="asks-surgery", key_func=lambda: request.view_args["surgery"].upper(), on_breach=too_many)  # type: ignore[index]


@blueprint.post("/surgery/<surgery>/talk-ask")
@public
@by_address
@by_surgery
def asked(surgery: str):
    found, form = surgery_named(surgery), AskForm.read(request.form)
    if form.errors:
        return ask_form_page(form, 422)
    if not form.is_trapped:
        keep_ask(db, practice=found, asked=form.asked(), by=None)
    if sounds_urgent(form.note):
        # This page offers whom to phone: an address that said so would tell whoever sees it.
        return sent_page(found)
    return redirect(url_for("asks.sent", surgery=found.code), 303)


@blueprint.get("/surgery/<surgery>/talk-ask/sent")
@public
def sent(surgery: str):
    return sent_page(surgery_named(surgery))


def sent_page(found: Practice) -> Page:
    return page("asks/sent.html", by=answer_by(found, today()), address=url_for("asks.sent", surgery=found.code))
