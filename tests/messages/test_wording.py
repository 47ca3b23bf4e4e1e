"""Whose words a message says: the practice's own before ours, a cohort's before everyone's, and which version is kept with it."""

import re
from datetime import date

import pytest
from sqlmodel import select

from tests.messages.conftest import LINK, TALK
from tests.people_cast import a_staff_member
from webapp.messages.languages import Language, known, offered, says
from webapp.messages.longer import composed
from webapp.messages.models import MessageKind, Wording
from webapp.messages.places import Own
from webapp.messages.segments import size
from webapp.messages.words import WEBAPP, compose, fitted, language_of, never_said, sentences_of
from webapp.people.card_words import card_word, give_word, plain_words
from webapp.people.models import Way
from webapp.practices.models import Role

PLACES = {"practice": "Tree Tops Surgery", "phone": "01632 960001", "name": "Sam"}


def test_own_words_are_filled_in_and_a_line_about_nothing_is_left_out():
    own = Own("{practice}: hello {name}.\nOpen {link}\n?1 We meet on {day} at {time}.", "own 1")
    assert compose(own, "en", **PLACES, day=TALK) == "Tree Tops Surgery: hello Sam. We meet on Tue 15 Dec at 10:30am."


def test_the_word_on_the_card_is_the_last_piece_to_go():
    own = Own("{practice}: {name}.\n?8 " + "b" * 120, "own 1")
    assert compose(own, "en", **PLACES).endswith("b" * 120)
    assert compose(own, "en", **PLACES, card_word="kettle") == "Tree Tops Surgery: Sam. Your word: kettle"


@pytest.mark.parametrize("template", ["recall/first", "recall/second", "recall/third"])
@pytest.mark.parametrize("words", [{"month": date(2027, 9, 1)}, {"month": date(2027, 3, 1), "link": LINK}])
@pytest.mark.parametrize("name", ["Sam", "Bartholomew-James"])
def test_an_invitation_is_one_part_and_makes_sense_without_a_link(template, words, name):
    body = compose(template, "en", **PLACES | words | {"name": name}, card_word="kettle")
    assert size(body).parts == 1
    assert body.endswith("Your word: kettle") and "Tree Tops Surgery" in body and "01632 960001" in body and name in body


def test_a_cohorts_words_go_before_everyones_and_the_version_is_kept(session, practice, person, queue):
    staff = a_staff_member(session, practice, Role.MANAGER)
    assert queue(commit=False).version.startswith("came ")
    for number, cohort in ((1, ""), (2, "pilot")):
        text = f"{{practice}}: wording {number} for {{name}}. Phone {{phone}}"
        session.add(Wording(practice_id=practice.id, template="pathway/reminder", cohort=cohort, text=text, number=number, made_by_id=staff.id))
    session.flush()
    first = queue(commit=False)
    assert (first.version, first.body) == ("own 1", "Tree Tops Surgery: wording 1 for Sam. Phone 01632 960001")
    second = queue(commit=False, cohort="pilot")
    assert (second.version, second.body) == ("own 2", "Tree Tops Surgery: wording 2 for Sam. Phone 01632 960001")
    long = session.get(Wording, first_wording(session, "pilot"))
    long.text = "{practice} {phone} " + "long " * 40
    session.flush()
    assert queue(commit=False, cohort="pilot").version.startswith("came "), "own words that do not fit give way to ours"


def first_wording(session, cohort):
    return session.exec(select(Wording.id).where(Wording.cohort == cohort)).one()


def test_a_letter_gives_a_person_their_word_and_texts_say_it_from_then_on(session, person, queue):
    assert "Your word" not in queue(commit=False).body
    letter = queue(MessageKind.INVITATION, to="1 High Street", commit=False, way=Way.LETTER, template="recall/first")
    word = card_word(session, person.id).word
    assert word in plain_words()
    assert f"Your word is: {word}." in letter.body and "You can bring somebody with you" in letter.body
    assert queue(commit=False).body.endswith(f"Your word: {word}")
    assert "Your word" not in queue(MessageKind.CODE, commit=False).body, "a code was asked for this minute, perhaps by somebody else"
    anew = give_word(session, person_id=person.id, by=None, anew=True).word
    assert anew != word and queue(commit=False).body.endswith(f"Your word: {anew}")


def test_no_two_card_words_are_mistaken_for_each_other():
    words = plain_words()
    assert len(words) > 150 and len(set(words)) == len(words)
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 8 for word in words)
    assert not never_said().search(" ".join(words))


def test_a_draft_in_another_language_is_offered_only_when_somebody_signed_it_or_drafts_are_shown():
    made = {"name": "x", "english_name": "X", "made": "2026-11-22", "status": "draft", "role": None, "says": {}}
    draft, signed = Language("pl", by=None, on=None, **made), Language("ro", by="Ana Pop", on="2026-12-01", **made)
    assert offered([draft, signed], drafts=False) == {"ro"}
    assert offered([draft, signed], drafts=True) == {"pl", "ro"}
    assert not [one.code for one in known().values() if one.is_signed and not one.role], "who signs says what they are"


EVERYTHING = PLACES | {"day": TALK, "month": TALK, "link": LINK, "code": "482913", "host": "treetops.nhs.uk"}


def said_whole(code: str) -> list[str]:
    """The templates that a draft says whole: what the tests look at is what would be sent."""
    every = (f"{path.parent.parent.name}/{path.stem}" for path in sorted((WEBAPP / "templates").glob("*/messages/*.txt")))
    return [template for template in every if sentences_of(template) and says(code, sentences_of(template))]


@pytest.mark.parametrize("code", known())
def test_a_draft_keeps_every_place_and_never_takes_more_than_two_parts(code):
    place = re.compile(r"%\(\w+\)s")
    assert {sentence: sorted(place.findall(said)) for sentence, said in known()[code].says.items()} == {
        sentence: sorted(place.findall(sentence)) for sentence in known()[code].says
    }
    texts = [template for template in said_whole(code) if not template.startswith("messages/")]
    assert {"recall/first", "recall/second", "recall/third", "preparation/pack_ready", "pathway/reminder", "accounts/code"} <= set(texts)
    for template in texts:
        body = fitted(template, code, EVERYTHING)
        assert not size(body).is_gsm and size(body).parts <= 2, body
        assert "Tree Tops Surgery" in body and "%(" not in body


def test_a_message_that_is_not_whole_in_a_language_is_whole_in_english():
    assert language_of("recall/first", "pl") == "pl", "the tests show drafts"
    assert language_of("recall/first_letter", "pl") == "en"
    letter = composed(Way.LETTER, "recall/first_letter", language_of("recall/first_letter", "pl"), EVERYTHING | {"minutes": 30, "card_word": "kettle"})
    assert "Your word is: kettle." in letter and "ż" not in letter
