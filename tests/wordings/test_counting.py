"""What a wording takes, filled in with the longest name on the list. Vectors of the reference: 160 and 153, 70 and 67; one curly apostrophe or ŵ."""

import pytest

from webapp.messages.segments import plain, size
from webapp.wordings.counting import counted, longest_names, samples

URDU = "آپ کی صحت پر سالانہ بات چیت کا وقت ہے۔ "
SAID = samples("Tree Tops Surgery", "01632 960001", "https://treetops.nhs.uk", "Sam") | {"card_word": None}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 153 + "ŵ", 3),
        ("a" * 124, 1),
        ("ą" * 118, 2),
        ("ș" * 117, 2),
        (("ا" * 110), 2),
        ("ا" * 135, 3),
        ("It’s " + "a" * 111, 2),
        (plain("It’s " + "a" * 111), 1),
        ("€" * 80 + "a", 2),
    ],
)
def test_parts_are_those_of_the_reference(text, parts):
    assert size(text).parts == parts


@pytest.mark.parametrize(
    ("names", "plainest", "wide"),
    [
        ([], "Sam", None),
        (["Sam", "Bartholomew", "Jo"], "Bartholomew", None),
        (["Sam", "Łucja", "Siân"], "Sam", "Łucja"),
        (["Zoé", "Al"], "Zoé", None),
        (["A[b]", "Abcde"], "A[b]", None),
    ],
)
def test_the_longest_name_is_the_one_that_takes_most_room(names, plainest, wide):
    assert longest_names(names) == longest_names(list(reversed(names)))
    found = longest_names(names)
    assert (found.plain, found.wide) == (plainest, wide)


def test_english_must_be_one_part_and_other_languages_may_take_two():
    short, long = "{practice}: {name}, come. {phone}", "{practice}: {name}. " + "come " * 25 + "{phone}"
    assert counted(short, "en", SAID).may_go and counted(short, "en", SAID).sent.parts == 1
    assert not counted(long, "en", SAID).may_go
    assert counted(long, "cy", SAID).may_go
    assert counted("{practice} " + URDU * 2, "ur", SAID).sent.parts == 2
    assert not counted("{practice} " + URDU * 4, "ur", SAID).may_go


def test_what_may_go_goes_and_is_named_and_the_persons_word_goes_last():
    lines = "{practice}: {name}, come. {phone}\n?1 " + "b" * 100 + "\n?2 " + "c" * 30
    found = counted(lines, "en", SAID | {"card_word": "kettle"})
    assert found.left_out == ("b" * 100,) and found.body.endswith("Your word: kettle") and found.whole.parts == 2
    assert (found.most_letters, found.pence) == (160, "2.4")
