from datetime import date

import pytest

from tests.messages.conftest import LINK, TALK, WORDS
from webapp.messages.models import MessageKind
from webapp.messages.segments import size
from webapp.messages.words import Unfit, compose, pieces_of, short_names

NAMES = [
    "Tree Tops Surgery",
    "The Rosewood Park Family Medical Centre",
    "St Bartholomew and All Saints Riverside Medical Group",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll Surgery",
    "The Surgery",
]
PHONES = ["01632 960001", "+44 1632 960001 extension 4021"]


def made(kind: MessageKind, practice: str = "Tree Tops Surgery", phone: str = "01632 960001", **changes) -> str:
    template, words = WORDS[kind]
    return compose(template, "en", practice=practice, phone=phone, **(words | changes))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("day", [TALK, TALK.replace(month=9, day=30)])
def test_an_english_text_is_one_part_however_long_the_names(kind, name, phone, day):
    changes = {"day": day} if kind is not MessageKind.CODE else {}
    measured = size(made(kind, name, phone, **changes))
    assert measured.is_gsm
    assert measured.parts == 1


def test_the_pack_text_says_who_why_and_where():
    assert made(MessageKind.PACK_READY) == (
        f"Tree Tops Surgery: your pack is ready for your talk on Tue 15 Dec. Open {LINK} It asks your date of birth. Questions? 01632 960001"
    )


def test_with_room_the_pack_text_also_says_that_it_never_asks_for_money():
    assert "Never money." in made(MessageKind.PACK_READY, "Elm Surgery", link="https://nhs.uk/i/abcdefghijkm")


def test_what_does_not_fit_is_dropped_in_a_fixed_order():
    body = made(MessageKind.PACK_READY, "St Bartholomew Riverside House")
    assert "Never money." not in body
    assert "date of birth" not in body
    assert body.endswith("Questions? 01632 960001")


def test_the_code_ends_with_the_warning_and_a_line_a_phone_can_read():
    body = made(MessageKind.CODE)
    assert body == "482913 is your code for Tree Tops Surgery. It works for 10 minutes. Tell nobody, not even us.\n@localhost:8000 #482913"
    assert made(MessageKind.CODE, host="a" * 60 + ".example").endswith("not even us.")


def test_a_long_name_is_shortened_at_words_and_still_names_the_surgery():
    assert short_names("Tree Tops Surgery")[0] == "Tree Tops Surgery"
    assert short_names("The Rosewood Park Family Medical Centre")[0] == "Rosewood Park"
    assert short_names("The Surgery")[-1]


def test_a_welsh_name_keeps_its_letters_and_takes_two_parts_at_most():
    body = made(MessageKind.PACK_READY, "Meddygfa Tŷ Bryn")
    assert "Meddygfa Tŷ Bryn" in body
    assert size(body).parts == 2


def test_curly_quotes_in_a_name_do_not_double_the_price():
    body = made(MessageKind.PACK_READY, "St Mary’s Surgery")
    assert body.startswith("St Mary's Surgery:")
    assert size(body).parts == 1


def test_a_text_that_cannot_fit_is_refused():
    with pytest.raises(Unfit):
        made(MessageKind.PACK_READY, link="http://" + "a" * 150)


@pytest.mark.parametrize("said", ["diabetes", "Heart failure", "COPD", "Blood pressure", "asthma", "Parkinson’s"])
def test_a_text_never_names_a_condition_or_a_result(said):
    with pytest.raises(Unfit):
        made(MessageKind.CODE, code=f"{said} 1")


def test_a_text_never_holds_an_nhs_number():
    for number in ("9990001011", "999 000 1011"):
        with pytest.raises(Unfit):
            made(MessageKind.CODE, code=number)


def test_a_surgery_may_have_such_a_word_in_its_own_name():
    assert made(MessageKind.PACK_READY, "Falls Road Surgery").startswith("Falls Road Surgery:")


def test_a_day_is_shown_as_the_uk_day():
    late = TALK.replace(month=7, day=14, hour=23, minute=30)
    assert "Wed 15 Jul at 12:30am" in made(MessageKind.REMINDER, day=late)
    assert "Tue 15 Dec." in made(MessageKind.PACK_READY, day=date(2026, 12, 15))


def test_a_language_the_app_does_not_speak_yet_is_answered_in_whole_english():
    template, words = WORDS[MessageKind.PACK_READY]
    for language in ("xx", "tlh", "Polish", ""):
        assert compose(template, language, practice="Elm Surgery", phone="1", **words) == made(MessageKind.PACK_READY, "Elm Surgery", "1")


def test_a_template_marks_what_may_go_and_where_a_line_ends():
    pieces = pieces_of("one\n?2 two\n\n?1 three")
    assert [(piece.text, piece.drop, piece.starts_line) for piece in pieces] == [("one", None, False), ("two", 2, False), ("three", 1, True)]
