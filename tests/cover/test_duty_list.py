"""The duty list: on it at once, never off it but by closing, in the person's own words."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.cover.place import CHOSEN, a_place, an_entry
from tests.people_cast import a_staff_member, sign_in
from webapp.access.models import AccessLogEntry
from webapp.base.clock import pathway_now
from webapp.cover.changes import Chosen
from webapp.cover.models import DutyEntry
from webapp.practices.models import Role

LIST = "/staff/duty"
WAITS = "1 answer needs somebody now."
RANKS = ("risk", "severe", "moderate", "urgent", "score", "level")


@pytest.fixture
def entry(session, place) -> DutyEntry:
    return an_entry(session, place)


def test_it_shows_the_words_chosen_and_never_a_level(lead, entry):
    said = words(lead.get(LIST))
    assert f"{CHOSEN[0].question}: Several days" in said and "Sam Carter" in said and "07700 900111" in said
    assert not [rank for rank in RANKS if rank in said.lower()]


def test_an_answer_that_was_changed_shows_first_and_last(session, place, lead):
    an_entry(session, place, subject="mood:x")
    an_entry(session, place, subject="mood:x", chosen=[Chosen("Question 9", "Not at all", first="Nearly every day")])
    said = words(lead.get(LIST))
    assert "Question 9: Not at all First answer: Nearly every day" in said and said.count("Sam Carter") == 1


def test_answered_again_its_clock_runs_on(session, place, look):
    first = an_entry(session, place, pathway_now() - timedelta(minutes=40), subject="mood:x").stored_at
    an_entry(session, place, subject="mood:x")
    assert [entry.stored_at for entry in look(select(DutyEntry))] == [first]


def test_closed_and_answered_again_it_is_a_new_line(session, place, lead, look):
    old = an_entry(session, place, subject="mood:x")
    lead.post(f"{LIST}/{old.id}/closing", {"outcome": "spoke", "next_step": "Sees me on Friday."})
    an_entry(session, place, subject="mood:x")
    assert len(look(select(DutyEntry))) == 2 and WAITS in words(lead.get("/staff"))


@pytest.mark.parametrize("page", ["/staff", "/staff/triage", "/staff/talks", "/staff/people", "/staff/mood-cover"])
def test_it_tops_every_page_of_the_desk_until_somebody_takes_it(lead, entry, page):
    written = markup(lead.get(page))
    assert WAITS in words(lead.get(page)) and written.index("duty-waiting") < written.index("<main")
    lead.post(f"{LIST}/{entry.id}/acknowledgement")
    assert WAITS not in words(lead.get(page))


@pytest.mark.parametrize("address", [LIST + "?done=1", LIST + "?role=none&person=x&hide=all", LIST + "?day=2020-01-01"])
def test_nothing_in_the_address_hides_a_line(lead, entry, address):
    assert "Sam Carter" in words(lead.get(address))


def test_who_takes_it_is_named_and_the_first_stands(lead, entry, browse, session, place, look):
    deputy = sign_in(browse(), session, place.deputy)
    lead.post(f"{LIST}/{entry.id}/acknowledgement")
    deputy.post(f"{LIST}/{entry.id}/acknowledgement")
    assert look(select(DutyEntry))[0].acknowledged_by_id == place.lead.id
    assert "Dr Lena Lead acts on this" in words(deputy.get(LIST))


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Choose what you did."), ({"outcome": "spoke"}, "Write what happens next."), ({"outcome": "shrugged", "next_step": "x"}, "Choose what you did.")],
)
def test_it_closes_only_with_what_was_done_and_what_is_next(lead, entry, look, typed, said):
    reply = lead.post(f"{LIST}/{entry.id}/closing", typed)
    assert reply.status_code == 422 and said in words(reply) and "Sam Carter" in words(reply)
    assert look(select(DutyEntry))[0].closed_at is None


def test_closing_keeps_who_when_what_and_next(lead, entry, look, place):
    lead.post(f"{LIST}/{entry.id}/closing", {"outcome": "spoke", "next_step": "Sees me on Friday."})
    lead.post(f"{LIST}/{entry.id}/closing", {"outcome": "seen", "next_step": "Again."})
    [row] = look(select(DutyEntry))
    assert (row.closed_by_id, row.outcome, row.next_step) == (place.lead.id, "spoke", "Sees me on Friday.") and row.closed_at and row.acknowledged_at
    assert "Nobody is waiting for you." in words(lead.get(LIST))


def test_taken_lines_come_after_those_that_wait_and_the_oldest_first(session, place, lead):
    ages = [("third", 10), ("first", 50), ("taken", 90), ("second", 30)]
    made = {name: an_entry(session, place, pathway_now() - timedelta(minutes=age), chosen=[Chosen("q", name)]) for name, age in ages}
    lead.post(f"{LIST}/{made['taken'].id}/acknowledgement")
    said = words(lead.get(LIST))
    assert sorted(made, key=lambda name: said.index(f"q: {name}")) == ["first", "second", "third", "taken"]


def test_the_clock_is_shown_with_whose_turn_it_is(lead, session, place):
    an_entry(session, place, pathway_now() - timedelta(minutes=35))
    said = words(lead.get(LIST))
    assert (
        "35 of 60 minutes gone" in said
        and "It is up to Dr Lena Lead now." in said
        and "We ask the next person on Wednesday 2 December 2026 at 10:25am." in said
    )


def test_while_nobody_reads_the_clock_stands_still_and_says_so(browse, session, place, clock):
    clock.move_to(pathway_now() + timedelta(hours=14))
    an_entry(session, place, pathway_now() - timedelta(hours=1))
    said = words(sign_in(browse(), session, place.lead).get(LIST))
    assert "0 of 60 minutes gone" in said and "The clock stands still while you are closed." in said


def test_a_manager_meets_it_when_its_clock_has_come_to_them_and_never_the_words(manager, session, place):
    young = an_entry(session, place, pathway_now() - timedelta(minutes=119))
    assert "Sam Carter" not in words(manager.get(LIST)) and WAITS not in words(manager.get("/staff"))
    assert manager.post(f"{LIST}/{young.id}/acknowledgement").status_code == 404
    an_entry(session, place, pathway_now() - timedelta(minutes=121))
    said = words(manager.get(LIST))
    assert WAITS in words(manager.get("/staff")) and "Sam Carter" in said and "Several days" not in said
    assert "Ask a nurse or doctor to read the answer." in said and "What did you do?" not in said


def test_a_manager_may_take_it_but_not_close_it(manager, session, place, look):
    old = an_entry(session, place, pathway_now() - timedelta(minutes=121))
    assert manager.post(f"{LIST}/{old.id}/closing", {"outcome": "spoke", "next_step": "x"}).status_code == 404
    manager.post(f"{LIST}/{old.id}/acknowledgement")
    assert look(select(DutyEntry))[0].acknowledged_by_id == place.manager.id


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.COORDINATOR])
def test_reception_and_others_meet_neither_list_nor_line(browse, session, place, entry, role):
    staff = sign_in(browse(), session, a_staff_member(session, place.practice, role))
    assert staff.get(LIST).status_code == 404 and WAITS not in words(staff.get("/staff"))
    assert staff.post(f"{LIST}/{entry.id}/acknowledgement").status_code == 404


def test_another_surgery_meets_nothing_of_it(browse, session, place, entry):
    stranger = sign_in(browse(), session, a_place(session, "Z99902", phones=False).lead)
    assert "Sam Carter" not in words(stranger.get(LIST))
    assert stranger.post(f"{LIST}/{entry.id}/closing", {"outcome": "spoke", "next_step": "x"}).status_code == 404


def test_reading_it_stands_in_the_persons_log(lead, entry, look, place):
    lead.get(LIST)
    met = {(row.person_id, row.permission) for row in look(select(AccessLogEntry))}
    assert {(place.person.id, "mood.read"), (place.person.id, "duty.seen")} <= met


def test_the_words_are_sealed(entry, look):
    assert look(select(DutyEntry))[0].said_sealed.startswith("1.")
