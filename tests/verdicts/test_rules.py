"""What the rules do around a verdict: the guard, asking, cannot tell, values out of range, unfinished questionnaires."""

from dataclasses import replace
from decimal import Decimal

import pytest

from webapp.content.catalogue import fact, results
from webapp.readings.values import Reading, read_value
from webapp.verdicts.known import operands
from webapp.verdicts.possible import NO_PREVIOUS
from webapp.verdicts.predicates import places
from webapp.verdicts.rules import (
    CANNOT_TELL,
    NONE,
    OUTSIDE_RANGE,
    Known,
    Outcome,
    Previous,
    checked_rules,
    judge,
    most_urgent,
    with_answers,
)

UNSETTLED = Reading(False, None, None, None, None, "", "")


def hits(code, sent, unit=None, **known):
    entry = results()[code]
    return judge(entry, read_value(entry, sent, unit or entry.unit), Known(**known))


def names(found):
    return [(hit.rule, hit.outcome.value) for hit in found]


def test_a_potassium_of_6_7_must_be_called_about_now():
    (hit,) = hits("potassium", "6.7")
    assert (hit.level, hit.outcome, hit.action, hit.out_of_range, hit.holds_pack) == ("hold_now", Outcome.TRUE, "Phone the person now; hospital", False, True)


def test_an_hba1c_of_40_asks_about_medicines_that_were_never_imported():
    (hit,) = hits("hba1c", "40", facts={"has_condition:diabetes": True})
    assert hit.outcome is Outcome.UNKNOWN
    assert [ask.about for ask in hit.asks] == ["on_hypo_causing_medicine"]
    assert hit.asks[0].words.startswith("Does this person take insulin")
    assert not hit.holds_pack


def test_an_hba1c_of_50_asks_nothing_about_medicines():
    found = hits("hba1c", "50", facts={"has_condition:diabetes": True}, previous=NONE)
    assert found == []


def test_6_5_percent_is_48_before_it_is_judged():
    assert names(hits("hba1c", "6.5", "%", facts={"has_condition:diabetes": False}, previous=NONE)) == [("hba1c-new-diabetes", "true")]


def test_handled_in_the_gp_record_switches_every_rule_off():
    assert hits("potassium", "6.7", facts={"handled_elsewhere": True}) == []
    assert hits("potassium", "12", facts={"handled_elsewhere": True}) == []
    assert names(hits("potassium", "6.7", facts={"handled_elsewhere": False})) == [("potassium-very-high", "true")]


def test_a_value_out_of_range_keeps_its_level_and_says_check_it_first():
    (hit,) = hits("potassium", "12")
    assert (hit.rule, hit.level, hit.out_of_range, hit.note) == ("potassium-very-high", "hold_now", True, OUTSIDE_RANGE)


def test_a_value_out_of_range_that_meets_no_rule_is_a_look():
    (hit,) = hits("height", "400")
    assert (hit.level, hit.outcome, hit.note, hit.holds_pack) == ("look", Outcome.TRUE, OUTSIDE_RANGE, False)


def test_an_impossible_weight_is_a_look_and_still_asks_what_its_rules_need():
    found = hits("weight", "780")
    assert ("outside-possible-range", "true") in names(found)
    assert ("weight-heart-failure-gain", "unknown") in names(found)


@pytest.mark.parametrize(("sent", "want"), [("<90", [("bp-systolic-low", "true")]), ("<95", [("bp-systolic-low", "unknown")]), ("130", [])])
def test_a_limit_uses_its_bound(sent, want):
    assert names(hits("bp_systolic", sent)) == want


def test_a_limit_that_cannot_decide_asks_for_the_true_value():
    (hit,) = hits("bp_systolic", "<95")
    assert [(ask.about, ask.words) for ask in hit.asks] == [("value", "The laboratory sent a limit, not a number. What is the true value?")]


def test_a_true_value_given_later_settles_the_rule():
    entry = results()["bp_systolic"]
    reading = read_value(entry, "<95", "mmHg")
    assert judge(entry, reading, with_answers(Known(), {"value": "92"})) == []
    assert names(judge(entry, reading, with_answers(Known(), {"value": "88"}))) == [("bp-systolic-low", "true")]


def test_cannot_tell_counts_as_true():
    (hit,) = hits("hba1c", "40", facts={"has_condition:diabetes": True, "on_hypo_causing_medicine": CANNOT_TELL})
    assert (hit.outcome, hit.cannot_tell, hit.asks) == (Outcome.TRUE, True, ())


def test_cannot_tell_does_not_matter_where_the_value_settles_the_rule():
    assert hits("hba1c", "50", facts={"has_condition:diabetes": True, "on_hypo_causing_medicine": CANNOT_TELL}, previous=NONE) == []


def test_cannot_tell_the_last_result_counts_as_true():
    found = hits("creatinine", "300", facts={"previous_value": CANNOT_TELL})
    assert names(found) == [("creatinine-big-rise", "true")]


def test_a_walk_test_on_record_asks_nobody_whether_it_was_safe():
    assert hits("tug", "14") == []


def test_only_what_keeps_a_rule_open_is_asked():
    (hit,) = hits("inr", "1.4", facts={"recent_clot": False})
    assert [ask.about for ask in hit.asks] == ["metal_heart_valve"]
    (hit,) = hits("esr", "80", age=70, facts={"new_headache": False})
    assert [ask.about for ask in hit.asks] == ["new_sight_change"]


def test_best_peak_flow_is_asked_for_once_and_answered_as_itself():
    found = hits("peak_flow", "200")
    assert {ask.words for hit in found for ask in hit.asks} == {"What is this person's best peak flow?"}
    entry = results()["peak_flow"]
    answered = with_answers(Known(), {"percent_of_best_peak_flow": "500"})
    assert names(judge(entry, read_value(entry, "200", "L/min"), answered)) == [("peak-flow-half", "true")]


def test_with_a_known_best_a_limit_asks_for_the_true_value():
    found = hits("peak_flow", "<300", best_peak_flow=Decimal(500))
    assert {ask.about for hit in found for ask in hit.asks} == {"value"}


def test_new_is_judged_by_the_value_part_of_each_rule():
    known = {"previous": Previous(Decimal(900)), "days_since_previous": 200}
    assert names(hits("nt_probnp", "5000", "ng/L", **known)) == [("nt-probnp-very-high-new", "true")]
    assert hits("nt_probnp", "1000", "ng/L", **known) == []


def test_new_is_unknown_when_the_last_result_was_a_limit_that_cannot_say():
    (hit,) = [h for h in hits("egfr", "25", previous=Previous(Decimal(20), ">"), facts={"has_condition:ckd": True}) if h.rule == "egfr-low-new"]
    assert hit.outcome is Outcome.UNKNOWN
    assert [ask.words for ask in hit.asks] == ["Is this new since the last review?"]


def test_with_no_earlier_result_there_are_no_days_since_it():
    entry = results()["weight"]
    rule = entry.call_first[0]
    names = operands(entry, rule, read_value(entry, "70", "kg"), Known(previous=NONE, days_since_previous=30)).names
    assert names["days_since_previous"] == names["previous_value"] == NO_PREVIOUS


def test_a_clinician_who_knew_already_settles_new():
    known = Known(facts={"new_since_last_review": False, "has_condition:ckd": True}, previous=NONE)
    assert judge(results()["egfr"], read_value(results()["egfr"], "25", "mL/min/1.73m2"), known) == []


def test_an_unfinished_questionnaire_counts_as_at_least_its_sum():
    entry = results()["phq2"]
    one_answer = replace(UNSETTLED, value=Decimal(3), comparator=">=")
    assert names(judge(entry, one_answer, Known(facts={"phq2_any_nearly_every_day": True}))) == [("phq2-raised", "true")]
    assert names(judge(entry, UNSETTLED, Known(facts={"phq2_any_nearly_every_day": True}))) == [("phq2-raised", "true")]


@pytest.mark.parametrize("q1", range(4))
@pytest.mark.parametrize("q2", range(4))
def test_phq2_is_raised_by_three_or_more_or_one_nearly_every_day(q1, q2):
    facts = {"phq2_any_nearly_every_day": 3 in (q1, q2)}
    found = hits("phq2", str(q1 + q2), facts=facts)
    assert (names(found) == [("phq2-raised", "true")]) is (q1 + q2 >= 3)
    assert all((hit.level, hit.lists, hit.holds_pack) == ("look", ("read_by",), False) for hit in found)


@pytest.mark.parametrize("answered", range(4))
def test_phq2_with_one_question_skipped_is_raised_only_by_nearly_every_day(answered):
    entry = results()["phq2"]
    partly = replace(UNSETTLED, value=Decimal(answered), comparator=">=")
    (hit,) = judge(entry, partly, Known(facts={"phq2_any_nearly_every_day": answered == 3}))
    assert hit.outcome is (Outcome.TRUE if answered == 3 else Outcome.UNKNOWN)


def test_question_9_has_its_own_clock_and_list():
    (hit,) = [h for h in hits("phq9", "6", facts={"phq9_question_9": 1}) if h.rule == "phq9-question-9"]
    assert (hit.level, hit.clock, hit.lists) == ("hold_now", "phq9_question_9", ("duty",))


def test_question_9_not_sent_with_the_total_is_asked():
    (hit,) = hits("phq9", "6")
    assert (hit.rule, hit.outcome) == ("phq9-question-9", Outcome.UNKNOWN)


def test_the_most_urgent_true_hit_decides():
    found = hits("crp", "350")
    assert [hit.level for hit in found] == ["hold_now", "hold_same_day"]
    assert most_urgent(found).rule == "crp-very-high"
    assert most_urgent(hits("hba1c", "40", facts={"has_condition:diabetes": True})) is None


def test_answers_become_facts():
    answers = {"on_hypo_causing_medicine": "yes", "recent_clot": "no", "agreed_lower_limit": "none", "previous_value": "none", "fever": "cannot_tell"}
    known = with_answers(Known(facts={"pulse_uneven": True}), answers)
    assert known.facts == {"pulse_uneven": True, "on_hypo_causing_medicine": True, "recent_clot": False, "agreed_lower_limit": "none", "fever": CANNOT_TELL}
    assert known.previous == NONE
    assert with_answers(Known(), {"previous_value": "61.5", "days_since_previous": "90"}) == Known(previous=Previous(Decimal("61.5")), days_since_previous=90)
    assert with_answers(Known(), {"days_since_previous": "none"}).previous == NONE


@pytest.mark.parametrize(
    ("code", "sent", "wrong"),
    [("hypos", "1", {"hypo_needed_help": 1}), ("phq9", "1", {"phq9_question_9": True}), ("spo2", "90", {"agreed_lower_limit": "low"})],
)
def test_a_fact_of_the_wrong_type_stops_instead_of_counting_as_no(code, sent, wrong):
    with pytest.raises(TypeError):
        hits(code, sent, facts=wrong)


def test_every_rule_of_the_catalogue_is_well_formed():
    assert checked_rules() == 82


def test_every_rule_names_what_it_needs():
    silent = {"value", "unit", "comparator"}
    for entry in results().values():
        for rule in entry.call_first:
            reads = {code for kind, code in places(rule.predicate) if kind == "fact" or code not in silent}
            assert reads == set(rule.needs), rule.id
            assert all(fact(code) for kind, code in places(rule.predicate) if kind == "fact"), rule.id
