"""With a link and a date of birth words go in and none come out."""

from sqlmodel import select

from tests.browsing import Forms, nobodys, words
from tests.people_cast import a_person, sign_in
from webapp.accounts.models import Tier
from webapp.pathway.models import Cycle, Stage
from webapp.preparation.models import AgendaItem, Note

SAID = {"words-ask": "Why am I tired?", "prompts": ["sleep", "pain"], "press": "send"}


def test_three_answers_are_safely_sent(by_link, cast, look):
    reply = by_link.follow(by_link.post(cast.letterbox, SAID))
    assert "3 answers are safely sent." in words(reply)
    assert {item.channel for item in look(select(AgendaItem))} == {"letterbox"}
    assert look(select(Note))[0].words == "Why am I tired?"


def test_nothing_stored_is_shown_afterwards_nor_on_a_second_visit(by_link, cast, browse, session):
    sent = by_link.follow(by_link.post(cast.letterbox, SAID))
    again = sign_in(browse(), session, cast.person, Tier.LETTERBOX).get(cast.letterbox)
    for reply in (sent, again):
        assert "tired" not in words(reply)
        assert b" checked" not in reply.data
    assert [name for form in Forms(again.get_data(as_text=True)).found for name, value in form["fields"] if value] == []


def test_the_page_is_the_same_for_everyone(browse, session, cast):
    someone = a_person(session, cast.practice, given="Asha", conditions=("copd",))
    pages = []
    for person in (cast.person, someone):
        reply = sign_in(browse(), session, person, Tier.LETTERBOX).get(f"/people/{person.id}/letterbox")
        pages.append(nobodys(reply))
    assert pages[0] == pages[1]


def test_results_and_the_pack_ask_for_a_code(by_link, cast):
    page = by_link.get(cast.letterbox)
    assert "58" not in words(page) and "See my results: use a code" in words(page)
    for path in (cast.pack, cast.pack + "/sent", f"/people/{cast.person.id}/paper"):
        reply = by_link.get(path)
        assert reply.status_code == 303 and "/code" in reply.headers["Location"]
    refused = by_link.post(cast.pack, SAID)
    assert refused.status_code == 401 and "Why am I tired?" in words(refused)


def test_words_are_added_beside_what_the_person_wrote(sam, by_link, cast, look, fill):
    fill(sam, ask="From my own phone", prompts=["sleep"])
    by_link.post(cast.letterbox, SAID)
    standing = {(note.words, note.channel) for note in look(select(Note).where(Note.replaced_at.is_(None)))}
    assert standing == {("From my own phone", "own"), ("Why am I tired?", "letterbox")}
    assert sorted(item.prompt for item in look(select(AgendaItem).where(AgendaItem.withdrawn_at.is_(None)))) == ["pain", "sleep"]
    page = sam.get(cast.pack)
    assert "You sent this before: Why am I tired?" in words(page)
    assert "From my own phone</textarea>" in page.get_data(as_text=True)


def test_own_page_saves_leave_the_letterbox_words_standing(sam, by_link, cast, look, fill):
    by_link.post(cast.letterbox, SAID)
    fill(sam, ask="From my own phone")
    fill(sam, ask="From my own phone, again")
    assert len(look(select(Note).where(Note.replaced_at.is_(None)))) == 2
    assert len(look(select(AgendaItem))) == 2


def test_pressing_send_twice_keeps_one(by_link, cast, look):
    for _again in range(2):
        by_link.post(cast.letterbox, SAID | {"words-something_else": "My cat"})
    assert len(look(select(Note))) == 1 and len(look(select(AgendaItem))) == 3


def test_a_condition_prompt_cannot_be_sent_from_here(by_link, cast, look):
    by_link.post(cast.letterbox, {"prompts": ["dm_glucose", "sleep"], "press": "send"})
    assert [item.prompt for item in look(select(AgendaItem))] == ["sleep"]


def test_show_more_keeps_what_was_typed(by_link, cast, look):
    reply = by_link.post(cast.letterbox, SAID | {"press": "more"})
    assert reply.status_code == 200 and "Why am I tired?</textarea>" in reply.get_data(as_text=True)
    assert look(select(Note)) == []


def test_words_that_are_too_long_come_back_whole(by_link, cast, look):
    long = "long words " * 400
    reply = by_link.post(cast.letterbox, SAID | {"words-hard": long})
    assert reply.status_code == 422 and long.strip() in reply.get_data(as_text=True)
    assert look(select(Note)) == []


def test_sending_moves_a_texted_pack_to_prepared(by_link, cast, session, look):
    cast.cycle.stage = Stage.PACK_SENT
    session.add(cast.cycle)
    session.commit()
    by_link.post(cast.letterbox, SAID)
    assert look(select(Cycle))[0].stage is Stage.PREPARED
