"""What goes out is a QuestionnaireResponse that both judges pass: HL7's JSON schema of R4, and fhir.resources."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.instruments.fhir import HL7, as_json, coding, faults, form, item, raw
from webapp.content.catalogue import instrument, instrument_ids
from webapp.content.prompt import Instrument, Kind
from webapp.instruments.fhir_forms import form_in
from webapp.instruments.fhir_replies import Given, reply_of
from webapp.instruments.showing import shown

SAMPLE = Path(__file__).parent / "cardiology-form.json"
GIVEN = Given("0190-a", datetime(2026, 7, 1, 13, 30, tzinfo=UTC), True, "9990000018")
TYPED = {
    Kind.YES_NO: "true",
    Kind.WHOLE: "7",
    Kind.NUMBER: "2.5",
    Kind.QUANTITY: "70.5",
    Kind.DAY: "2026-11-22",
    Kind.TIME: "14:30",
    Kind.MOMENT: "2026-07-01T14:30",
    Kind.LINE: "words",
    Kind.WORDS: "more\nwords",
    Kind.NOTE: "read",
}


def all_answered(asked: Instrument) -> dict[str, str]:
    """The last of its options, or something typed, to whatever is shown."""
    answers: dict[str, str] = {}
    for _round in range(8):
        for question in shown(asked, answers):
            options = asked.options_of(question)
            one = str(options[-1].value) if options else TYPED[question.kind] + (" u0" if question.units else "")
            answers.setdefault(question.id, f'["{one}"]' if question.repeats and "\n" not in one else '["x"]' if question.repeats else one)
    return answers


def reply(whole: dict, answers: dict, given: Given = GIVEN) -> dict:
    made = reply_of(form_in(raw(whole)).loaded.instrument, whole, answers, given)
    assert faults(made) == []
    return as_json(made)


@pytest.mark.parametrize("name", instrument_ids())
def test_every_instrument_that_comes_with_the_app_goes_out_with_its_definition(name):
    asked = instrument(name)
    made = reply_of(asked, None, all_answered(asked), GIVEN)
    assert faults(made) == []
    written = as_json(made)
    assert written["questionnaire"] == "#definition" and written["contained"][0]["title"] == asked.title
    assert {row["linkId"] for row in written["item"]} <= {row["linkId"] for row in written["contained"][0]["item"]}


def test_phq9_goes_out_in_loinc_with_its_total_and_a_skipped_answer_is_no_zero():
    asked = instrument("phq9")
    answers = {f"q{number}": "1" for number in range(1, 10)}
    written = as_json(reply_of(asked, None, answers, GIVEN))
    assert written["item"][0]["answer"][0]["valueCoding"] == {
        "extension": [{"url": f"{HL7}/ordinalValue", "valueDecimal": 1}],
        "system": "http://loinc.org",
        "code": "LA6569-3",
        "display": "Several days",
    }
    total = next(row for row in written["contained"][0]["item"] if row["linkId"] == "total")
    assert [(code["system"], code["code"]) for code in total["code"]] == [("http://loinc.org", "44261-6"), ("http://snomed.info/sct", "720433000")]
    assert written["item"][-1] == {"linkId": "total", "text": "Total", "answer": [{"valueDecimal": 9}]}
    skipped = as_json(reply_of(asked, None, answers | {"q9": "skipped"}, GIVEN))
    assert [row["answer"] for row in skipped["item"] if row["linkId"] == "q9"] == [
        [{"extension": [{"url": f"{HL7}/data-absent-reason", "valueCode": "asked-declined"}]}]
    ]
    assert "total" not in [row["linkId"] for row in skipped["item"]]


def test_codes_that_nobody_verified_do_not_go_out():
    written = as_json(reply_of(instrument("gad2"), None, {}, GIVEN))
    assert "836571000000106" not in str(written) and "72109-2" not in str(reply_of(instrument("audit_c_uk"), None, {}, GIVEN))


def test_a_published_form_goes_out_along_its_own_groups():
    whole = json.loads(SAMPLE.read_bytes())
    asked = form_in(SAMPLE.read_bytes(), leave_out=True).loaded.instrument
    answers = all_answered(asked)
    made = reply_of(asked, whole, answers, GIVEN)
    assert faults(made) == []
    written = as_json(made)
    assert written["questionnaire"] == "urn:uuid:d7176d16-5fd4-48a7-b7e6-b488e8df763d|1.0"
    links = [link for row in written["item"] for link in all_links(row)]
    # Also items nobody is asked, and without an answer a question with questions inside it.
    assert {question.id for question in shown(asked, answers) if question.kind is not Kind.NOTE} <= set(links) and len(links) == len(set(links))


def all_links(row: dict) -> list[str]:
    inner = row.get("item", []) + [one for answer in row.get("answer", []) for one in answer.get("item", [])]
    return [row["linkId"], *(link for one in inner for link in all_links(one))]


VALUES = [
    (item("a", "boolean"), "false", {"valueBoolean": False}),
    (item("a", "integer"), "-7", {"valueInteger": -7}),
    (item("a", "decimal"), "2.50", {"valueDecimal": 2.5}),
    (item("a", "date"), "2026-11-22", {"valueDate": "2026-11-22"}),
    (item("a", "time"), "14:30", {"valueTime": "14:30:00"}),
    (item("a", "dateTime"), "2026-07-01T14:30", {"valueDateTime": "2026-07-01T14:30:00+01:00"}),
    (item("a", "dateTime"), "2026-12-01T14:30", {"valueDateTime": "2026-12-01T14:30:00+00:00"}),
    (item("a", "string"), " skipped", {"valueString": "skipped"}),
    (item("a", "text"), "one\ntwo", {"valueString": "one\ntwo"}),
    (item("a", "url"), "https://example.org/a b", {"valueUri": "https://example.org/a%20b"}),
    (item("a", "quantity"), "70", {"valueQuantity": {"value": 70}}),
    (item("a", "choice", answerOption=[{"valueString": "x"}, {"valueString": "y"}]), "1", {"valueString": "y"}),
    (item("a", "choice", answerOption=[{"valueInteger": 5}, {"valueInteger": 9}]), "9", {"valueInteger": 9}),
    (item("a", "open-choice", answerOption=[coding("x")]), "other:my own", {"valueString": "my own"}),
    (item("a", "open-choice", answerOption=[coding("x")]), "0", {"valueCoding": {"system": "https://example.org/c", "code": "x", "display": "X"}}),
]


@pytest.mark.parametrize(("asked", "said", "value"), VALUES)
def test_each_kind_of_answer_goes_out_as_its_own_kind_of_value(asked, said, value):
    assert reply(form(asked), {"a": said})["item"] == [{"linkId": "a", "text": "Question a?", "answer": [value]}]


def test_an_amount_goes_out_in_the_unit_that_was_chosen():
    units = [{"url": f"{HL7}/questionnaire-unitOption", "valueCoding": {"system": "http://unitsofmeasure.org", "code": code}} for code in ("kg", "g")]
    made = reply(form(item("a", "quantity", extension=units)), {"a": "70.5 u1"})
    assert made["item"][0]["answer"] == [{"valueQuantity": {"value": 70.5, "unit": "g", "system": "http://unitsofmeasure.org", "code": "g"}}]


def test_several_answers_copies_of_a_group_and_questions_inside_questions_keep_their_places():
    group = item("g", "group", repeats=True, item=[item("m", "choice", repeats=True, answerOption=[coding("x"), coding("y")], item=[item("n")])])
    answers = {"m": '["0", "1"]', "n": "first", "g~more~1": "true", "n~1": "second"}
    first, second = reply(form(group), answers)["item"]
    assert [value["valueCoding"]["code"] for value in first["item"][0]["answer"]] == ["x", "y"]
    assert first["item"][0]["answer"][0]["item"][0]["answer"] == [{"valueString": "first"}]
    assert second["linkId"] == "g" and second["item"][0]["answer"] == [
        {"item": [{"linkId": "n", "text": "Question n?", "answer": [{"valueString": "second"}]}]}
    ]


def test_what_is_not_shown_does_not_go_out_and_what_the_form_itself_says_does():
    hidden = item("h", extension=[{"url": f"{HL7}/questionnaire-hidden", "valueBoolean": True}], initial=[{"valueString": "form 7"}])
    whole = form(hidden, item("a", "boolean"), item("b", enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}]))
    assert [row["linkId"] for row in reply(whole, {"a": "false", "b": "old"})["item"]] == ["h", "a"]


def test_who_when_and_how_far():
    made = reply(form(item("a")), {}, Given("x", datetime(2026, 7, 1, 13, 30, tzinfo=UTC), False, "9990000018", in_person=False))
    assert (made["status"], made["authored"]) == ("in-progress", "2026-07-01T14:30:00+01:00") and "source" not in made
    assert made["subject"]["identifier"] == {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}
