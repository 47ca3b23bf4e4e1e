"""The carer's door says the same to everyone, sends a code only when number and word fit, and counts."""

from datetime import timedelta

import pytest

from tests.browsing import Forms, markup, words
from tests.sharing.conftest import NUMBER, WORD, come_in, grant_of, share


def told(reply) -> tuple:
    return reply.status_code, reply.headers.get("Location"), reply.data


def ask(browser, number=NUMBER, word=WORD):
    return browser.post("/carer", {"number": number, "word": word})


def test_the_door_answers_everyone_alike_and_texts_only_who_fits(sam, browse, cast, texts):
    share(sam, cast.person)
    wrong = [told(ask(browse(), **odd)) for odd in ({"word": "primrose"}, {"number": "07700 900999"})]
    right = told(ask(browse()))
    assert wrong == [right, right] and len(texts()) == 1


def test_the_page_for_the_code_is_the_same_for_everyone_too(sam, browse, cast):
    share(sam, cast.person)
    knows, guesses = browse(), browse()
    ask(knows), ask(guesses, word="primrose")
    assert told(knows.get("/carer/code")) == told(guesses.get("/carer/code"))
    assert told(knows.post("/carer/code", {"code": "000000"})) == told(guesses.post("/carer/code", {"code": "000000"}))


@pytest.mark.parametrize("word", ["BLUEBELL", " blue bell "])
def test_capitals_and_spaces_in_the_word_do_not_matter(sam, browse, cast, texts, word):
    share(sam, cast.person)
    assert come_in(browse(), texts, word=word).headers["Location"] == "/carer/home"


def test_a_code_works_once_and_only_in_the_browser_that_asked(sam, browse, cast, texts):
    share(sam, cast.person)
    ann, thief = browse(), browse()
    ask(ann)
    ask(thief, word="primrose")
    [code] = texts()
    assert thief.post("/carer/code", {"code": code}).status_code == 422
    challenge = ann.client.get_cookie("challenge").value
    assert ann.post("/carer/code", {"code": code}).status_code == 303
    ann.client.set_cookie("challenge", challenge)
    assert ann.post("/carer/code", {"code": code}).status_code == 422


def test_five_wrong_codes_end_it(sam, browse, cast, texts):
    share(sam, cast.person)
    ask(ann := browse())
    [code] = texts()
    for _try in range(5):
        assert ann.post("/carer/code", {"code": f"{(int(code) + 1) % 1_000_000:06d}"}).status_code == 422
    assert ann.post("/carer/code", {"code": code}).status_code == 422


def test_no_more_than_three_codes_an_hour_go_to_one_number(sam, browse, cast, texts, clock):
    share(sam, cast.person)
    for _again in range(5):
        ask(browse())
        clock.shift(timedelta(minutes=2))
    assert len(texts()) == 3


def test_ten_wrong_words_close_the_door_for_that_number_for_a_day(sam, browse, cast, texts, clock):
    share(sam, cast.person)
    for number in range(10):
        ask(browse(), word=f"guess{number}")
    ask(browse())
    assert texts() == []
    clock.shift(timedelta(days=1, minutes=1))
    ask(browse())
    assert len(texts()) == 1


def test_a_code_is_worth_nothing_once_sharing_was_stopped_meanwhile(sam, browse, cast, texts):
    share(sam, cast.person)
    ask(ann := browse())
    sam.post(f"{grant_of(sam, cast.person)}/ending")
    assert ann.post("/carer/code", {"code": texts()[-1]}).status_code == 422


def test_a_carers_code_does_not_open_the_persons_own_door(sam, browse, cast, texts):
    share(sam, cast.person)
    ask(ann := browse())
    assert ann.post("/sign-in/code", {"code": texts()[-1]}).status_code == 422


@pytest.mark.parametrize(("number", "word"), [("12", WORD), ("01632 960001", WORD), (NUMBER, "ab"), (NUMBER, "x" * 50), ("", "")])
def test_what_cannot_be_a_number_or_a_word_is_said_kindly(browse, cast, number, word):
    reply = ask(browse(), number=number, word=word)
    assert reply.status_code == 422 and "There is a problem" in words(reply)
    assert not number or number in reply.get_data(as_text=True)


def test_the_code_page_without_asking_leads_to_the_door(browse, cast):
    assert browse().get("/carer/code").headers["Location"] == "/carer"


def test_a_carer_whose_time_was_over_is_back_where_they_were(sam, browse, cast, texts):
    share(sam, cast.person)
    browser, page = browse(), f"/carer/people/{cast.person.id}/plan"
    door = browser.get(page).headers["Location"]
    asked = dict(next(form["fields"] for form in Forms(markup(browser.get(door))).found if form["action"] == "/carer"))
    code_page = browser.follow(browser.post("/carer", {"number": NUMBER, "word": WORD, "next": asked["next"]}))
    sent = dict(next(form["fields"] for form in Forms(markup(code_page)).found if form["action"] == "/carer/code"))
    reply = browser.post("/carer/code", {"code": texts()[-1], "next": sent["next"]})
    assert reply.headers["Location"] == page and browser.get(page).status_code == 200


@pytest.mark.parametrize("asked", ["https://evil.example/", "/people/x/plan", "//evil.example"])
def test_the_carers_door_leads_nowhere_else(sam, browse, cast, texts, asked):
    share(sam, cast.person)
    browser = browse()
    browser.post("/carer", {"number": NUMBER, "word": WORD, "next": asked})
    assert browser.post("/carer/code", {"code": texts()[-1], "next": asked}).headers["Location"] == "/carer/home"
