"""The desk's prints: one person's pack or letter, everything that waits to go on paper, and the sign of a paper that came back."""

from flask import current_app, g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission, may
from webapp.access.sightings import note_each
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _, speak
from webapp.packs.sheets import Sheet
from webapp.papers import typing_views
from webapp.papers.codes import print_code
from webapp.papers.doors import blueprint
from webapp.papers.letters import Letter, make_letter
from webapp.papers.pdf import Paper, pdf_page
from webapp.papers.printing import language_of, letter_alone, own_sheet, paper_of, plain_sheet, usual_size
from webapp.papers.queries import people_to_print, print_of
from webapp.papers.rules import SIZES, size_or
from webapp.people.models import Person
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint", "typing_views"]
WHAT = ("pack", "both", "letter")


def may_do(permission: Permission) -> bool:
    who = visitor()
    return may(who, permission, person_id=None, practice_id=who.practice_id)


def sheet_for(person: Person) -> Sheet:
    """Results and answers only for whoever may see them on the screen too."""
    return own_sheet(db, person, g.practice) if may_do(Permission.BEFORE_TALK_READ) else plain_sheet(db, person)


def new_letter(person: Person) -> Letter:
    return make_letter(db, person=person, practice=g.practice, base_url=current_app.config["SETTINGS"].base_url, today=today())


def paper_for(person: Person, what: str, size: str | None) -> Paper:
    """In the person's own language, in the letters they need unless others were chosen."""
    language, points = language_of(person), size_or(size, usual_size(db, person))
    speak(language)
    sheet, letter = sheet_for(person), new_letter(person) if what != "pack" else None
    if what == "letter" and letter:
        return letter_alone(person, g.practice, sheet, points, language, letter)
    said = {"by": visitor().account_id, "letter": letter, "clinical": may_do(Permission.MOOD_READ)}
    return paper_of(db, person=person, practice=g.practice, sheet=sheet, points=points, language=language, **said)


@blueprint.get("/people/<uuid:person_id>/paper-pack")
@needs(Permission.LETTER_PRINT)
def desk_paper(person: Person):
    said = {"sizes": SIZES, "usual": usual_size(db, person), "whole": may_do(Permission.BEFORE_TALK_READ)}
    return page("papers/desk_paper.html", person=person, is_ready=sheet_for(person).open, **said)


@blueprint.post("/people/<uuid:person_id>/paper-pack")
@needs(Permission.LETTER_PRINT)
def new_desk_paper(person: Person):
    what = request.form.get("what")
    return pdf_page([paper_for(person, what if what in WHAT else "pack", request.form.get("size"))], "pack")


@blueprint.get("/staff/papers")
@staff_needs(Permission.LETTER_PRINT)
def desk():
    return desk_page()


def desk_page(status: int = 200, **said):
    people = people_to_print(db, g.practice.id)
    note_each(Permission.LETTER_PRINT, {person.id for person in people})
    return page("papers/desk.html", status=status, people=people, may_type=may_do(Permission.PAPER_TYPE), whole=may_do(Permission.BEFORE_TALK_READ), **said)


@blueprint.post("/staff/papers")
@staff_needs(Permission.LETTER_PRINT)
def batch():
    """Everything that waits to go on paper, in one file; each a letter with its own code in front."""
    people = people_to_print(db, g.practice.id)
    if not people:
        return redirect(url_for("papers.desk"), 303)
    note_each(Permission.LETTER_PRINT, {person.id for person in people})
    return pdf_page([paper_for(person, "both", None) for person in people], "packs")


@blueprint.post("/staff/papers/sign")
@staff_needs(Permission.PAPER_TYPE)
def sign():
    """The sign of a paper that came back leads to where it is typed in."""
    typed = request.form.get("sign", "")[:40]
    code = print_code(typed)
    found = print_of(db, g.practice.id, code) if code else None
    if found is None:
        wrong = _("We do not know this paper. Look at the sign again.") if code else _("One letter or number is wrong. Look at the sign again.")
        return desk_page(422, typed=typed, errors={"sign": wrong}, address=url_for("papers.desk"))
    return redirect(url_for("papers.typing", person_id=found.person_id, print_id=found.id, number=1), 303)
