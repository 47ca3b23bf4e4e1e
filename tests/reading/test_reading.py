"""Every English sentence the app can say is easy to read (DESIGN section 8)."""

import pytest

from tests.reading.gate import LONG, faults, glossary, length, sentences
from tests.reading.texts import is_for_staff, texts


def test_every_sentence_is_easy_to_read():
    found = [f"{text.place}: {fault.why}: {fault.text!r}" for text in texts() for fault in faults(text.words, text.allowed, staff=text.staff)]
    assert not found, "\n" + "\n".join(dict.fromkeys(found))


def test_every_result_is_explained():
    assert all(sentences(text.words) for text in texts() if text.place.startswith("results.json"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We will write to you again next week about the day and the time of your talk with us.", "19 words"),
        ("You may have palpitations.", "hard words: palpitations"),
        ("Your ACR is high.", "initials: ACR"),
        ("9% of people feel this.", "a percent sign"),
        ("Ask your practice about your medication.", "practice: say GP surgery"),
    ],
)
def test_the_gate_stops(text, why):
    assert why in {fault.why for fault in faults(text)}


@pytest.mark.parametrize("text", ["Phone %(phone)s. Ask for %(name)s.", "See https://example.org/p/x now.", "It is 6.5.", "Your GP’s phone number."])
def test_the_gate_lets_plain_words_through(text):
    assert not faults(text)


def test_staff_words_are_not_for_people():
    assert faults("A clinician will look.") and not faults("A clinician will look.", staff=True)


def test_the_gate_knows_who_reads():
    assert is_for_staff("webapp/templates/base/staff_nav.html") and is_for_staff("webapp/tables/refusals.py")
    assert not is_for_staff("webapp/templates/base/helpbar.html") and not is_for_staff("webapp/access/words.py")


def test_every_glossary_word_has_a_reason():
    for name in ("glossary", "staff_glossary"):
        assert glossary(name)


def test_few_sentences_are_long():
    """12 words is the aim. `make messages` lists those between that and 15, so that somebody may shorten them."""
    every = {sentence for text in texts() for sentence in sentences(text.words)}
    long = [sentence for sentence in every if length(sentence) > LONG]
    assert len(long) * 15 < len(every), "\n".join(sorted(long))
