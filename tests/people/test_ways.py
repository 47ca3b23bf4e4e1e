from datetime import datetime

import pytest

from webapp.people.models import ContactKind, ContactPoint, Need, Stop, Way
from webapp.people.ways import ways_for

VALUES = {ContactKind.MOBILE: "+447700900001", ContactKind.EMAIL: "sam@example.org", ContactKind.ADDRESS: "1 Oak Road\nLeeds\nLS1 1AA"}
ALL = tuple(VALUES)
MOBILE = (ContactKind.MOBILE,)


def ways(*, needs=(), stops=(), on_file=ALL, language="en"):
    points = [ContactPoint(kind=kind, value=VALUES[kind], recorded_at=datetime(2026, 1, 1)) for kind in on_file]
    return [reach.way for reach in ways_for(language, [Need(code=code, words=code) for code in needs], set(stops), points)]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, [Way.SMS, Way.EMAIL, Way.LETTER]),
        ({"on_file": MOBILE}, [Way.SMS]),
        ({"on_file": ()}, []),
        ({"on_file": (ContactKind.ADDRESS,)}, [Way.LETTER]),
        ({"needs": ["braille"]}, [Way.LETTER]),
        ({"needs": ["braille"], "on_file": MOBILE}, [Way.LETTER]),
        ({"needs": ["large_print"], "on_file": MOBILE}, [Way.LETTER]),
        ({"needs": ["braille", "email"]}, [Way.EMAIL, Way.LETTER]),
        ({"needs": ["email"]}, [Way.EMAIL, Way.SMS, Way.LETTER]),
        ({"needs": ["phone_call"]}, []),
        ({"needs": ["easy_read"]}, [Way.SMS, Way.EMAIL, Way.LETTER]),
        ({"stops": [Stop.TEXTS]}, [Way.EMAIL, Way.LETTER]),
        ({"stops": [Stop.TEXTS], "on_file": MOBILE}, []),
        ({"stops": [Stop.EMAILS]}, [Way.SMS, Way.LETTER]),
        ({"stops": [Stop.ALL_BUT_PAPER]}, [Way.LETTER]),
        ({"stops": [Stop.ALL_BUT_PAPER], "on_file": MOBILE}, [Way.LETTER]),
        ({"language": "cy"}, [Way.SMS, Way.EMAIL, Way.LETTER]),
        ({"language": "gu"}, []),
        ({"language": "bfi"}, [Way.SMS, Way.EMAIL, Way.LETTER]),
    ],
)
def test_needs_and_choices_decide_which_ways_may_carry_a_message(what, expected):
    assert ways(**what) == expected


def test_a_letter_is_written_even_where_no_address_is_on_file_and_only_paper_may_go():
    found = ways_for("en", [Need(code="braille", words="Braille")], set(), [])
    assert [(reach.way, reach.address) for reach in found] == [(Way.LETTER, "")]
