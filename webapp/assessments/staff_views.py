"""The desk's page of one person's assessment, and what each of its buttons keeps."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.assessments import words
from webapp.assessments.changes import add_need, decide_need, end_carer_consent, keep_from_others, record_carer_consent, withdraw, write_domains
from webapp.assessments.forms import plain, read_consent, read_domains, read_from_others, read_need
from webapp.assessments.models import Domain, Need, Outcome
from webapp.assessments.queries import Assessment, assessment_of
from webapp.people.models import Person
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("assessments", __name__)
OF_THE_PERSON = tuple(domain for domain in Domain if domain is not Domain.CARER)


def may_read_carer() -> bool:
    return may(visitor(), Permission.CARER_PART_READ, person_id=None, practice_id=g.practice.id)


def whole(person: Person) -> Assessment:
    return assessment_of(db, person_id=person.id, practice_id=g.practice.id, with_carer=may_read_carer())


def domains_of(found: Assessment) -> tuple[Domain, ...]:
    """The carer's own part is written and read only while the carer's own consent stands."""
    return (*OF_THE_PERSON, Domain.CARER) if found.consent else OF_THE_PERSON


def assessment_page(person: Person, status: int = 200, *, errors: dict[str, str] | None = None, clashes: dict[Domain, str] | None = None) -> Page:
    found = whole(person)
    shown = {"person": person, "found": found, "domains": domains_of(found), "errors": errors or {}, "clashes": clashes or {}, "words": words}
    shown |= {"typed": request.form if status != 200 else None, "address": url_for("assessments.assessment", person_id=person.id)}
    return page("assessments/assessment.html", status=status, with_carer=may_read_carer(), saved="saved" in request.args, **shown)


def back(person: Person, place: str):
    return redirect(url_for("assessments.assessment", person_id=person.id, saved=1, _anchor=place), 303)


@blueprint.get("/people/<uuid:person_id>/assessment")
@needs(Permission.ASSESSMENT_WRITE)
def assessment(person):
    return assessment_page(person)


@blueprint.post("/people/<uuid:person_id>/assessment")
@needs(Permission.ASSESSMENT_WRITE)
def domains_written(person):
    given, errors = read_domains(request.form, domains_of(whole(person)))
    if errors:
        return assessment_page(person, 422, errors=errors)
    clashes = write_domains(db, person=person, practice=g.practice, given=given, by=visitor().staff_id)
    return assessment_page(person, 409, clashes=clashes) if clashes else back(person, "main")


@blueprint.post("/people/<uuid:person_id>/assessment/needs")
@needs(Permission.ASSESSMENT_WRITE)
def need_added(person):
    typed = read_need(request.form, domains_of(whole(person)))
    if typed.errors:
        return assessment_page(person, 422, errors=typed.errors)
    add_need(db, person=person, practice=g.practice, domain=typed.domain, kind=typed.kind, words=typed.words, by=visitor().staff_id)
    return back(person, "needs")


@blueprint.post("/people/<uuid:person_id>/assessment/needs/<uuid:need_id>")
@needs(Permission.ASSESSMENT_WRITE)
def need_decided(person, need_id: UUID):
    need = mine(whole(person).needs, need_id)
    press, why = request.form.get("press", ""), plain(request.form.get("why"))[:600]
    if press == "not_now" and not why:
        return assessment_page(person, 422, errors={f"why-{need.id}": str(words.WHY_NEEDED)})
    if press == "mistake":
        withdraw(db, row=need)
    else:
        outcome = Outcome.NOT_NOW if press == "not_now" else None
        decide_need(db, need=need, outcome=outcome, plan_item_id=None, why=why if outcome else "", by=visitor().staff_id)
    return back(person, "needs")


def mine(rows: Sequence[Need], wanted: UUID) -> Need:
    return next((row for row in rows if row.id == wanted), None) or abort(404)


@blueprint.post("/people/<uuid:person_id>/assessment/information")
@needs(Permission.ASSESSMENT_WRITE)
def information_kept(person):
    if "mistake" in request.form:
        taken = [row for row in whole(person).others if str(row.id) == request.form["mistake"]]
        for row in taken:
            withdraw(db, row=row)
        return back(person, "others")
    typed = read_from_others(request.form)
    if typed.errors or typed.day is None:
        return assessment_page(person, 422, errors=typed.errors)
    keep_from_others(db, person=person, practice=g.practice, source=typed.source, dated_on=typed.day, words=typed.words, by=visitor().staff_id)
    return back(person, "others")


@blueprint.post("/people/<uuid:person_id>/assessment/carer")
@needs(Permission.CARER_PART_READ)
def carer_said(person):
    if "end" in request.form:
        end_carer_consent(db, person=person, practice=g.practice)
        return back(person, "carer")
    typed = read_consent(request.form)
    if typed.errors or typed.day is None:
        return assessment_page(person, 422, errors=typed.errors)
    record_carer_consent(db, person=person, practice=g.practice, carer=typed.source, said_on=typed.day, by=visitor().staff_id)
    return back(person, "carer")
