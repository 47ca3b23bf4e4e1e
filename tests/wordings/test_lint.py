"""What a message must not say, each with a kind error; and what is fine."""

import pytest

from webapp.wordings.lint import Asked, faults
from webapp.wordings.reading import hard_words

OURS = "{practice}: your pack is ready for your talk on {day}.\n?2 It asks your date of birth.\n?1 Never money.\nQuestions? {phone}"
GOOD = "{practice}: {name}, your pack is ready.\nOur talk is on {day}. Questions? {phone}"


def asked(language="en", **more) -> Asked:
    known = frozenset({"practice", "phone", "name", "minutes", "day"})
    return Asked(OURS, "Falls Road Surgery", language, frozenset({"practice", "phone", "day"}), known, **more)


@pytest.mark.parametrize("text", [GOOD, OURS, f"{GOOD}\nSee https://www.nhs.uk/help", f"{GOOD}\nFalls Road Surgery is here.", f"?1 Come early.\n{GOOD}"])
def test_what_is_fine_is_fine(text):
    assert faults(text, asked()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Your diabetes check is here.", "Take out “diabetes”"),
        ("It is about your Blood pressure.", "Take out “blood pressure”"),
        ("Your test results are here.", "Take out “test results”"),
        ("Come to the memory clinic.", "Take out “memory clinic”"),
        ("Your number is 999 000 1011.", "It may point to one person"),
        ("You were born on 14/3/1950.", "It may point to one person"),
        ("Tell us your NHS number.", "We never ask for that"),
        ("Tell us your date of birth.", "We never ask for that"),
        ("Open https://bit.ly/3xYz now.", "Short links look like a scam"),
        ("Open tinyurl.com/abc now.", "Short links look like a scam"),
        ("Open http://www.nhs.uk now.", "Use {link}"),
        ("Open https://www.example.org/book?id=7 now.", "Use {link}"),
        ("Open https://example.org/abcdefghijklmnop now.", "Use {link}"),
        ("You missed your talk.", "Nobody should feel blamed"),
        ("You did not come.", "Nobody should feel blamed"),
        ("It is £160 for us.", "A message about money"),
        ("You may have to pay.", "A message about money"),
        ("This is urgent.", "Nobody can answer a text"),
        ("It is abnormal.", "Nobody can answer a text"),
        ("Please bring your {dog}.", "There is no {dog} here"),
        ("Please bring {it", "stands between { and }"),
        ("Here is a ŵ.", "costs twice as much"),
        ("We are so glad 😀.", "costs twice as much"),
        ("We want to see you and to hear how you are and what you hope for next.", "15 words"),
        ("Your phlebotomist awaits.", "“phlebotomist” is a hard word"),
        ("Ask the MDT.", "“MDT” is a hard word"),
        ("Your medication is here.", "Say “medicine” for “medication”"),
    ],
)
def test_what_must_not_be_said_is_named_kindly(words, said):
    found = faults(f"{GOOD}\n{words}", asked())
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write the message"),
        ("Hello {name}. {day} {phone}", "Name your GP surgery"),
        ("?1 {practice}\n{day} {phone}", "Name your GP surgery"),
        ("{practice}: come on {day}.", "Say where to phone"),
        ("{practice}: come. {phone}", "Write {day} where it belongs"),
    ],
)
def test_what_must_be_said_is_asked_for(text, said):
    assert any(said in fault for fault in faults(text, asked()))


def test_a_line_of_ours_was_read_before_it_shipped_and_a_line_like_it_was_not():
    assert faults(f"{GOOD}\nNever money.", asked()) == []
    assert faults(f"{GOOD}\nNever any money.", asked()) != []


def test_another_language_is_not_read_as_english_but_its_links_and_numbers_are():
    polish = "{practice}: {name}, Twój pakiet jest gotowy na {day}. {phone}"
    assert faults(polish, asked("pl")) == []
    assert faults(f"{polish}\nhttps://bit.ly/3xYz", asked("pl")) != []


def test_a_letter_may_take_its_room_but_has_the_same_manners():
    assert faults(f"{GOOD}\nWe look at your results together.", asked(is_text=False)) == []
    assert faults(f"{GOOD}\nYou missed it.", asked(is_text=False)) != []


def test_hard_words_are_those_few_people_meet():
    assert hard_words("Your talk at {practice} is about what matters to you.") == []
    assert hard_words("Multidisciplinary review of BNP") == ["Multidisciplinary", "BNP"]
