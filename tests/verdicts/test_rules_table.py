"""Every call-first rule against a table written by hand from its words."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from webapp.content.catalogue import results
from webapp.readings.numbers import written
from webapp.readings.values import Reading
from webapp.verdicts.known import operands
from webapp.verdicts.predicates import verdict
from webapp.verdicts.rules import Known, Previous

TABLE = json.loads(Path(__file__).with_name("rule_cases.json").read_text(encoding="utf-8"))["rules"]
RULES = {rule.id: (entry, rule) for entry in results().values() for rule in entry.call_first}
VERDICTS = {"true": True, "false": False, "unknown": None}


def reading_of(entry, sent):
    if sent is None or entry.coded:
        return Reading(sent is not None, None, None, None, sent, sent or "", "")
    found = written(sent)
    return Reading(True, None, found.number, found.comparator, None, sent, entry.unit)


def known_from(given):
    facts = dict.fromkeys(given.get("yes", []), True) | dict.fromkeys(given.get("no", []), False) | given.get("facts", {})
    previous = given.get("previous")
    earlier = Previous(Decimal(previous)) if previous not in (None, "none") else previous
    best = Decimal(given["best"]) if "best" in given else None
    return Known(facts=facts, previous=earlier, days_since_previous=given.get("days"), age=given.get("age"), best_peak_flow=best)


def said(rule_id, given):
    entry, rule = RULES[rule_id]
    return verdict(rule.predicate, operands(entry, rule, reading_of(entry, given.get("value")), known_from(given)))


@pytest.mark.parametrize("rule_id", TABLE)
def test_the_rule_says_what_its_words_say(rule_id):
    cases = TABLE[rule_id]
    assert [(said(rule_id, given), given) for _, given in cases] == [(VERDICTS[want], given) for want, given in cases]


def test_the_table_has_every_rule_and_no_other():
    assert set(TABLE) == set(RULES)
    assert len(RULES) == 82


@pytest.mark.parametrize("rule_id", TABLE)
def test_every_rule_is_seen_true_false_and_unknown(rule_id):
    assert {want for want, _ in TABLE[rule_id]} == {"true", "false", "unknown"}
