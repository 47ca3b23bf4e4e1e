"""Scoring and safety of an instrument, from its catalogue data; which page comes next. Pure. Source: the `safety` of each instrument's file."""

from collections.abc import Mapping

from webapp.content.catalogue import places
from webapp.content.prompt import Instrument
from webapp.instruments.scoring import NOT_SURE, SKIPPED, scored
from webapp.instruments.showing import shown
from webapp.questionnaires.calls import AT_ONCE, rules_met

__all__ = ["FOR_ME", "LETTERBOX", "NOT_SURE", "OWN", "PAPER", "PAPER_FOR_ME", "PAPER_WITH_ME", "SKIPPED", "WITH_ME"]
OWN, LETTERBOX, FOR_ME, WITH_ME = "own", "letterbox", "for_me", "with_me"
# The same answers given on paper and typed in by the surgery.
PAPER, PAPER_FOR_ME, PAPER_WITH_ME = "paper", "paper_for_me", "paper_with_me"
# Ways of answering: by the person alone, and with somebody there or by somebody in their place.
THEMSELVES, BY_OTHERS = frozenset({OWN, PAPER}), frozenset({FOR_ME, WITH_ME, PAPER_FOR_ME, PAPER_WITH_ME})


def total(instrument: Instrument, answers: Mapping[str, str]) -> int | None:
    """Only when enough is answered: nothing is made up for a skipped one."""
    return scored(instrument, answers).total  # type: ignore[return-value]


def is_marked(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    return any(rule["action"] in AT_ONCE for rule in rules_met(instrument, answers))


def is_for_the_talk(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    """Something was answered that somebody should talk about."""
    return bool(rules_met(instrument, answers))


def is_read(instrument: Instrument) -> bool:
    """Of mood and worry: somebody reads the answers by the day the person was shown."""
    place = places().get(instrument.id)
    return bool(place.family) if place else instrument.watched


def channel_of(*, who: str | None, in_letterbox: bool) -> str:
    """Who answered, and by which door. Somebody answering for the person, or sitting with them, is never mistaken for the person alone."""
    if who in (FOR_ME, WITH_ME):
        return who
    return LETTERBOX if in_letterbox else OWN


def channel_on_paper(who: str | None) -> str:
    return {FOR_ME: PAPER_FOR_ME, WITH_ME: PAPER_WITH_ME}.get(who or "", PAPER)


def numbers_shown(instrument: Instrument, answers: Mapping[str, str]) -> list[int]:
    """The pages of the questions that are asked now, counted from 1."""
    wanted = {question.id for question in shown(instrument, answers)}
    return [number for number, question in enumerate(instrument.questions, 1) if question.id in wanted]


def page_after(instrument: Instrument, answers: Mapping[str, str], number: int) -> int | None:
    """None when this was the last."""
    return next((after for after in numbers_shown(instrument, answers) if after > number), None)


def page_before(instrument: Instrument, answers: Mapping[str, str], number: int) -> int | None:
    return max((before for before in numbers_shown(instrument, answers) if before < number), default=None)


def steps_of(instrument: Instrument, answers: Mapping[str, str], number: int) -> tuple[int, int]:
    """Which question this is of how many that are asked now."""
    pages = numbers_shown(instrument, answers)
    return sum(1 for page in pages if page <= number) or 1, len(pages)


def is_finished(instrument: Instrument, answers: Mapping[str, str]) -> bool:
    """Every question that is shown was answered, or passed over by its person; a required one was answered."""
    asked = shown(instrument, answers)
    return all(question.id in answers and not (question.required and answers[question.id] in (SKIPPED, NOT_SURE)) for question in asked)
