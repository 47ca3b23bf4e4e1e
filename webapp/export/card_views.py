"""The card for a wallet: what shall stand on it, what does not fit, and the sheet to print, cut and fold."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, redirect, render_template, request, url_for
from flask_babel import get_locale

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import LANGUAGES, speak
from webapp.base.logs import log
from webapp.export.card import ON_A_SHEET, Whom, back_of, chosen_lines, front_of, lines_of, rest_of_talk, whom_to_call
from webapp.export.doors import blueprint
from webapp.export.fitting import SHEET, fitted
from webapp.export.forms import read_wishes
from webapp.export.shown import PlanShown, plan_shown
from webapp.papers.pdf import direction_of, printed
from webapp.people.models import Person
from webapp.plans.queries import plan_of
from webapp.web.pages import Page
from webapp.web.request import db


@dataclass(frozen=True)
class Card:
    """What was chosen for it. `lines` are all danger signs there are, `danger` those that were ticked."""

    shown: PlanShown
    language: str
    whom: list[Whom]
    first: Whom | None
    lines: list[str]
    danger: list[str]


def card_of(person: Person, *, is_new: bool) -> Card:
    """`is_new`: nothing was ticked or taken away yet."""
    here, asked = get_locale().language, request.form.get("language", "")
    language = asked if asked in LANGUAGES else here
    speak(language)
    shown = plan_shown(db, person=person, practice=g.practice, wishes=read_wishes(request.form))
    whom, lines = whom_to_call(shown), lines_of(shown.safe.says("danger"))
    place = request.form.get("first", "0")
    first = whom[int(place)] if place in map(str, range(len(whom))) else next(iter(whom), None)
    danger = lines if is_new else chosen_lines(lines, request.form.getlist("danger"))
    return Card(shown, language, whom, first, lines, danger)


class CardPage(Page):
    """Laid out after the request's transaction has ended."""

    def sides(self) -> dict[str, Any]:
        card: Card = self.context["card"]
        speak(card.language)
        try:
            front, back = fitted(front_of(card.shown, card.first)), fitted(back_of(card.shown, card.danger))
        except (ImportError, OSError) as missing:
            log.error("no_pdf_maker", kind=type(missing).__name__)
            return {"front": None, "back": None}
        return {"front": front, "back": back, "left_out": [*front.left_out, *rest_of_talk(card.shown), *back.left_out]}

    def reply(self) -> Response:
        self.context.update(self.sides(), direction_of=direction_of)
        if self.context["makes"] and self.context["front"] and self.context["front"].fits and self.context["back"].fits:
            return self.file()
        return super().reply()

    def file(self) -> Response:
        html = render_template("export/card_pdf.html", cards=ON_A_SHEET, **self.context)
        made = Response(printed(html, (), SHEET), mimetype="application/pdf")
        made.headers["Content-Disposition"] = 'inline; filename="my-card.pdf"'
        return made


def card_page(person: Person, *, makes: bool):
    if plan_of(db, person.id) is None:
        return redirect(url_for("export.takeaway", person_id=person.id), 303)
    about = {"person": person, "makes": makes, "is_own": visitor().person_id == person.id}
    return CardPage("export/card.html", context=about | {"card": card_of(person, is_new=not makes)})


@blueprint.get("/people/<uuid:person_id>/plan/card")
@needs(Permission.PLAN_READ)
def card(person: Person):
    return card_page(person, makes=False)


@blueprint.post("/people/<uuid:person_id>/plan/card")
@needs(Permission.PLAN_READ)
def new_card(person: Person):
    return card_page(person, makes=True)
