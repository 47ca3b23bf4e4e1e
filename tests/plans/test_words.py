"""What stands in a plan's field, as every page, paper and file says it."""

import pytest

from webapp.plans.rules import CHOSEN
from webapp.plans.words import in_words


@pytest.mark.parametrize(("name", "kept", "said"), [
    ("review_on", "2027-11-22", "Monday 22 November 2027"),
    ("by_when", "2026-12-24", "Thursday 24 December 2026"),
    ("wishes_again_on", "2027-01-31", "Sunday 31 January 2027"),
    ("confidence", "7", "7 of 10"),
    ("importance", "not-sure", "I am not sure"),
    ("progress", "changed_mind", "I changed my mind"),
    ("weekday", "2", "Tuesday"),
    ("want", "not-sure", "not-sure"),
    ("want", "2026-12-24", "2026-12-24"),
    *((name, "", "") for name in sorted(CHOSEN)),
])  # fmt: skip
def test_a_field_reads_the_same_wherever_it_is_read(name, kept, said):
    assert in_words(name, kept) == said
