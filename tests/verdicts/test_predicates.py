"""The rule language: its own examples, and every operator against a search over all the values an operand may have."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.verdicts.possible import MISSING, NO_PREVIOUS, Interval, possible
from webapp.verdicts.predicate_check import PredicateError, check_predicate
from webapp.verdicts.predicates import Operands, places, undecided, value_part, verdict

GRID = [Decimal(n) / 4 for n in range(-160, 260)]
COMPARATORS = [None, "<", "<=", ">", ">="]
HOLDS = {
    "lt": lambda v, n: v < n,
    "lte": lambda v, n: v <= n,
    "gt": lambda v, n: v > n,
    "gte": lambda v, n: v >= n,
    "is": lambda v, n: v == n,
}
CHANGES = {"change_gt": lambda moved, amount, _: moved > amount, "change_gte": lambda moved, amount, _: moved >= amount}
PERCENTS = {"pct_change_gt": lambda moved, pct, was: moved * 100 > pct * was, "pct_change_gte": lambda moved, pct, was: moved * 100 >= pct * was}
numbers = st.integers(0, 14).map(Decimal)
wholes = st.integers(1, 14).map(Decimal)
operands_of_a_number = st.tuples(numbers, st.sampled_from(COMPARATORS)) | st.none()


def of(value=None, previous=None, comparator=None, earlier=None, **names):
    bound = {"value": possible(value, comparator), "previous_value": possible(previous, earlier)}
    return Operands(names=bound | {name: possible(known) for name, known in names.items()}, previous_range=Interval(Decimal(1), Decimal(14)))


def values_it_may_have(operand):
    if operand is None:
        return GRID
    number, comparator = operand
    inside = possible(number, comparator)
    return [n for n in GRID if inside.holds(n)]


def settled(truths):
    """True when it holds for all of them, False for none, None as soon as both have been seen."""
    seen = set()
    for truth in truths:
        seen.add(truth)
        if len(seen) == 2:
            return None
    return seen.pop()


@given(operator=st.sampled_from(sorted(HOLDS)), operand=operands_of_a_number, number=numbers)
@settings(max_examples=300)
def test_a_comparison_is_what_a_search_of_its_values_finds(operator, operand, number):
    value, comparator = operand or (None, None)
    found = verdict({operator: ["value", number]}, of(value, comparator=comparator))
    assert found is settled(HOLDS[operator](value, number) for value in values_it_may_have(operand))


@given(st.sampled_from(sorted(CHANGES)), st.sampled_from(["up", "down"]), operands_of_a_number, operands_of_a_number, st.integers(0, 6).map(Decimal))
@settings(max_examples=150)
def test_a_change_is_what_a_search_of_both_values_finds(operator, way, now, before, amount):
    (value, comparator), (previous, earlier) = now or (None, None), before or (None, None)
    possible_before = values_it_may_have(before) if before else [n for n in GRID if 1 <= n <= 14]
    pairs = product(values_it_may_have(now), possible_before)
    searched = settled(CHANGES[operator](v - p if way == "up" else p - v, amount, p) for v, p in pairs)
    assert verdict({operator: [way, amount]}, of(value, previous, comparator, earlier)) is searched


@given(
    st.sampled_from(sorted(PERCENTS)),
    st.sampled_from(["up", "down"]),
    operands_of_a_number,
    st.integers(1, 14).map(Decimal),
    st.sampled_from([0, 50, 100, 200]),
)
@settings(max_examples=200)
def test_a_percentage_change_is_what_a_search_of_its_values_finds(operator, way, now, was, percent):
    value, comparator = now or (None, None)
    searched = settled(PERCENTS[operator](v - was if way == "up" else was - v, percent, was) for v in values_it_may_have(now))
    assert verdict({operator: [way, percent]}, of(value, was, comparator)) is searched


QUESTIONS = ["q0", "q1", "q2", "q3"]
trees = st.recursive(
    st.sampled_from(QUESTIONS).map(lambda q: {"is": ["answer", q, True]}),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(lambda parts: st.sampled_from([{"all": parts}, {"any": parts}, {"not": parts[0]}])),
    max_leaves=8,
)


def answering(known):
    return Operands(answers={q: possible(truth) for q, truth in known.items()})


@given(trees, st.fixed_dictionaries({q: st.sampled_from([True, False, None]) for q in QUESTIONS}))
@settings(max_examples=300)
def test_a_known_verdict_never_changes_when_the_unknown_answers_come_in(tree, known):
    found = verdict(tree, answering(known))
    lates = [dict(zip(QUESTIONS, late, strict=True)) for late in product([True, False], repeat=4)]
    outcomes = {verdict(tree, answering({q: late[q] if known[q] is None else known[q] for q in QUESTIONS})) for late in lates}
    assert None not in outcomes
    assert found is None or outcomes == {found}
    assert verdict({"not": tree}, answering(known)) is (None if found is None else not found)


@given(trees, st.fixed_dictionaries({q: st.sampled_from([True, False, None]) for q in QUESTIONS}))
@settings(max_examples=200)
def test_what_is_asked_is_missing_and_asking_it_settles_the_tree(tree, known):
    asked = [code for _, code in undecided(tree, answering(known))]
    assert all(known[q] is None for q in asked)
    assert (asked == []) is (verdict(tree, answering(known)) is not None)
    assert verdict(tree, answering(known | dict.fromkeys(asked, True))) is not None


EXAMPLES = [
    ({"lt": ["value", 90]}, of(90, comparator="<"), True),
    ({"gte": ["value", 180]}, of(90, comparator="<"), False),
    ({"lt": ["value", 90]}, of(95, comparator="<"), None),
    ({"lt": ["value", 60]}, of(90, comparator=">"), False),
    ({"lte": ["value", 90]}, of(90, comparator="<="), True),
    ({"lt": ["value", 90]}, of(90, comparator="<="), None),
    ({"between": ["value", 1, 5]}, of(5), True),
    ({"between": ["value", 1, 5]}, of(1), True),
    ({"between": ["value", 1, 5]}, of(5, comparator=">"), False),
    ({"between": ["value", 1, 5]}, of(4, comparator=">"), None),
    ({"is": ["value", 5]}, of(5), True),
    ({"is": ["value", 5]}, of(4, comparator="<"), False),
    ({"is": ["value", 5]}, of(6, comparator="<"), None),
    ({"in": ["value", ["runny", "not sure"]]}, of("runny"), True),
    ({"in": ["value", ["runny", "not sure"]]}, of("soft and easy"), False),
    ({"in": ["value", ["runny", "not sure"]]}, of(), None),
    ({"change_gte": ["up", 2]}, of(Decimal("82.1"), Decimal("80.1")), True),
    ({"change_gt": ["up", 2]}, of(Decimal("82.1"), Decimal("80.1")), False),
    ({"change_gt": ["up", 2]}, of(82, 80, comparator=">"), True),
    ({"change_gte": ["down", 2]}, of(82, 80), False),
    ({"pct_change_gte": ["down", 5]}, of(95, 100), True),
    ({"pct_change_gte": ["down", 5]}, of(95, 0), None),
    ({"pct_change_gte": ["down", 50]}, of(-3, -2), True),
    ({"pct_change_gte": ["down", 51]}, of(-3, -2), False),
    ({"pct_change_gt": ["up", 50]}, of(-1, -2), False),
    ({"pct_change_gte": ["up", 50]}, of(-1, -2), True),
    ({"is": ["age", True]}, of(age=1), False),
    ({"gte": ["value", 1]}, of("none"), False),
]


@pytest.mark.parametrize(("tree", "operands", "want"), EXAMPLES)
def test_the_examples_of_the_language_hold(tree, operands, want):
    assert verdict(tree, operands) is want


@pytest.mark.parametrize(
    "tree",
    [
        {"change_gte": ["up", 0]},
        {"pct_change_gt": ["down", 0]},
        {"gte": ["previous_value", 0]},
        {"lte": ["days_since_previous", 400]},
        {"is": ["previous_value", 5]},
    ],
)
def test_nothing_can_be_compared_with_a_result_that_never_was(tree):
    none = Operands(names={"value": possible(5), "previous_value": NO_PREVIOUS, "days_since_previous": NO_PREVIOUS})
    assert verdict(tree, none) is False


def test_a_missing_previous_value_may_be_anything_in_the_possible_range():
    creatinine = {"change_gte": ["up", 100]}
    between = Interval(Decimal(10), Decimal(2500))
    assert verdict(creatinine, Operands(names={"value": possible(88)}, previous_range=between)) is False
    assert verdict(creatinine, Operands(names={"value": possible(300)}, previous_range=between)) is None


def test_a_number_may_be_compared_with_a_fact():
    tree = {"lt": ["value", {"fact": "agreed_lower_limit"}]}
    for limit, want in [(possible(88), True), (possible(80), False), (possible("none"), False), (MISSING, None)]:
        assert verdict(tree, Operands(names={"value": possible(85)}, fact={"agreed_lower_limit": limit}.get)) is want


def test_an_answer_that_was_skipped_is_known_not_to_be_a_number():
    assert verdict({"gte": ["answer", "q1", 3]}, Operands(answers={"q1": possible("skipped")})) is False
    assert verdict({"is": ["answer", "q1", "skipped"]}, Operands(answers={"q1": possible("skipped")})) is True
    assert verdict({"gte": ["answer", "q1", 3]}, Operands()) is None


def test_a_subscale_is_read_by_its_name():
    assert verdict({"gte": ["subscale", "mood", 3]}, Operands(subscales={"mood": possible(4)})) is True


def test_the_value_part_leaves_out_everything_else():
    tree = {"all": [{"lt": ["value", 30]}, {"any": [{"is": ["fact", "f", True]}, {"not": {"gt": ["value", 9]}}]}]}
    assert value_part(tree) == {"all": [{"lt": ["value", 30]}, {"any": [{"not": {"gt": ["value", 9]}}]}]}
    assert value_part({"is": ["fact", "f", True]}) is None


def test_places_names_every_operand_once():
    tree = {"all": [{"pct_change_gte": ["down", 5]}, {"lt": ["value", {"fact": "f"}]}, {"is": ["answer", "q", 1]}]}
    assert places(tree) == [("name", "value"), ("name", "previous_value"), ("fact", "f"), ("answer", "q")]


MALFORMED = [
    [],
    {},
    {"gte": ["value", 1], "lt": ["value", 2]},
    {"all": []},
    {"any": {"gte": ["value", 1]}},
    {"not": [{"gte": ["value", 1]}]},
    {"eval": ["value", 1]},
    {"gte": ["price", 1]},
    {"gte": ["value"]},
    {"gte": ["value", "1"]},
    {"gte": ["value", True]},
    {"gte": ["value", 1, 2]},
    {"between": ["value", 1]},
    {"is": ["value", None]},
    {"in": ["value", []]},
    {"in": ["value", "runny"]},
    {"is": ["fact", "unheard_of", True]},
    {"lt": ["value", {"fact": "unheard_of"}]},
    {"lt": ["value", {"fact": "known", "more": 1}]},
    {"change_gte": ["sideways", 1]},
    {"change_gte": ["up", -1]},
    {"pct_change_gte": ["up"]},
]


@pytest.mark.parametrize("tree", MALFORMED)
def test_a_malformed_predicate_is_refused_by_where_it_stands(tree):
    with pytest.raises(PredicateError, match="predicate"):
        check_predicate({"all": [tree]}, knows_fact={"known"}.__contains__)


@pytest.mark.parametrize(
    "tree", [{"lt": ["value", {"fact": "known"}]}, {"is": ["fact", "known", "none"]}, {"not": {"change_gt": ["down", 0]}}, {"is": ["answer", "q1", "skipped"]}]
)
def test_a_well_formed_predicate_passes(tree):
    check_predicate(tree, knows_fact={"known"}.__contains__)
