"""Which prompts stand on a person's first screen, and which wait behind "Show more". Source: prompts.json, meta.first_screen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from webapp.content.catalogue import conditions as all_conditions
from webapp.content.catalogue import groups, layout, prompts
from webapp.content.prompt import Prompt

MOST_CONDITION_PLACES = 8
USUAL_CONDITION_PLACES = 4
SMOKES_OR_UNKNOWN = frozenset({None, "smoke now", "would rather not say"})
READS_SMOKING = "show when smoking is current or not recorded"
PERSON_MAY_HIDE = "offer to everyone; do not infer from sex on record; hide when the person says not needed"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who the screen is for. In the letterbox tier nothing on it may come from the record."""

    conditions: tuple[str, ...]
    letterbox: bool = False
    carer_view: bool = False
    smoking: str | None = None
    not_needed: frozenset[str] = frozenset()

    def may_see(self, prompt: Prompt) -> bool:
        if not prompt.generic and not set(prompt.conditions) & set(self.conditions):
            return False
        if self.letterbox and (prompt.reveals_condition or prompt.show_rule == READS_SMOKING):
            return False
        if self.carer_view and prompt.sensitive:
            return False
        return self.rule_allows(prompt)

    def rule_allows(self, prompt: Prompt) -> bool:
        if prompt.show_rule == READS_SMOKING:
            return self.smoking in SMOKES_OR_UNKNOWN
        return prompt.show_rule != PERSON_MAY_HIDE or prompt.id not in self.not_needed


def first_screen(
    conditions: Sequence[str],
    *,
    letterbox: bool = False,
    ranked: bool = False,
    carer_view: bool = False,
    smoking: str | None = None,
    not_needed: Collection[str] = (),
) -> list[Prompt]:
    """At most 12 prompts, "something else" last.

    `conditions` are codes; with `ranked` their order is the person's own, otherwise the file's order is used and codes
    not in the file are passed over. `smoking` is the recorded option of the smoking result, None when nothing is recorded.
    `not_needed` holds the ids of prompts the person has said they do not need.
    """
    return list(screen_for(reader(conditions, letterbox, ranked, carer_view, smoking, not_needed)))


def more_prompts(
    conditions: Sequence[str],
    *,
    letterbox: bool = False,
    ranked: bool = False,
    carer_view: bool = False,
    smoking: str | None = None,
    not_needed: Collection[str] = (),
) -> dict[str, list[Prompt]]:
    """Group -> every other prompt for this person, in file order; groups with none are left out. Arguments as for first_screen."""
    return {group: list(found) for group, found in behind(reader(conditions, letterbox, ranked, carer_view, smoking, not_needed)).items()}


@lru_cache(maxsize=500)
def behind(who: Reader) -> dict[str, tuple[Prompt, ...]]:
    shown = {prompt.id for prompt in screen_for(who)}
    rest = [prompt for prompt in prompts().values() if prompt.id not in shown and who.may_see(prompt)]
    grouped = {group: tuple(prompt for prompt in rest if prompt.group == group) for group in groups()}
    return {group: found for group, found in grouped.items() if found}


def reader(conditions: Sequence[str], letterbox: bool, ranked: bool, carer_view: bool, smoking: str | None, not_needed: Collection[str]) -> Reader:
    known = [code for code in dict.fromkeys(conditions) if code in all_conditions()]
    in_order = known if ranked else [code for code in all_conditions() if code in known]
    if letterbox:
        return Reader((), letterbox=True, carer_view=carer_view)
    return Reader(tuple(in_order), carer_view=carer_view, smoking=smoking, not_needed=frozenset(not_needed))


@lru_cache(maxsize=500)
def screen_for(who: Reader) -> tuple[Prompt, ...]:
    plan = layout()
    core, fill = allowed(plan.core, who), allowed(plan.fill, who)
    room = plan.size - 1
    chosen = [*core, *fill] if not who.conditions else with_conditions(who, core, fill, room)
    return (*chosen[:room], prompts()[plan.last])


def with_conditions(who: Reader, core: list[Prompt], fill: list[Prompt], room: int) -> list[Prompt]:
    places = min(max(USUAL_CONDITION_PLACES, len(who.conditions)), MOST_CONDITION_PLACES)
    chosen = core[: room - places]
    chosen += dealt(who, chosen, places)
    if len(who.conditions) > 1:
        chosen += [prompt for prompt in [*core, *fill] if prompt not in chosen]
    return chosen[:room]


def dealt(who: Reader, on_screen: list[Prompt], places: int) -> list[Prompt]:
    """The next prompt of each condition's own list in turn, round and round."""
    hands = [[prompt for prompt in own_list(code) if who.may_see(prompt) and prompt not in on_screen] for code in who.conditions]
    taken: list[Prompt] = []
    while len(taken) < places and any(hands):
        for hand in hands:
            while hand and hand[0] in taken:
                hand.pop(0)
            if hand:
                taken.append(hand.pop(0))
    return taken[:places]


def own_list(condition: str) -> list[Prompt]:
    """The condition's own prompts first, then the generic ones that join for it; each part in file order."""
    own = [p for p in prompts().values() if not p.generic and condition in p.conditions and (p.first_screen or condition in p.first_screen_for)]
    return own + [p for p in prompts().values() if p.generic and condition in p.first_screen_for]


def allowed(ids: Sequence[str], who: Reader) -> list[Prompt]:
    return [prompts()[prompt_id] for prompt_id in ids if who.may_see(prompts()[prompt_id])]
