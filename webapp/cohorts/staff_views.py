"""Finding people: the ways in, a new search with its count, one saved search looked at again."""

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_seen
from webapp.accounts.signed_in import visitor
from webapp.asks.queries import open_asks
from webapp.base.i18n import _
from webapp.cohorts import inviting_views, judgement_views
from webapp.cohorts.changes import look_again, put_away, save_search
from webapp.cohorts.doors import blueprint, cohort_or_404, sees_numbers, sees_whom
from webapp.cohorts.finding import look_for
from webapp.cohorts.forms import SearchForm, searchable_tests
from webapp.cohorts.models import Cohort
from webapp.cohorts.queries import cohorts_of, criteria_of, judged_at, last_runs, measures_of, result_of, runs_of
from webapp.cohorts.rules import Criteria
from webapp.cohorts.words import ACTIVATIONS, LEFT_OUT, MEASURES, WAYS, in_words
from webapp.content.catalogue import conditions, results
from webapp.doors.handed_on import handed_on
from webapp.practices.queries import staff_names
from webapp.registers.queries import languages_here
from webapp.registers.words import condition_name, language_name
from webapp.scores.changes import let_count
from webapp.scores.queries import list_of, lists_of
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "inviting_views", "judgement_views"]
A_PAGE = 100


@blueprint.get("/staff/cohorts")
@staff_needs(Permission.COHORT_INVITE)
def cohorts():
    found, thought_of = cohorts_of(db, g.practice.id), judged_at(db, g.practice.id)
    note_seen({Seen.COHORT: [person.id for _judgement, person in thought_of]})
    shown: dict[str, Any] = {"runs": last_runs(db, g.practice.id), "thought_of": thought_of, "names": staff_names(db, g.practice.id)}
    ways, shown["asks"] = {cohort.id: criteria_of(cohort).ways for cohort in found}, len(open_asks(db, g.practice.id))
    return page("cohorts/index.html", cohorts=found, ways=ways, WAYS=WAYS, **shown)


@blueprint.get("/staff/cohorts/new")
@staff_needs(Permission.COHORT_BUILD)
def new_cohort():
    """With what was typed in its address: the count without any script."""
    form = read_search(request.args)
    return search_page(form, 422 if form.errors else 200)


def read_search(typed) -> SearchForm:
    lists = {str(one.id): one.name for one in lists_of(db, g.practice.id)}
    return SearchForm.read(typed, full=sees_numbers(), lists=lists, languages=languages_here(db, g.practice.id))


def search_page(form: SearchForm, status: int = 200) -> Page:
    shown = {
        "CONDITIONS": [(code, condition_name(code)) for code in conditions()],
        "SPOKEN": [(code, language_name(code)) for code in languages_here(db, g.practice.id)],
        "TESTS": [(code, _(results()[code].label)) for code in searchable_tests()],
        "LISTS": [(str(one.id), one.name) for one in lists_of(db, g.practice.id)],
        "ACTIVATIONS": [(source.value, words) for source, words in ACTIVATIONS.items()],
        "sees_numbers": sees_numbers(),
        "address": url_for("cohorts.new_cohort"),
    }
    return page("cohorts/new.html", "cohorts/_count.html", status=status, form=form, **counted(form), **shown)


def counted(form: SearchForm) -> dict:
    found = look_for(db, g.practice.id, form.criteria) if form.criteria.ways and not form.errors else None
    return {"found": found, "LEFT_OUT": LEFT_OUT}


@blueprint.get("/staff/cohorts/count")
@staff_needs(Permission.COHORT_BUILD)
def cohort_count():
    """The count alone, for the page above, each time something is chosen."""
    form = read_search(request.args)
    return page("cohorts/_count.html", form=form, **counted(form))


@blueprint.post("/staff/cohorts")
@staff_needs(Permission.COHORT_BUILD)
def saved_cohort():
    form = read_search(request.form)
    form.check_name()
    if form.errors:
        return search_page(form, 422)
    said = {"name": form.name, "criteria": form.criteria, "most": form.most, "pilot": form.pilot}
    made = save_search(db, practice_id=g.practice.id, **said, by=visitor().staff_id)
    return redirect(url_for("cohorts.cohort", cohort_id=made.id), 303)


@blueprint.post("/staff/score-lists/<uuid:list_id>/confirmation")
@staff_needs(Permission.IMPORT_RUN)
def list_confirmation(list_id: UUID):
    """The yes to a list with a score. Whoever is on it can be found from now on, by a search of the list's own name."""
    scores = list_of(db, g.practice.id, list_id) or abort(404)
    before = scores.counts_now
    let_count(db, scores=scores)
    if not before and scores.counts_now:
        save_search(db, practice_id=g.practice.id, name=scores.name, criteria=Criteria(score_list=str(scores.id)), by=visitor().staff_id)
    made = next((one for one in cohorts_of(db, g.practice.id) if one.looks_for == {"score_list": str(scores.id)}), None)
    return redirect(url_for("cohorts.cohort", cohort_id=made.id) if made else url_for("scores.one_list", list_id=scores.id), 303)


@blueprint.get("/staff/cohorts/<uuid:cohort_id>")
@staff_needs(Permission.COHORT_INVITE)
def cohort(cohort_id: UUID):
    return cohort_page(cohort_or_404(cohort_id))


def cohort_page(found: Cohort, status: int = 200, **more) -> Page:
    """A page of those who may be asked; everybody is counted."""
    result, criteria = result_of(db, found), criteria_of(found)
    number = min(max(1, request.args.get("page", 1, int)), max(1, -(-len(result.chosen) // A_PAGE)))
    people = result.chosen[(number - 1) * A_PAGE :][:A_PAGE] if sees_whom(found) else []
    note_seen({Seen.COHORT: [person.person_id for person in people]})
    scores = list_of(db, g.practice.id, UUID(criteria.score_list)) if criteria.score_list else None
    shown: dict[str, Any] = {
        "looks_for": in_words(criteria, scores.name if scores else "", numbers=sees_numbers()),
        "ways": [WAYS[way] for way in criteria.ways],
        "scores": scores,
    }
    shown |= {"number": number, "pages": max(1, -(-len(result.chosen) // A_PAGE)), "people": people, "LEFT_OUT": LEFT_OUT, "MEASURES": MEASURES}
    shown |= {"runs": runs_of(db, found.id), "measures": measures_of(db, found.id), "names": staff_names(db, g.practice.id), "sees_numbers": sees_numbers()}
    return page("cohorts/one.html", status=status, cohort=found, result=result, asked=handed_on(once=True), **shown, **more)


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/runs")
@staff_needs(Permission.COHORT_INVITE)
def cohort_runs(cohort_id: UUID):
    found = cohort_or_404(cohort_id)
    look_again(db, cohort=found, by=visitor().staff_id)
    return redirect(url_for("cohorts.cohort", cohort_id=found.id), 303)


@blueprint.post("/staff/cohorts/<uuid:cohort_id>/ending")
@staff_needs(Permission.COHORT_BUILD)
def cohort_ending(cohort_id: UUID):
    put_away(db, cohort=cohort_or_404(cohort_id), by=visitor().staff_id)
    return redirect(url_for("cohorts.cohorts"), 303)
