"""A form published by others is read whole, or refused by the path of everything that stands against it."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.instruments.fhir import HL7, coding, form, item, paths, raw
from webapp.content.prompt import Check, Condition, Kind
from webapp.instruments.fhir_forms import form_in
from webapp.instruments.scoring import scored
from webapp.instruments.showing import shown

SAMPLE = Path(__file__).parent / "cardiology-form.json"


def questions(whole: dict):
    return form_in(raw(whole)).loaded.instrument.questions


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("boolean", Kind.YES_NO),
        ("decimal", Kind.NUMBER),
        ("integer", Kind.WHOLE),
        ("date", Kind.DAY),
        ("dateTime", Kind.MOMENT),
        ("time", Kind.TIME),
        ("string", Kind.LINE),
        ("text", Kind.WORDS),
        ("url", Kind.LINE),
        ("quantity", Kind.QUANTITY),
        ("open-choice", Kind.LINE),
    ],
)
def test_every_kind_of_question_of_r4_can_be_asked(kind, made):
    (question,) = questions(form(item("a", kind, required=True, repeats=True)))
    assert (question.kind, question.required, question.text) == (made, True, "Question a?")
    assert question.repeats is (made is not Kind.YES_NO)


def test_a_published_form_is_refused_only_for_the_file_it_asks_for_and_loads_without_it():
    assert paths(SAMPLE.read_bytes()) == ["Questionnaire.item[6].type"]
    made = form_in(SAMPLE.read_bytes(), leave_out=True)
    asked = made.loaded.instrument
    assert (made.title, made.version, len([q for q in asked.questions if q.kind is not Kind.NOTE])) == ("Cardiology Form", "1.0", 122)
    assert "Questionnaire.item[6].type" in [note.path for note in made.notes]
    assert len(shown(asked, {})) < len(asked.questions)


def test_options_keep_their_words_and_weights_by_either_name():
    choices = [coding("n", "Never", 0), coding("s", "Sometimes", 1, f"{HL7}/itemWeight"), coding("a", "Always", 2.5)]
    asked = form_in(raw(form(item("a", "choice", answerOption=choices), item("b", "choice", answerOption=choices)))).loaded.instrument
    assert [(option.label, option.score) for option in asked.questions[0].options] == [("Never", 0), ("Sometimes", 1), ("Always", Decimal("2.5"))]
    assert scored(asked, {"a": "1", "b": "2"}).total == Decimal("3.5") and scored(asked, {"a": "1"}).total is None
    assert (asked.scoring.minimum, asked.scoring.maximum) == (0, 5)


def test_a_weight_may_stand_on_the_coding():
    choice = coding("a")
    choice["valueCoding"]["extension"] = [{"url": f"{HL7}/ordinalValue", "valueDecimal": 4}]
    assert questions(form(item("a", "choice", answerOption=[choice])))[0].options[0].score == 4


def test_value_sets_that_come_along_are_read():
    composed = {
        "resourceType": "ValueSet",
        "id": "v",
        "status": "active",
        "compose": {"include": [{"system": "s", "concept": [{"code": "a", "display": "Apple"}]}]},
    }
    expanded = {
        "resourceType": "ValueSet",
        "id": "w",
        "status": "active",
        "expansion": {
            "timestamp": "2026-01-01",
            "contains": [{"abstract": True, "display": "Fruit", "contains": [{"system": "s", "code": "p", "display": "Pear"}]}],
        },
    }
    by_system = {"resourceType": "ValueSet", "id": "x", "status": "active", "compose": {"include": [{"system": "https://example.org/cs"}]}}
    codes = {
        "resourceType": "CodeSystem",
        "status": "active",
        "content": "complete",
        "url": "https://example.org/cs",
        "concept": [{"code": "q", "display": "Quince"}],
    }
    asked = [item(name, "choice", answerValueSet=f"#{name}") for name in "vwx"]
    found = questions(form(*asked, contained=[composed, expanded, by_system, codes]))
    assert [[option.label for option in question.options] for question in found] == [["Apple"], ["Pear"], ["Quince"]]


def test_groups_and_words_in_between_stand_above_the_questions():
    whole = form(
        item("g", "group", text="Sleep", item=[item("d", "display", text="Think of last night."), item("a"), item("b")]),
        item("e", "display", text="Thank you."),
    )
    first, second, last = questions(whole)
    assert [(lead.words, lead.heading) for lead in first.leads] == [("Sleep", True), ("Think of last night.", False)]
    assert [lead.words for lead in second.leads] == ["Sleep"] and (last.kind, last.text) == (Kind.NOTE, "Thank you.")


def test_conditions_of_a_group_hold_for_all_in_it_and_answers_not_shown_count_for_nothing():
    when = {"enableWhen": [{"question": "a", "operator": "=", "answerBoolean": True}]}
    inner = {"enableWhen": [{"question": "b", "operator": "exists", "answerBoolean": True}]}
    asked = form_in(raw(form(item("a", "boolean"), item("g", "group", item=[item("b"), item("c", **inner)], **when)))).loaded.instrument
    assert [q.id for q in shown(asked, {})] == ["a"]
    assert [q.id for q in shown(asked, {"a": "true"})] == ["a", "b"]
    assert [q.id for q in shown(asked, {"a": "true", "b": "x"})] == ["a", "b", "c"]
    assert [q.id for q in shown(asked, {"a": "false", "b": "x"})] == ["a"]


@pytest.mark.parametrize(
    ("kind", "operator", "answer", "said", "asked"),
    [
        ("integer", ">", {"answerInteger": 3}, "4", True),
        ("integer", ">", {"answerInteger": 3}, "3", False),
        ("decimal", "<=", {"answerDecimal": 2.5}, "2.50", True),
        ("date", ">=", {"answerDate": "2026-01-01"}, "2025-12-31", False),
        ("string", "!=", {"answerString": "no"}, "yes", True),
        ("string", "!=", {"answerString": "no"}, "skipped", False),
        ("boolean", "exists", {"answerBoolean": False}, "skipped", True),
        ("quantity", "<", {"answerQuantity": {"value": 5}}, "4.5", True),
        ("time", "=", {"answerTime": "14:30:00"}, "14:30", True),
    ],
)
def test_another_answer_decides(kind, operator, answer, said, asked):
    whole = form(item("a", kind), item("b", enableWhen=[{"question": "a", "operator": operator, **answer}]))
    found = form_in(raw(whole)).loaded.instrument
    assert ("b" in [question.id for question in shown(found, {"a": said})]) is asked


def test_any_and_all_and_options_are_understood():
    choice = item("a", "choice", answerOption=[coding("x"), coding("y")])
    rows = [{"question": "a", "operator": "=", "answerCoding": {"code": "y"}}, {"question": "b", "operator": "exists", "answerBoolean": True}]
    whole = form(choice, item("b"), item("c", enableWhen=rows, enableBehavior="any"))
    assert questions(whole)[2].shown_when == (Condition((Check("a", "=", "1"), Check("b", "exists", "true")), any=True),)


def test_a_group_that_repeats_is_asked_again_as_often_as_wanted():
    whole = form(
        item(
            "g",
            "group",
            text="Medicine",
            repeats=True,
            item=[item("name"), item("when", enableWhen=[{"question": "name", "operator": "exists", "answerBoolean": True}])],
        )
    )
    asked = form_in(raw(whole)).loaded.instrument
    assert [q.id for q in shown(asked, {"name": "a"})] == ["name", "when", "g~more~1"]
    assert [q.id for q in shown(asked, {"name": "a", "g~more~1": "true", "name~1": "b"})] == ["name", "when", "g~more~1", "name~1", "when~1", "g~more~2"]


def test_bounds_units_hints_and_what_stands_there_beforehand_are_kept():
    units = [{"url": f"{HL7}/questionnaire-unitOption", "valueCoding": {"system": "http://unitsofmeasure.org", "code": code}} for code in ("kg", "[lb_av]")]
    ranged = [
        {"url": f"{HL7}/minValue", "valueInteger": 1},
        {"url": f"{HL7}/maxValue", "valueInteger": 9},
        {"url": f"{HL7}/entryFormat", "valueString": "1 to 9"},
    ]
    weight, number, words = questions(
        form(item("w", "quantity", extension=units), item("n", "integer", extension=ranged, initial=[{"valueInteger": 4}]), item("t", "text", maxLength=40))
    )
    assert [unit.code for unit in weight.units] == ["kg", "[lb_av]"]
    assert (number.minimum, number.maximum, number.hint, number.initial, words.longest) == ("1", "9", "1 to 9", ("4",), 40)


def test_hidden_and_finished_items_are_not_asked_and_html_is_never_read():
    hidden = item("h", extension=[{"url": f"{HL7}/questionnaire-hidden", "valueBoolean": True}])
    fixed = item("f", readOnly=True, initial=[{"valueString": "Team A"}])
    styled = item("a", _text={"extension": [{"url": f"{HL7}/rendering-xhtml", "valueString": "<script>alert(1)</script>"}]})
    (question,) = questions(form(hidden, fixed, styled))
    assert question.id == "a" and [lead.words for lead in question.leads] == ["Question f? Team A"] and "script" not in repr(question)


def test_a_form_that_asks_about_self_harm_is_known_by_its_code_or_its_words():
    code = item("9", "choice", code=[{"system": "http://loinc.org", "code": "44260-8"}], answerOption=[coding("n", "Not at all"), coding("s", "Several days")])
    for whole in (form(code), form(item("x", "boolean", text="Have you thought of hurting yourself?"))):
        loaded = form_in(raw(whole)).loaded
        assert (loaded.gate, loaded.family, loaded.instrument.watched) == ("cover", frozenset({"mood"}), True) and loaded.instrument.safety
    assert form_in(raw(form(item("a")))).loaded.gate is None


def test_a_form_in_a_bundle_is_found_and_the_same_form_keeps_its_name():
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": form(item("a"))}]}
    alone, inside = form_in(raw(form(item("a")))), form_in(raw(bundle))
    assert (alone.name, alone.sha256) == (inside.name, inside.sha256)
    newer = form_in(raw(form(item("a"), version="3")))
    assert newer.name == alone.name and newer.sha256 != alone.sha256


def test_the_web_process_does_not_load_the_model_until_a_form_comes():
    code = "import sys, webapp.app; webapp.app.import_models(); import webapp.instruments.staff_views; print([m for m in sys.modules if m.startswith('fhir')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
