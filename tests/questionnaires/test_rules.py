"""The safety rule is data: what it marks, and what it does not."""

import pytest

from webapp.content.catalogue import phq2
from webapp.questionnaires.rules import SKIPPED, channel_of, is_marked, total


@pytest.mark.parametrize(
    ("answers", "marked"),
    [
        ({}, False),
        ({"q1": "0", "q2": "0"}, False),
        ({"q1": "1", "q2": "1"}, False),
        ({"q1": "2"}, False),
        ({"q1": "1", "q2": "2"}, True),
        ({"q1": "3"}, True),
        ({"q1": SKIPPED, "q2": "3"}, True),
        ({"q1": "2", "q2": SKIPPED}, False),
        ({"q1": SKIPPED, "q2": SKIPPED}, False),
    ],
)
def test_three_or_more_or_nearly_every_day_is_marked(answers, marked):
    assert is_marked(phq2(), answers) is marked


def test_a_total_only_when_every_question_is_answered():
    assert total(phq2(), {"q1": "1", "q2": "2"}) == 3
    assert total(phq2(), {"q1": "1"}) is None
    assert total(phq2(), {"q1": "1", "q2": SKIPPED}) is None


def test_somebody_answering_for_the_person_is_never_the_person():
    assert channel_of(who="for_me", in_letterbox=False) == "for_me"
    assert channel_of(who="for_me", in_letterbox=True) == "for_me"
    assert channel_of(who="with_me", in_letterbox=False) == "with_me"
    assert channel_of(who=None, in_letterbox=True) == "letterbox"
