"""A plan travels as a file into another installation: the same words on the page, nobody's rights, and never over a plan that is there."""

import json
from datetime import date
from io import BytesIO

import pytest
from sqlmodel import select

from tests.again import copied
from tests.browsing import Browsing, words
from tests.bundles.filling import both_say_yes, fill
from tests.bundles.judge import faults
from tests.people_cast import a_person, a_practice, a_staff_member, nhs_number, sign_in
from webapp.access.changes import say_yes_to
from webapp.access.models import Consent, Use
from webapp.app import create_app
from webapp.arrivals.changes import NotMatched, load_bundle
from webapp.arrivals.models import Arrival, ArrivalState
from webapp.arrivals.queries import parcel_of
from webapp.arrivals.reading import opened, parcel_in
from webapp.base.clock import now
from webapp.bundles.marks import FIELD_SAID, told
from webapp.bundles.queries import bundle_of
from webapp.bundles.wholes import field_out
from webapp.database.session import Database
from webapp.export.sealed_file import sealed_html
from webapp.fhir.files import FormRefused
from webapp.grants.models import Grant
from webapp.plans.changes import last_number
from webapp.plans.models import Agreement
from webapp.plans.queries import whole_plan
from webapp.plans.rules import Progress
from webapp.progress.models import ProgressNote
from webapp.progress.notes import add_note


def said(whole) -> list:
    """Every word of a plan, in its order, without ids, as a bundle can say it."""
    parts = [(part.item.kind, words_of(part), bool(part.item.done_at)) for part in whole.all_parts]
    return [words_of(whole.own), *sorted(parts, key=lambda part: part[0])]


def words_of(part) -> list:
    return sorted((name, told(kept)) for name, kept in part.words.items())


@pytest.fixture
def travelled(session, cast):
    """The bundle of Sam's full and agreed plan."""
    plan = fill(session, cast)
    both_say_yes(session, cast, plan, last_number(session, plan.id))
    goal = whole_plan(session, cast.person.id).goals[0].item
    add_note(session, goal=goal, how=Progress.STARTED, words="Twice this week.", by=cast.sam.account_id)
    say_yes_to(session, person_id=cast.person.id, uses={Use.STORIES}, by=cast.sam.account_id)
    session.commit()
    return bundle_of(session, cast.person.id, at=now())


@pytest.fixture
def elsewhere(tmp_path, sqlite_template, keys, cast):
    """Another surgery's installation, with Sam on its list and nothing else."""
    made = Database(f"sqlite:///{copied(sqlite_template, tmp_path / 'elsewhere.db')}")
    with made.writing_session() as there:
        practice = a_practice(there, "Z99902", name="Far Away Surgery")
        nurse = a_staff_member(there, practice)
        sam = a_person(there, practice, given=cast.person.given_name, surname=cast.person.surname, born=cast.person.born_on)
        sam.nhs_number = cast.person.nhs_number
        there.commit()
        yield there, practice, nurse, sam
    made.close()


def test_a_plan_arrives_in_an_empty_installation_word_for_word_and_goes_out_again_the_same(session, cast, travelled, elsewhere):
    there, practice, nurse, sam = elsewhere
    arrival = load_bundle(there, bundle=json.loads(json.dumps(travelled)), practice_id=practice.id, by=nurse.id)
    assert arrival.state is ArrivalState.LOADED and arrival.came_from == cast.practice.name
    was, here = whole_plan(session, cast.person.id), whole_plan(there, sam.id)
    assert said(here) == said(was) and here.plan.review_on == was.plan.review_on
    assert faults(bundle_of(there, sam.id, at=now())) == []
    [note] = there.exec(select(ProgressNote)).all()
    assert (note.goal_id, note.how, note.words) == (here.goals[0].item.id, Progress.STARTED, "Twice this week.")
    # Nobody's rights, and nobody's yes: what was said there is history.
    assert [there.exec(select(kind)).all() for kind in (Consent, Grant, Agreement)] == [[], [], []]
    assert [(one.side, one.answer) for one in opened(travelled).said] == [("person", "yes_with_notes"), ("professional", "yes")]


def test_a_plan_that_is_here_is_never_written_over(session, cast, travelled):
    before = said(whole_plan(session, cast.person.id))
    arrival = load_bundle(session, bundle=travelled, practice_id=cast.practice.id, by=cast.nurse.id)
    assert arrival.state is ArrivalState.BESIDE and arrival.number is None
    assert said(whole_plan(session, cast.person.id)) == before and parcel_of(arrival).own["matters"] == told(travelled_words(travelled, "matters"))


def travelled_words(bundle: dict, line: str) -> str:
    items = [one for entry in bundle["entry"] for one in entry["resource"].get("item", []) if entry["resource"]["resourceType"] == "QuestionnaireResponse"]
    return next(one["answer"][0]["valueString"] for one in items if one["linkId"] == line)


@pytest.mark.parametrize("field", ["nhs_number", "surname", "born_on"])
def test_a_plan_is_set_aside_unless_number_birth_date_and_surname_agree(travelled, elsewhere, field):
    there, practice, nurse, sam = elsewhere
    setattr(sam, field, {"nhs_number": nhs_number(900), "surname": "Someone", "born_on": date(1951, 1, 1)}[field])
    there.commit()
    with pytest.raises(NotMatched, match=r"\w"):
        load_bundle(there, bundle=travelled, practice_id=practice.id, by=nurse.id)
    assert there.exec(select(Arrival)).all() == [] and whole_plan(there, sam.id) is None


def first(bundle: dict, kind: str) -> dict:
    return next(entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)


SPOILT = {
    "of another make": lambda b: b["entry"][0]["resource"]["type"].update(coding=[{"system": "http://loinc.org", "code": "18776-5"}]),
    "no document": lambda b: b.update(type="collection"),
    "no person": lambda b: b["entry"].pop(1),
    "a goal lost": lambda b: b["entry"].remove(next(one for one in b["entry"] if one["resource"]["resourceType"] == "Goal")),
    "a goal twice": lambda b: b["entry"].append(b["entry"][-1]),
    "too long": lambda b: first(b, "Goal")["description"].update(text="x" * 2001),
    "no day": lambda b: first(b, "Task")["restriction"]["period"].update(end="2026-12"),
    "an importance of 99": lambda b: first(b, "Goal")["extension"].append(field_out("importance", "99")),
    "a paper nobody knows": lambda b: first(b, "DocumentReference")["type"]["coding"][0].update(code="will"),
    "an element FHIR has not": lambda b: first(b, "CarePlan").update(colour="red"),
    "an extension that is odd": lambda b: first(b, "Goal").update(extension=[{"url": FIELD_SAID, "extension": "x"}]),
    "a number that is none": lambda b: first(b, "Patient")["identifier"][0].update(value="9990000000"),
    "changed what it means": lambda b: first(b, "Goal").update(modifierExtension=[{"url": "urn:x", "valueBoolean": True}]),
}


def test_a_file_that_is_not_ours_or_is_damaged_is_refused_with_its_place_and_in_words(travelled):
    whole = json.dumps(travelled)
    assert parcel_in(whole.encode()).things
    for name, spoil in SPOILT.items():
        bundle = json.loads(whole)
        spoil(bundle)
        with pytest.raises(FormRefused) as why:
            parcel_in(json.dumps(bundle).encode())
        assert all(reason.path and reason.why for reason in why.value.reasons), name
    for raw in (b"", b"<html>", whole.encode()[:-9], b"[1]", b"{}", b'{"resourceType": "Bundle", "type": "document", "entry": [7]}', b"\xff\xfe{"):
        with pytest.raises(FormRefused):
            parcel_in(raw)


def test_the_same_plan_stands_on_screen_in_the_other_installation(session, cast, travelled, browse, database, settings, elsewhere):
    there, practice, nurse, sam = elsewhere
    load_bundle(there, bundle=travelled, practice_id=practice.id, by=nurse.id)
    there.commit()
    second = create_app(settings.model_copy(update={"DATABASE_URL": ""}), Database(str(there.get_bind().url)))
    here, far = sign_in(browse(), session, cast.person), sign_in(Browsing(second), there, sam)
    for path in ("plan/parts", "plan"):
        pages = [words(one.get(f"/people/{who.id}/{path}")) for one, who in ((here, cast.person), (far, sam))]
        assert all(written in pages[1] for written in every_word(travelled) if written in pages[0])
        assert sum(written in pages[0] for written in every_word(travelled)) > 5


def every_word(bundle: dict) -> list[str]:
    """What was written in it, with its white space as a page shows it."""
    parcel = opened(bundle)
    every = [*parcel.own.values(), *(said for thing in parcel.things for said in thing.words.values())]
    return [" ".join(said.split()) for said in every if len(said) > 20]


def test_the_desk_opens_the_persons_sealed_file_looks_at_it_and_says_yes(session, cast, travelled, elsewhere, settings):
    there, _practice, nurse, sam = elsewhere
    far = create_app(settings.model_copy(update={"DATABASE_URL": ""}), Database(str(there.get_bind().url)))
    desk = sign_in(Browsing(far), there, nurse)
    with far.test_request_context():
        sealed = sealed_html(travelled, "<p>page</p>", "seven blue horses walk", language="en")
    wrong = desk.post("/staff/arrivals", {"file": (BytesIO(sealed), "plan.html"), "password": "six"}, content_type="multipart/form-data")
    assert wrong.status_code == 422 and "does not open the file" in words(wrong)
    sent = desk.post("/staff/arrivals", {"file": (BytesIO(sealed), "plan.html"), "password": "seven blue horses walk"}, content_type="multipart/form-data")
    assert sent.status_code == 303
    looked = desk.get(sent.headers["Location"])
    assert "If you say yes, it is their plan here." in words(looked) and "Tree Tops Surgery" in words(looked) and whole_plan(there, sam.id) is None
    there.rollback()
    assert "It is their plan here now." in words(desk.follow(desk.post(sent.headers["Location"] + "/confirmation")))
    there.rollback()
    assert said(whole_plan(there, sam.id)) == said(whole_plan(session, cast.person.id))
