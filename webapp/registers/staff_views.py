"""The list of everybody here, whose contact details are missing, and who may be in it twice."""

from urllib.parse import urlencode

from flask import Blueprint, abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.content.catalogue import conditions
from webapp.pathway.words import STAGES
from webapp.people.models import ContactKind
from webapp.people.queries import names_of
from webapp.registers.changes import rule
from webapp.registers.doubles import doubles_of
from webapp.registers.forms import FilterForm, pair_in
from webapp.registers.queries import Filters, languages_here, last_report, listing
from webapp.registers.words import KINDS, MISSING, WHYS, condition_name, language_name
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("registers", __name__, url_prefix="/staff/people")
PAIRS_ON_A_PAGE = 50


@blueprint.get("/all")
@staff_needs(Permission.DETAILS_READ)
def everybody():
    form = FilterForm.read(request.args)
    found = listing(db, g.practice.id, form.filters, form.number)
    note_seen({Seen.REGISTER: [row.person_id for row in found.rows]})
    shown = choices(languages_here(db, g.practice.id)) | {"report_at": last_report(db, g.practice.id), "none_chosen": Filters()}
    words = {"STAGES": STAGES, "KINDS": KINDS, "condition_name": condition_name, "language_name": language_name}
    places = {side: place_of(form, number) for side, number in (("before", found.number - 1), ("after", found.number + 1)) if 1 <= number <= found.pages}
    return page(
        "registers/everybody.html", status=422 if form.errors else 200, form=form, found=found, places=places, CONTACTS=list(ContactKind), **shown, **words
    )


def choices(languages: list[str]) -> dict[str, list[tuple[str, str]]]:
    """What each drop-down offers: value and words."""
    return {
        "conditions_shown": [(code, condition_name(code)) for code in conditions()],
        "stages_shown": [(stage.value, words) for stage, words in STAGES.items()],
        "languages_shown": [(code, language_name(code)) for code in languages],
        "missing_shown": list(MISSING.items()),
    }


def place_of(form: FilterForm, number: int) -> str:
    """Another page of the same people. What stands in the address says which people in general, never who."""
    kept = {name: form.typed[name] for name in ("condition", "stage", "language", "age_from", "age_to", "missing") if form.typed.get(name)}
    return f"{url_for('registers.everybody')}?{urlencode(kept | {'page': number})}"


@blueprint.get("/doubles")
@staff_needs(Permission.DETAILS_READ)
def doubles():
    return doubles_page()


def doubles_page(status: int = 200, **more) -> Page:
    found = doubles_of(db, g.practice.id)
    shown = found[:PAIRS_ON_A_PAGE]
    note_seen({Seen.REGISTER: [entry.id for pair, _ruling in shown for entry in (pair.one, pair.other)]})
    more["address"] = url_for("registers.doubles")
    return page("registers/doubles.html", status=status, pairs=shown, more_pairs=len(found) - len(shown), WHYS=WHYS, **more)


@blueprint.post("/doubles")
@staff_needs(Permission.DETAILS_CHANGE)
def double_ruling():
    """Two people of this practice, and what was said of them. Said again, the latest stands."""
    said = pair_in(request.form)
    if said is None:
        return doubles_page(422, wrong=True)
    people, ruling = said
    if len(names_of(db, set(people), registered_with=g.practice.id)) != 2:
        abort(404)
    note_each(Permission.DETAILS_CHANGE, people)
    rule(db, practice_id=g.practice.id, people=people, ruling=ruling, by=visitor().staff_id)
    return redirect(url_for("registers.doubles"), 303)
