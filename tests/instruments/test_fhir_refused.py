"""A file that cannot be asked is refused by its path, in plain words, whatever is in it."""

import json
from pathlib import Path

import pytest

from tests.instruments.fhir import coding, form, item, paths, raw
from webapp.fhir.files import FormRefused
from webapp.instruments.fhir_forms import form_in

SAMPLE = Path(__file__).parent / "cardiology-form.json"


REFUSED = [
    (form(item("a", "attachment")), "Questionnaire.item[0].type"),
    (form(item("g", "group", item=[item("a"), item("b", "reference")])), "Questionnaire.item[0].item[1].type"),
    (form(item("a", "nonsense")), "Questionnaire.item[0].type"),
    (form(item("a", "coding")), "Questionnaire.item[0].type"),
    (form(item("a"), item("g", "group", item=[item("a")])), "Questionnaire.item[1].item[0].linkId"),
    (form(item("a"), status="finished"), "Questionnaire.status"),
    ({"resourceType": "Questionnaire", "item": [item("a")]}, "Questionnaire.status"),
    (form({"text": "x", "type": "string"}), "Questionnaire.item[0].linkId"),
    (form({"linkId": "a", "text": "x"}), "Questionnaire.item[0].type"),
    (form(item("a", "choice")), "Questionnaire.item[0].answerOption"),
    (form(item("a", "choice", answerValueSet="http://example.org/vs")), "Questionnaire.item[0].answerValueSet"),
    (form(item("a", "choice", answerValueSet="#gone")), "Questionnaire.item[0].answerValueSet"),
    (form(item("a", "choice", answerOption=[coding("x")], answerValueSet="#x")), "Questionnaire.item[0].answerValueSet"),
    (form(item("a", "choice", answerOption=[{"valueReference": {"reference": "Patient/1"}}])), "Questionnaire.item[0].answerOption[0].valueReference"),
    (form(item("a", "choice", answerOption=[coding("x")], initial=[{"valueCoding": {"code": "z"}}])), "Questionnaire.item[0].initial[0].valueCoding"),
    (form(item("a", "integer", initial=[{"valueString": "4"}])), "Questionnaire.item[0].initial[0].valueString"),
    (form(item("a", foo=1)), "Questionnaire.item[0].foo"),
    (form(item("a", option=[coding("x")])), "Questionnaire.item[0].option"),
    (form(item("a", maxLength="long")), "Questionnaire.item[0].maxLength"),
    (form(item("a", modifierExtension=[{"url": "http://example.org/x", "valueBoolean": True}])), "Questionnaire.item[0].modifierExtension"),
    (form(item("a"), modifierExtension=[{"url": "http://example.org/x", "valueBoolean": True}]), "Questionnaire.modifierExtension"),
    (form(item("a", enableWhen=[{"question": "zz", "operator": "exists", "answerBoolean": True}])), "Questionnaire.item[0].enableWhen[0].question"),
    (
        form(item("a", "boolean"), item("b", enableWhen=[{"question": "a", "operator": "~", "answerBoolean": True}])),
        "Questionnaire.item[1].enableWhen[0].operator",
    ),
    (form(item("a", "boolean"), item("b", enableWhen=[{"question": "a", "operator": "="}])), "Questionnaire.item[1].enableWhen[0]"),
    (
        form(item("a", "boolean"), item("b", enableWhen=[{"question": "a", "operator": "=", "answerString": "x"}])),
        "Questionnaire.item[1].enableWhen[0].answerString",
    ),
    (form(item("a", "boolean", answerOption=[coding("x")])), "Questionnaire.item[0].answerOption"),
    (form(item("d", "display", item=[item("a")])), "Questionnaire.item[0].item"),
    (form(item("d", "display")), "Questionnaire.item"),
    (form(item="x"), "Questionnaire.item"),
    ({"resourceType": "Patient"}, "resourceType"),
    ({"resourceType": "Bundle", "type": "collection", "entry": []}, "Bundle.entry"),
    (b"", "file"),
    (b"{", "file"),
    (b"[]", "file"),
    (b"<Questionnaire/>", "file"),
    (b"\xff\xfe\x00", "file"),
    (b'{"resourceType": NaN}', "file"),
    (b'{"a": 1e999999}', "file"),
    (b"[" * 100_000, "file"),
    (b'{"a":' * 200 + b"1" + b"}" * 200, "file"),
    (b" " * 1_000_001, "file"),
    (raw(form(*[item(str(number)) for number in range(700)])), "Questionnaire.item"),
]


@pytest.mark.parametrize(("whole", "path"), REFUSED, ids=[path + str(number) for number, (_whole, path) in enumerate(REFUSED)])
def test_what_cannot_be_asked_is_refused_by_its_path(whole, path):
    assert any(found.startswith(path) for found in paths(whole))


def test_everything_that_stands_against_a_form_is_told_at_once():
    assert paths(form(item("a", "attachment"), item("b", "reference"), item("c", "choice"))) == [
        "Questionnaire.item[0].type",
        "Questionnaire.item[1].type",
        "Questionnaire.item[2].answerOption",
    ]


def test_a_file_that_must_be_given_is_not_left_out():
    assert paths(form(item("a"), item("b", "attachment", required=True)), leave_out=True) == ["Questionnaire.item[1].type"]


def deep(levels: int) -> dict:
    inner = item("last")
    for number in range(levels):
        inner = item(f"g{number}", "group", item=[inner])
    return inner


def test_a_form_of_many_levels_is_refused_and_one_of_some_is_not():
    assert len(form_in(raw(form(deep(8)))).loaded.instrument.questions) == 1 and paths(form(deep(14)))[0].startswith("Questionnaire.item[0]")


def test_every_other_value_at_every_place_is_read_or_refused_and_never_breaks():
    whole = json.loads(SAMPLE.read_bytes())
    whole["item"] = [
        whole["item"][1],
        item("c", "choice", answerOption=[coding("x", weight=1)], enableWhen=[{"question": "c", "operator": "=", "answerString": "x"}]),
    ]
    for odd in (None, 1, "", "x", [], {}, [None], [[]], {"x": {}}, True, -1.5):
        for key in [*whole["item"][1], "initial", "code", "prefix", "extension", "_text", "repeats", "readOnly"]:
            broken = {**whole, "item": [whole["item"][0], {**whole["item"][1], key: odd}]}
            try:
                form_in(raw(broken))
            except FormRefused as why:
                assert why.reasons
