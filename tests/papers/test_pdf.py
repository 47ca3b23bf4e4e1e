"""The pack as a file: tagged, with its language and title, the same words at every size, and nothing on its first sheet that tells."""

import re

import pytest
from flask import Response
from sqlmodel import select

from tests.browsing import markup, words
from tests.papers.reading import Read
from tests.people_cast import sign_in
from tests.preparation.cast import a_cast
from webapp.content.catalogue import conditions
from webapp.papers.codes import Key, shown
from webapp.papers.models import Print
from webapp.papers.pdf import as_page
from webapp.papers.printing import own_sheet, paper_of
from webapp.papers.rules import SIZES


@pytest.fixture
def read(sam, cast):
    """`read(size=18)` is what the person gets, read back."""

    def read(size=16, language="en") -> Read:
        sam.client.set_cookie("language", language)
        reply = sam.post(f"/people/{cast.person.id}/papers", {"size": str(size)})
        assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
        return Read(reply.data)

    return read


def without_signs(text: str) -> str:
    return re.sub(r"\b\w{3}-\w{3}\b", "", text)


@pytest.mark.parametrize(("language", "tag", "title"), [("en", "en-GB", "Get ready for your talk"), ("cy", "cy", "Paratowch ar gyfer eich sgwrs")])
def test_it_is_tagged_and_says_its_language_and_title(read, language, tag, title):
    made = read(language=language)
    assert (made.is_tagged, made.language, made.title) == (True, tag, title)
    assert made.headings()[0] == ("H1", title)


def test_it_is_read_in_the_order_of_the_page(read, fill, sam):
    fill(sam, prompts=["sleep"], ask="Why am I tired?", _result_hba1c="It came down")
    said = read().words
    order = ["Dear Sam", "A Who is filling this in?", "A1", "B Your results", "58", "B1 Your note", "It came down", "C What do you want to talk about?", "C1"]
    order += ["D What comes first?", "E In your own words", "Why am I tired?", "F Is this hard to do?", "G How is your mood?", "G2"]
    # Words of their own: the sign of the paper is drawn by lot, and may hold a short one.
    places = [re.search(rf"\b{re.escape(words)}(?!\w)", said).start() for words in order]
    assert places == sorted(places)


def test_what_the_tags_say_is_what_is_printed(read, look):
    made = read()
    printed = made.printed(shown(look(select(Print))[0].code))
    assert sorted("".join(printed.split())) == sorted("".join(made.words.split()))


def test_each_size_has_its_own_letters_and_the_same_words(read, fill, sam, look):
    fill(sam, prompts=["sleep"], ask="Why am I tired?", something_else="My cat")
    found = {size: read(size) for size in SIZES}
    assert len({without_signs(made.words) for made in found.values()}) == 1
    for size, made in found.items():
        assert made.size_of("Dear Sam") == size
    assert [row.points for row in look(select(Print).order_by(Print.points))] == list(SIZES)


def test_every_picture_that_is_read_has_words(nurse, cast):
    made = Read(nurse.post(f"/people/{cast.person.id}/paper-pack", {"what": "both"}).data)
    figures = [tag for tag in made.tags if tag.kind == "Figure"]
    assert [figure.alt for figure in figures] == ["A square for your phone camera. The code below does the same."]


def test_the_first_sheet_names_no_condition(read, nurse, cast):
    for made in (read(), Read(nurse.post(f"/people/{cast.person.id}/paper-pack", {"what": "both"}).data)):
        sheet = made.pages[0]
        # A number of its own: a code drawn by lot may hold the same two digits.
        told = re.compile(r"Sugar|\b58\b")
        assert len(set(told.findall(made.words))) == 2 and told.search(sheet) is None
        assert [name for name in conditions().values() if name.lower() in sheet.lower()] == []


def test_every_sheet_names_the_print_and_its_codes_are_kept(read, look):
    made = read()
    kept = look(select(Print))[0]
    assert all(shown(kept.code) in page for page in made.pages)
    codes = [line.code for line in Key.opened(kept.key).lines]
    assert all(re.search(rf"\b{code}\b", made.words) for code in codes) and len(codes) > 20
    assert kept.version and kept.language == "en"


def test_a_private_prompt_is_there_only_when_it_was_ticked(read, fill, sam):
    assert "Sexual health" not in read().words
    fill(sam, prompts=["sexual_health"])
    assert "Sexual health" in read().words


def test_no_mood_answer_is_ever_printed(read, sam, cast):
    sam.post(f"/people/{cast.person.id}/mood/1", {"answer": "3", "press": "answer"})
    part = read().words.split("G How is your mood?")[1]
    assert "chosen" not in part and "×" not in part


def test_where_no_file_can_be_made_the_same_print_is_a_page(app, session, cast):
    with app.test_request_context("/"):
        sheet = own_sheet(session, cast.person, cast.practice)
        paper = paper_of(session, person=cast.person, practice=cast.practice, sheet=sheet, points=18, language="en", by=None)
        page = Response(as_page([paper]))
    assert "C1 Your mood" in words(page) and shown(paper.code) in words(page) and "css/sheets.css" in markup(page)


def test_a_pack_that_is_not_ready_makes_no_file(browse, session, clock, keys):
    cast = a_cast(session, released=False)
    sam = sign_in(browse(), session, cast.person)
    assert "We are still getting your pack ready." in words(sam.get(f"/people/{cast.person.id}/papers"))
    assert sam.post(f"/people/{cast.person.id}/papers").status_code == 303


def test_a_changed_word_makes_the_paper_older(read, fill, sam, cast, clock):
    read()
    assert "A newer copy exists" not in words(sam.get(f"/people/{cast.person.id}/papers"))
    clock.shift(60)
    fill(sam, ask="Why am I tired?")
    assert "A newer copy exists. What you changed later is not on it." in words(sam.get(f"/people/{cast.person.id}/papers"))
    assert "Printed on 2 December 2026. What you changed later is not on it." in read().words
