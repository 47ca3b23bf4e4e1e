"""The person shares parts of the plan with a carer; the carer sees those and nothing else, and nothing at all once it ends."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from tests.sharing.conftest import NUMBER, WORD, come_in, grant_of, seen, share
from webapp.accounts.models import SignIn
from webapp.grants.models import Grant, GrantPart
from webapp.grants.presets import PRESET_PARTS, Preset
from webapp.messages.models import Message
from webapp.people.models import Carer, Person, Registration


def test_nothing_is_shared_and_nothing_is_ticked_until_the_person_does_it(sam, cast):
    assert "You share your plan with nobody." in words(sam.get(cast.carers))
    form = sam.get(f"{cast.carers}/new").get_data(as_text=True)
    assert " checked>" not in form and "1/6/2027" in form


def test_a_carer_comes_in_with_number_word_and_code_and_reads_only_what_was_ticked(ann, cast):
    assert "The plan of Sam Carter" in words(ann.get("/carer/home"))
    plan = words(ann.get(cast.plan))
    assert "Dance at the wedding" in plan and "For Ann" in plan
    assert not any(hidden in plan for hidden in ("Find a chair class", "My garden", "Blue lips", "Phone Jo", "June"))


@pytest.mark.parametrize(
    ("part", "shown"),
    [("about", "My garden"), ("goals", "Dance at the wedding"), ("promises", "Find a chair class"), ("danger", "Blue lips"), ("team", "Phone Jo")],
)
def test_each_part_shows_its_own_words_and_the_person_sees_the_same_page(sam, browse, cast, texts, part, shown):
    share(sam, cast.person, parts=[part])
    come_in(ann := browse(), texts)
    hers, mine = words(ann.get(cast.plan)), words(sam.get(f"{grant_of(sam, cast.person)}/sight"))
    planted = {"My garden", "Dance at the wedding", "Find a chair class", "Blue lips", "Phone Jo"}
    assert {word for word in planted if word in hers} == {shown} == {word for word in planted if word in mine}


def test_the_first_page_leads_a_carer_home(ann):
    assert ann.get("/").headers["Location"] == "/carer/home"


def test_the_person_sees_by_name_that_the_carer_looked(ann, sam, cast):
    ann.get(cast.plan)
    assert "Ann read what you share of your plan." in words(sam.get(f"/people/{cast.person.id}/access-log"))


def stopped(sam, cast, session):
    sam.post(f"{grant_of(sam, cast.person)}/ending")


def ended(sam, cast, session):
    session.execute(Grant.__table__.update().values(until_on=date(2020, 1, 1)))
    session.commit()


def no_part_left(sam, cast, session):
    session.execute(GrantPart.__table__.update().values(ended_at=session.exec(select(Grant.made_at)).first()))
    session.commit()


def moved_away(sam, cast, session):
    session.execute(Registration.__table__.update().where(Registration.person_id == cast.person.id).values(ended_on=cast.person.born_on))
    session.commit()


def died(sam, cast, session):
    session.execute(Person.__table__.update().where(Person.id == cast.person.id).values(died_on=cast.person.born_on))
    session.commit()


@pytest.mark.parametrize("end", [stopped, ended, no_part_left, died])
def test_when_sharing_ends_the_next_request_is_the_page_of_somebody_unknown(ann, sam, cast, session, database, end):
    assert ann.get(cast.plan).status_code == 200
    end(sam, cast, session)
    with database.reading() as before:
        texts_before = len(before.exec(select(Message)).all())
    gone = seen(ann.get(cast.plan))
    assert gone == seen(ann.get(cast.nobodys_plan)) == seen(ann.get("/no-such-page")) and gone[0] == 404
    home = words(ann.get("/carer/home"))
    assert "Sam" not in home and "There is nothing here." in home
    with database.reading() as after:
        assert len(after.exec(select(Message)).all()) == texts_before, "the carer was told"


def test_sharing_goes_on_without_a_surgery_until_the_person_stops(ann, sam, browse, cast, session, texts, clock):
    moved_away(sam, cast, session)
    assert "Dance at the wedding" in words(ann.get(cast.plan)) and "Sam Carter" in words(ann.get("/carer/home"))
    clock.shift(timedelta(minutes=10))
    come_in(again := browse(), texts)
    page = words(again.get(cast.plan))
    assert "Dance at the wedding" in page and cast.practice.phone not in page, "the old surgery is nobody to phone"
    assert "Ann read what you share of your plan." in words(sam.get(f"/people/{cast.person.id}/access-log"))
    stopped(sam, cast, session)
    assert seen(again.get(cast.plan)) == seen(again.get(cast.nobodys_plan))


def test_without_a_surgery_an_end_date_still_ends_it(ann, sam, cast, session):
    moved_away(sam, cast, session)
    ended(sam, cast, session)
    assert ann.get(cast.plan).status_code == 404


def test_whom_to_call_stands_without_a_surgery_too(sam, browse, cast, session, texts):
    share(sam, cast.person, parts=["team"])
    come_in(ann := browse(), texts)
    moved_away(sam, cast, session)
    for page in (words(ann.get(cast.plan)), words(sam.get(f"{grant_of(sam, cast.person)}/sight"))):
        assert "Phone Jo" in page and cast.practice.phone not in page and cast.practice.name not in page


def test_a_stopped_carer_is_not_let_in_again_and_the_door_says_nothing_else(ann, sam, browse, cast, texts):
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    before = texts()
    again = come_in(browse(), texts)
    assert again.status_code == 422 and texts() == before


def test_sharing_again_starts_anew_with_a_new_word(ann, sam, cast, session):
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    share(sam, cast.person, word="primrose")
    assert ann.get(cast.plan).status_code == 404, "the old word opens nothing"
    assert "There is nothing here." in words(ann.get("/carer/home"))
    assert sorted(grant.stopped_at is None for grant in session.exec(select(Grant)).all()) == [False, True]


def test_a_carer_may_open_nothing_else_and_share_nothing_on(ann, cast):
    person = cast.person.id
    for path in ("pack", "plan", "plan/page", "mood", "carers", "carers/new", "permissions", "access-log", "conversation", "triage", "letterbox"):
        assert ann.get(f"/people/{person}/{path}").status_code == 404, path
    assert share(ann, cast.person, number="07700 900999").status_code == 404
    assert ann.get("/staff").status_code == 404


def test_a_persons_own_sign_in_and_staff_do_not_open_the_carers_pages(sam, ann, robin, browse, session, cast):
    nurse = sign_in(browse(), session, cast.nurse)
    for who in (sam, robin, nurse):
        assert who.get(cast.plan).status_code == 404 and who.get("/carer/home").status_code == 404
    assert browse().get(cast.plan).headers["Location"] == f"/carer?next={cast.plan}"


def test_one_carer_of_two_people_sees_each_by_their_own_word(sam, robin, browse, cast, texts, session):
    share(sam, cast.person)
    share(robin, cast.other, word="other word")
    come_in(ann := browse(), texts)
    assert "Robin" not in words(ann.get("/carer/home"))
    assert ann.get(f"/carer/people/{cast.other.id}/plan").status_code == 404


def test_the_same_word_for_one_number_opens_both(sam, robin, browse, cast, texts):
    share(sam, cast.person)
    share(robin, cast.other)
    come_in(ann := browse(), texts)
    home = words(ann.get("/carer/home"))
    assert "Sam Carter" in home and "Robin Vale" in home


def test_parts_and_last_day_can_be_changed_at_any_time(ann, sam, cast, session):
    mine = grant_of(sam, cast.person)
    assert sam.post(mine, {"parts": ["danger"], "until": "1/2/2027"}).status_code == 303
    plan = words(ann.get(cast.plan))
    assert "Blue lips" in plan and "Dance at the wedding" not in plan
    parts = session.exec(select(GrantPart)).all()
    assert sorted((part.part.value, part.ended_at is None) for part in parts) == [("danger", True), ("goals", False)]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("number", "01632 960001"),
        ("number", "abc"),
        ("word", "abc"),
        ("until", "soon"),
        ("until", "1/1/2020"),
        ("until", "1/1/2040"),
        ("parts", []),
    ],
)
def test_what_cannot_be_shared_is_said_kindly_and_stays_on_the_page(sam, cast, field, typed):
    reply = share(sam, cast.person, **{field: typed})
    assert reply.status_code == 422 and "There is a problem" in words(reply)
    assert field == "name" or 'value="Ann"' in reply.get_data(as_text=True)
    assert "You share your plan with nobody." in words(sam.get(cast.carers))


def test_one_number_is_shared_with_once(sam, cast):
    share(sam, cast.person)
    assert "You share with this number already." in words(share(sam, cast.person, name="Ann again"))


def test_somebody_elses_grant_cannot_be_seen_changed_or_stopped(ann, sam, robin, cast):
    theirs = grant_of(sam, cast.person).replace(str(cast.person.id), str(cast.other.id))
    assert {robin.get(theirs).status_code, robin.get(f"{theirs}/sight").status_code, robin.post(f"{theirs}/ending").status_code} == {404}
    assert ann.get(cast.plan).status_code == 200


def test_name_number_and_word_are_sealed_where_they_lie(ann, session):
    grant, carer = session.exec(select(Grant)).one(), session.exec(select(Carer)).one()
    kept = [str(value) for row in (grant, carer) for value in row.model_dump().values()]
    assert not any(word in value for value in kept for word in ("Ann", "900456", "bluebell", "Bluebell"))
    assert (grant.name, grant.phone, carer.phone) == ("Ann", "+447700900456", "+447700900456")
    assert session.exec(select(SignIn).where(SignIn.tier == "carer")).one().word_hash == grant.word_hash


def test_a_ready_made_choice_only_ticks_boxes_and_all_of_it_is_asked_twice(sam, cast, rows):
    assert "Ambulance or hospital" in words(sam.get(f"{cast.carers}/kinds"))
    ticked = {kind: checked(sam.get(f"{cast.carers}/new?kind={kind}")) for kind in [*PRESET_PARTS, "no-such"]}
    assert {kind: boxes - {"yes"} for kind, boxes in ticked.items()} == {kind: set(PRESET_PARTS.get(kind, ())) for kind in ticked}
    assert "yes" in ticked[Preset.AMBULANCE] and "yes" not in ticked[Preset.FAMILY]
    every = {"parts": list(PRESET_PARTS[Preset.EVERYTHING]), "why": "She lives with me"}
    asked = share(sam, cast.person, **every)
    assert asked.status_code == 422 and "They would see all of your plan." in words(asked) and "She lives with me" in asked.get_data(as_text=True)
    assert rows(Grant, Grant.made_at) == []
    assert share(sam, cast.person, **every, sure="yes", week="yes").status_code == 303
    (grant,) = rows(Grant, Grant.made_at)
    assert (grant.until_on, grant.why) == (date(2026, 12, 9), "She lives with me")
    assert sam.post(grant_of(sam, cast.person), {"parts": every["parts"], "until": "1/3/2027"}).status_code == 303


def checked(page) -> set[str]:
    return set(re.findall(r'<input type="checkbox"[^>]* value="([^"]+)" checked', page.get_data(as_text=True)))


def test_who_can_see_what_stands_on_one_page_and_with_the_plan(sam, cast):
    share(sam, cast.person, why="She walks with me")
    for page in (f"{cast.carers}/all", f"/people/{cast.person.id}/plan/parts"):
        shown = words(sam.get(page))
        for said in ("Ann", "She walks with me", "From 2 December 2026 to 1 March 2027", "You said yes here yourself"):
            assert said in shown, (page, said)
    row = words(sam.get(f"{cast.carers}/all")).split("My goals")[1]
    assert row.strip().startswith("Reads") and "No" in row


def test_what_the_person_told_the_surgery_is_written_down_read_back_and_theirs_to_stop(sam, browse, session, cast, texts, rows):
    nurse, desk = sign_in(browse(), session, cast.nurse), f"/people/{cast.person.id}/shares"
    said = {"given": "talk", "name": "Bo", "number": NUMBER, "word": WORD, "parts": ["danger"], "until": "1/3/2027", "why": "Bo drives me"}
    assert " checked" not in nurse.get(desk).get_data(as_text=True)
    assert "Read it back to them." in words(nurse.post(desk, said)) and "Choose how" in words(nurse.post(desk, said | {"given": "here", "read_back": "yes"}))
    assert rows(Grant, Grant.made_at) == [] and nurse.post(desk, said | {"read_back": "yes"}).status_code == 303
    mine = words(sam.get(f"{cast.carers}/all"))
    assert "You said yes to your GP surgery. Written down by" in mine and cast.nurse.name in mine and "Bo drives me" in mine
    come_in(bo := browse(), texts)
    assert "Blue lips" in words(bo.get(cast.plan)) and "You can read this. You cannot change it." in words(bo.get(cast.plan))
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    assert bo.get(cast.plan).status_code == 404
