"""The clinical files are whole, consistent, dated, and drafts until signed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.guards.source import ROOT
from webapp.content.catalogue import (
    catalogue_file,
    conditions,
    draft,
    expired,
    fact,
    facts,
    groups,
    instrument_ids,
    layout,
    levels,
    name_questions,
    phq2,
    prompt_groups,
    prompts,
    provenance,
    result_groups,
    results,
)

FILES = [*instrument_ids(), "instrument_set", "results", "prompts", "groups", "units", "result_terms", "release"]
EVERY_RULE = [(entry, rule) for entry in results().values() for rule in entry.call_first]


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_where_it_came_from_and_until_when_it_holds(name):
    whole = provenance(name)
    assert whole.origin and whole.version and whole.status.startswith("DRAFT")
    assert whole.copied < whole.expires
    assert draft(name) is (catalogue_file(name)["provenance"]["sign_off"] is None)
    assert not expired(name, whole.expires)
    assert expired(name, whole.expires + timedelta(days=1))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "webapp/content/data").glob("*.json")))
def test_nothing_of_ours_is_past_its_day_or_nobody_is_shown_it(name):
    assert date.today() <= provenance(name).expires, f"{name}: somebody reads it again, and its `expires` moves on"


def test_the_catalogue_is_whole():
    assert (len(results()), len(prompts()), len(conditions()), len(EVERY_RULE)) == (92, 133, 24, 82)
    assert [code for code, entry in results().items() if entry.code != code] == []


def test_every_result_is_of_a_known_kind():
    meta = catalogue_file("results")["meta"]
    for entry in results().values():
        assert entry.value_type in {"quantity", "score", "count", "coded"}, entry.code
        assert entry.release in meta["release_classes"], entry.code
        assert entry.better in {"lower", "higher", "in_range", "context", "none"}, entry.code
        assert entry.group in result_groups(), entry.code
        assert set(entry.conditions) <= {*conditions(), "any"}, entry.code
        assert entry.label and entry.plain.endswith("."), entry.code


def test_a_coded_result_has_options_and_any_other_a_unit_and_a_range():
    for entry in results().values():
        assert bool(entry.options) is entry.coded, entry.code
        assert (entry.unit is None) is entry.coded, entry.code
        assert (entry.input_range is None) is entry.coded, entry.code


def test_ranges_nest():
    for entry in results().values():
        if (limits := entry.input_range) is not None:
            assert limits.hard_min <= limits.soft_min < limits.soft_max <= limits.hard_max, entry.code
            assert all(isinstance(number, Decimal) for number in (limits.hard_min, limits.hard_max)), entry.code


def test_bands_leave_no_gap_and_stay_in_range():
    tones = catalogue_file("results")["meta"]["tones"]
    for entry in results().values():
        assert all(band.min < band.max and band.tone in tones for band in entry.bands), entry.code
        assert [band.max for band in entry.bands[:-1]] == [band.min for band in entry.bands[1:]], entry.code


def test_another_unit_turns_into_the_range_of_the_primary_one_and_back():
    for entry in results().values():
        for other in entry.alt_units:
            size = other.parts[0].size if other.parts else 1
            lowest, highest = other.to_primary(other.hard_min * size), other.to_primary(other.hard_max * size)
            width = entry.input_range.hard_max - entry.input_range.hard_min
            assert abs(lowest - entry.input_range.hard_min) <= width / 50, entry.code
            assert abs(highest - entry.input_range.hard_max) <= width / 50, entry.code


def test_every_pictogram_is_named():
    for thing in [*results().values(), *prompts().values()]:
        assert thing.pictogram.set and thing.pictogram.name, thing


def test_record_only_is_never_in_a_pack():
    assert [entry.code for entry in results().values() if entry.record_only] == ["whooley"]
    assert not any(entry.show_in_pack for entry in results().values() if entry.record_only or entry.release == "never")


def test_every_rule_has_a_known_level_source_and_mark():
    whole = catalogue_file("results")
    clocks = set(whole["meta"]["clocks"]) | {None}
    for entry, rule in EVERY_RULE:
        assert rule.level in levels() and rule.on_unknown in {"ask", "no_effect"}, rule.id
        assert rule.source in whole["sources"] or rule.source == "NONE", rule.id
        assert rule.verification in whole["meta"]["verification_levels"], rule.id
        assert rule.clock in clocks and set(rule.lists) <= set(whole["meta"]["lists"]), rule.id
        assert rule.action and rule.when_text, (entry.code, rule.id)


def test_a_possible_new_diagnosis_always_holds_the_pack():
    assert all(levels()[rule.level].holds_pack for _, rule in EVERY_RULE if rule.possible_new_diagnosis)


def test_only_a_rule_with_a_reason_may_ignore_the_unknown():
    assert [rule.id for _, rule in EVERY_RULE if rule.on_unknown == "no_effect"] == ["tug-not-safe"]
    assert all(rule.predicate_note for _, rule in EVERY_RULE if rule.on_unknown == "no_effect")


def test_everything_a_rule_needs_can_be_asked():
    for _, rule in EVERY_RULE:
        for need in rule.needs:
            meant = fact(need)
            assert name_questions()[need] if meant is None else (meant.ask or meant.when_absent == "false"), (rule.id, need)


def test_facts_that_report_an_event_are_no_when_absent_and_all_others_unknown():
    assert {code for code, meant in facts().items() if meant.when_absent == "false"} == {"handled_elsewhere", "lab_aki_warning"}
    assert {meant.when_absent for meant in facts().values()} == {"false", "unknown"}
    assert {meant.type for meant in facts().values()} == {"yes_no", "number", "number_or_none"}


def test_a_condition_is_a_fact_when_the_condition_is_known():
    assert fact("has_condition:ckd").ask == "Is this condition on the person's record?"
    assert fact("has_condition:warts") is None
    assert fact("has_condition:") is None
    assert fact("no_such_fact") is None


def test_levels_stand_in_their_order():
    assert sorted(levels(), key=lambda code: -levels()[code].rank) == ["hold_now", "hold_same_day", "hold_next_day", "look"]
    assert [code for code, level in levels().items() if not level.holds_pack] == ["look"]


def test_snomed_and_loinc_codes_have_the_right_check_digit():
    for entry in results().values():
        assert all(verhoeff_holds(term.code) for term in entry.snomed), entry.code
        assert all(term.display for term in (*entry.snomed, *entry.loinc)), entry.code


def test_no_snomed_code_belongs_to_two_results():
    codes = [term.code for entry in results().values() for term in entry.snomed]
    assert len(codes) == len(set(codes))


def test_every_prompt_stands_in_a_known_group_for_known_conditions():
    whole = catalogue_file("prompts")
    assert set(groups()) == set(prompt_groups())
    for prompt in prompts().values():
        assert prompt.group in groups(), prompt.id
        assert set(prompt.conditions) <= {*conditions(), "any"} and set(prompt.first_screen_for) <= set(conditions()), prompt.id
        assert set(prompt.results) <= set(results()), prompt.id
        assert set(prompt.sources) <= set(whole["sources"]), prompt.id
        assert prompt.reveals_condition is not prompt.generic, prompt.id
        assert prompt.question.endswith("?") and prompt.label, prompt.id


def test_the_layout_names_prompts_there_are():
    assert {*layout().core, *layout().fill, layout().last} <= set(prompts())
    assert layout().size == 12


def test_every_show_rule_is_one_the_first_screen_knows():
    from webapp.content.first_screen import PERSON_MAY_HIDE, READS_SMOKING

    assert {prompt.id: prompt.show_rule for prompt in prompts().values() if prompt.show_rule} == {"smoking": READS_SMOKING, "pregnancy": PERSON_MAY_HIDE}


def test_every_seed_bubble_is_a_prompt():
    for sheet in catalogue_file("prompts")["meta"]["seed_bubbles"].values():
        assert set(sheet.values()) <= set(prompts())


def test_phq2_keeps_its_owners_wording():
    asked = phq2()
    assert [question.text for question in asked.questions] == ["Little interest or pleasure in doing things", "Feeling down, depressed, or hopeless"]
    assert [(option.value, option.label) for option in asked.options] == [
        (0, "Not at all"),
        (1, "Several days"),
        (2, "More than half the days"),
        (3, "Nearly every day"),
    ]
    assert (asked.minimum, asked.maximum) == (0, 6)
    assert "No permission required" in asked.copyright_notice


def test_nothing_in_the_catalogue_can_be_changed():
    with pytest.raises(AttributeError):
        results()["hba1c"].label = "x"


MULTIPLY = ["0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"]
PERMUTE = ["0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"]


def verhoeff_holds(code):
    """The check digit of a SNOMED identifier."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(MULTIPLY[check][int(PERMUTE[place % 8][int(digit)])])
    return check == 0
