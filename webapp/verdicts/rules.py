"""Call the person first: run a result's rules over one value. Source: results.json, meta.rule_language (order, guard, on_unknown)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from webapp.content.catalogue import CallFirst, Result, fact, levels, name_questions, results
from webapp.readings.values import Reading, Reason
from webapp.verdicts.known import CANNOT_TELL, NONE, PEAK_FLOW, Known, Previous, names_of, operands, with_answers
from webapp.verdicts.predicate_check import check_predicate
from webapp.verdicts.predicates import Operands, Place, undecided, unsettled, verdict

__all__ = ["CANNOT_TELL", "NONE", "OUTSIDE_RANGE", "Ask", "Hit", "Known", "Outcome", "Previous", "checked_rules", "judge", "most_urgent", "with_answers"]

OUTSIDE_RANGE = "value outside the possible range: check it first"
OUTSIDE_RANGE_RULE = "outside-possible-range"


class Outcome(StrEnum):
    TRUE = "true"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a clinician is asked. `about` is a fact's code, or previous_value, days_since_previous, age or value."""

    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that is true, or unknown and so must be asked. With `cannot_tell` it counts as true because nobody can say."""

    rule: str
    level: str
    outcome: Outcome
    asks: tuple[Ask, ...]
    out_of_range: bool
    action: str
    when_text: str
    source: str
    verification: str
    clock: str | None = None
    lists: tuple[str, ...] = ()
    possible_new_diagnosis: bool = False
    cannot_tell: bool = False

    @property
    def note(self) -> str | None:
        return OUTSIDE_RANGE if self.out_of_range else None

    @property
    def holds_pack(self) -> bool:
        return self.outcome is Outcome.TRUE and levels()[self.level].holds_pack


def judge(entry: Result, reading: Reading, known: Known) -> list[Hit]:
    """Every rule of the result that is true or unknown, most urgent first.

    Call it for a value that was accepted, for one outside the possible range, and for an unfinished questionnaire (value ">="
    the sum so far, or none at all). A row refused for any other reason has no value a rule could read.
    """
    if known.facts.get("handled_elsewhere") is True:
        return []
    checked_rules()
    outside = reading.reason is Reason.OUT_OF_RANGE
    names = names_of(entry, reading, known)
    values = ((rule, operands(entry, rule, reading, known, names)) for rule in entry.call_first)
    hits = [replace(hit, out_of_range=True) if outside else hit for rule, each in values for hit in run(rule, each, known)]
    if outside and not any(hit.outcome is Outcome.TRUE for hit in hits):
        hits.append(only_look())
    return sorted(hits, key=lambda hit: -levels()[hit.level].rank)


def run(rule: CallFirst, values: Operands, known: Known) -> Iterator[Hit]:
    outcome = verdict(rule.predicate, values)
    if outcome is True:
        yield hit(rule, Outcome.TRUE)
    elif outcome is None and rule.on_unknown != "no_effect":
        asked = to_ask(rule, values, known)
        stuck = any(known.cannot_tell(about) for about in asked)
        asks = tuple(Ask(about, question(about)) for about in asked if not known.cannot_tell(about))
        yield replace(hit(rule, Outcome.TRUE if stuck else Outcome.UNKNOWN), asks=asks, cannot_tell=stuck)


def to_ask(rule: CallFirst, values: Operands, known: Known) -> list[str]:
    return list(dict.fromkeys(about(place, values, known) for place in undecided(rule.predicate, values)))


def about(place: Place, values: Operands, known: Known) -> str:
    """A percentage of a known best is only unsettled because the value itself is a limit: then the value is asked."""
    code = place[1]
    value_is_limit = code == PEAK_FLOW and known.best_peak_flow and unsettled(values.names["value"])
    return "value" if value_is_limit and not known.cannot_tell(code) else code


def question(about: str) -> str:
    meant = fact(about)
    return (meant.ask if meant else name_questions().get(about)) or about


def hit(rule: CallFirst, outcome: Outcome) -> Hit:
    return Hit(
        rule=rule.id,
        level=rule.level,
        outcome=outcome,
        asks=(),
        out_of_range=False,
        action=rule.action,
        when_text=rule.when_text,
        source=rule.source,
        verification=rule.verification,
        clock=rule.clock,
        lists=rule.lists,
        possible_new_diagnosis=rule.possible_new_diagnosis,
    )


def only_look() -> Hit:
    """Outside the possible range and no rule true: a clinician ticks it before the pack goes."""
    return Hit(OUTSIDE_RANGE_RULE, "look", Outcome.TRUE, (), True, "Check the number with its source", OUTSIDE_RANGE, "NONE", "proposal")


def most_urgent(hits: list[Hit]) -> Hit | None:
    """The true hit with the highest level; it decides the deadline of the person's one task."""
    true = [hit for hit in hits if hit.outcome is Outcome.TRUE]
    return max(true, key=lambda hit: levels()[hit.level].rank, default=None)


@cache
def checked_rules() -> int:
    """Check every predicate of the catalogue once and count them. Raises PredicateError when one is malformed."""
    every = [(entry, rule) for entry in results().values() for rule in entry.call_first]
    for entry, rule in every:
        check_predicate(rule.predicate, knows_fact=lambda code: fact(code) is not None, path=f"{entry.code}/{rule.id}")
    return len(every)
