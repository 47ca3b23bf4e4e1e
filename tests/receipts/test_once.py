"""What a phone sends again is written once, and the phone is told the same again."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_person, sign_in
from tests.receipts.sending import send, whose_words
from webapp.base.clock import now
from webapp.plans.models import Item
from webapp.preparation.models import AgendaItem, Note
from webapp.receipts.jobs import forget_receipts
from webapp.receipts.models import Receipt

BODY = "words-ask=Why+am+I+tired%3F&press=send"


@pytest.fixture
def whose(sam, cast):
    return whose_words(sam, cast.pack)


def notes(look, box="ask") -> list[tuple[str, bool]]:
    return [(note.words, note.replaced_at is None) for note in look(select(Note).where(Note.box == box).order_by(Note.saved_at))]


def test_a_second_arrival_gets_the_same_receipt_and_writes_nothing(sam, cast, whose, look):
    key = uuid4()
    first, again = (send(sam, cast.pack, BODY, whose=whose, key=key) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.headers["Outbox"] == again.headers["Outbox"] == f"receipt {key} {hashlib.sha256(BODY.encode()).hexdigest()}"
    assert first.headers["Outbox-To"] == again.headers["Outbox-To"] == f"{cast.pack}/sent"
    assert notes(look) == [("Why am I tired?", True)]


def test_two_that_arrive_at_once_are_written_once(browse, session, cast, whose, look):
    """Each would make a goal of its own."""
    key, together, replies = uuid4(), Barrier(2), []
    browsers = [sign_in(browse(), session, cast.person) for _ in range(2)]

    def arrive(browser):
        together.wait()
        replies.append(send(browser, f"/people/{cast.person.id}/plan/goals", "x=1", whose=whose, key=key))

    threads = [Thread(target=arrive, args=(one,)) for one in browsers]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert [reply.headers["Outbox"].split()[1] for reply in replies] == [str(key)] * 2
    assert len({reply.headers["Outbox-To"] for reply in replies}) == len(look(select(Item))) == len(look(select(Receipt))) == 1


def test_a_small_save_is_told_so_by_its_receipt(sam, cast, whose):
    reply = send(sam, cast.pack, "words-ask=Why%3F", whose=whose, small=True)
    assert reply.headers["Outbox"].startswith("receipt") and "Saved with your GP surgery." in words(reply)


def test_what_is_refused_may_come_again_under_the_same_key(sam, cast, whose, look):
    key = uuid4()
    refused = send(sam, cast.pack, "words-ask=" + "a" * 5000, whose=whose, key=key)
    assert (refused.status_code, refused.headers["Outbox"]) == (422, "page")
    assert not look(select(Receipt))
    assert send(sam, cast.pack, BODY, whose=whose, key=key).headers["Outbox"].startswith("receipt")


def test_without_a_sign_in_it_is_asked_for_and_nothing_is_written(browse, cast, whose, look):
    reply = send(browse(), cast.pack, BODY, whose=whose)
    assert (reply.status_code, reply.headers["Outbox"]) == (401, "sign-in")
    assert not look(select(Note)) and not look(select(Receipt))


def test_words_of_another_person_are_not_taken(browse, session, cast, whose, look):
    other = sign_in(browse(), session, a_person(session, cast.practice, given="Asha"))
    reply = send(other, cast.pack, BODY, whose=whose)
    assert (reply.status_code, reply.headers["Outbox"], reply.data) == (409, "other", b"")
    assert not look(select(Note)) and not look(select(Receipt))


def test_a_page_of_somebody_else_is_closed_like_one_that_is_not_there(sam, session, cast, whose):
    other = a_person(session, cast.practice, given="Asha")
    session.commit()
    told = [send(sam, f"/people/{who}/pack", BODY, whose=whose) for who in (other.id, uuid4())]
    assert {(reply.status_code, reply.headers["Outbox"]) for reply in told} == {(403, "closed")}
    assert told[0].data == told[1].data


def test_a_body_that_was_damaged_on_the_way_is_not_taken(sam, cast, whose, look):
    assert send(sam, cast.pack, BODY, whose=whose, body_hash="0" * 64).headers["Outbox"] == "damaged"
    assert not look(select(Note))


def test_one_key_never_stands_for_two_bodies(sam, cast, whose, look):
    key = uuid4()
    send(sam, cast.pack, BODY, whose=whose, key=key)
    assert send(sam, cast.pack, "words-ask=Other", whose=whose, key=key).headers["Outbox"] == "damaged"
    assert notes(look) == [("Why am I tired?", True)]


def test_a_post_without_the_headers_is_as_it_always_was(sam, cast):
    reply = sam.post(cast.pack, {"words-ask": "Why?", "press": "send"})
    assert reply.status_code == 303 and "Outbox" not in reply.headers


def test_after_a_lost_answer_the_letterbox_still_says_how_much_was_sent(by_link, cast):
    whose, key = whose_words(by_link, cast.letterbox), uuid4()
    send(by_link, cast.letterbox, BODY, whose=whose, key=key)
    by_link.client.delete_cookie("handed")
    again = send(by_link, cast.letterbox, BODY, whose=whose, key=key)
    assert "1 answer is safely sent." in words(by_link.get(again.headers["Outbox-To"]))


def test_receipts_are_forgotten_after_60_days(sam, cast, whose, database, session, look):
    send(sam, cast.pack, BODY, whose=whose)
    assert forget_receipts(database) == 0
    session.exec(select(Receipt)).one().arrived_at = now() - timedelta(days=61)
    session.commit()
    assert forget_receipts(database) == 1 and not look(select(Receipt))


class TestOneFormSavedAgain:
    """A page that was never told what became of its last save goes on from there, and clashes with others only."""

    def test_it_does_not_clash_with_its_own_lost_answer(self, sam, cast, whose, look):
        form = uuid4()
        for text in ("A", "AB", "", "C"):
            reply = send(sam, cast.pack, f"words-ask={text}", whose=whose, form=form, small=True)
            assert reply.headers["Outbox"].startswith("receipt"), text
        assert notes(look) == [("A", False), ("AB", False), ("C", True)]

    def test_what_somebody_else_wrote_meanwhile_is_still_a_clash(self, sam, cast, whose, look):
        form = uuid4()
        send(sam, cast.pack, "words-ask=A", whose=whose, form=form, small=True)
        seen = look(select(Note))[0].id
        send(sam, cast.pack, f"words-ask=Theirs&seen-ask={seen}", whose=whose, small=True)
        reply = send(sam, cast.pack, "words-ask=AB", whose=whose, form=form, small=True)
        assert reply.headers["Outbox"] == "page" and "Someone else wrote here too" in words(reply)
        assert notes(look) == [("A", False), ("Theirs", True)]

    def test_a_tick_made_and_taken_back_is_taken_back(self, sam, cast, whose, look):
        form, standing = uuid4(), select(AgendaItem.prompt).where(AgendaItem.withdrawn_at.is_(None))
        for body, chosen in (("prompts=sleep", ["sleep"]), ("x=1", []), ("prompts=sleep&prompts=pain", ["pain", "sleep"]), ("prompts=pain", ["pain"])):
            send(sam, cast.pack, f"prompts-seen=&{body}", whose=whose, form=form, small=True)
            assert sorted(look(standing)) == chosen, body

    def test_a_box_the_page_never_showed_is_left_alone(self, sam, cast, whose, look):
        form = uuid4()
        send(sam, cast.pack, "words-ask=A&words-hard=", whose=whose, form=form, small=True)
        send(sam, cast.pack, "words-hard=From+my+tablet", whose=whose, small=True)
        for text in ("AB", "ABC"):
            send(sam, cast.pack, f"words-ask={text}&words-hard=", whose=whose, form=form, small=True)
        assert notes(look, "hard") == [("From my tablet", True)]
