"""Every text a person may read reaches the translators."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract as babel_extract

from webapp.content.catalogue import DATA, care_check, conditions, phq2, prompt_groups, prompts, result_groups, results
from webapp.content.messages import extract


def words_of(name):
    with (DATA / f"{name}.json").open("rb") as file:
        return [found[2] for found in extract(file, None, None, None)]


def test_every_text_of_a_result_is_found():
    found = set(words_of("results"))
    for entry in results().values():
        assert {entry.label, entry.plain, *entry.options, *(band.patient_label for band in entry.bands)} <= found, entry.code


@pytest.mark.parametrize("unit", ["out of 27", "in the last 12 months", "beats a minute", "stones", "pounds", "seconds", "% of expected", "1 to 5"])
def test_units_in_words_are_found(unit):
    assert unit in words_of("results")


@pytest.mark.parametrize("symbol", ["mmol/mol", "mmHg", "kg", "%", "mL/min/1.73m2", "ppb"])
def test_units_in_symbols_need_no_translation(symbol):
    assert symbol not in words_of("results")


def test_every_text_of_a_prompt_a_condition_and_a_group_is_found():
    found = set(words_of("prompts"))
    assert {text for prompt in prompts().values() for text in (prompt.label, prompt.question)} | set(conditions().values()) <= found
    assert set(words_of("groups")) == set(prompt_groups().values()) | set(result_groups().values())


def test_the_mood_questions_are_found():
    assert set(words_of("phq2")) == {phq2().stem, phq2().recall, *(q.text for q in phq2().questions), *(o.label for o in phq2().options)}


def test_a_question_with_answers_of_its_own_is_found_with_them():
    asked = care_check()
    labels = {option.label for question in asked.questions for option in asked.options_of(question)}
    assert set(words_of("my_care_check")) == {asked.stem, asked.recall, *(q.text for q in asked.questions), *labels}
    assert {"Never", "Always", "Very sure"} <= labels


@pytest.mark.parametrize("name", ["results", "prompts", "phq2", "my_care_check", "groups"])
def test_each_text_comes_once_with_the_line_it_stands_on(name):
    lines = (DATA / f"{name}.json").read_text(encoding="utf-8").splitlines()
    with (DATA / f"{name}.json").open("rb") as file:
        found = list(extract(file, None, None, None))
    assert len({text for _, _, text, _ in found}) == len(found)
    assert all(text.replace('"', '\\"') in lines[line - 1] for line, _, text, _ in found)


@pytest.mark.parametrize("name", ["units", "result_terms", "release"])
def test_files_for_machines_and_staff_hold_nothing_to_translate(name):
    assert words_of(name) == []


def test_babel_can_call_it_by_name():
    source = (DATA / "groups.json").read_bytes()
    found = list(babel_extract("webapp.content.messages:extract", io.BytesIO(source)))
    assert "Your body" in [text for _, text, _, _ in found]
    assert Path(DATA).is_dir()
