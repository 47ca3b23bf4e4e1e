"""A plan in which every field of every section is filled, or every second, in letters of many kinds."""

from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES, DAY_LINES, entries_in_sections
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Answer, Plan, Side
from webapp.plans.queries import items_of
from webapp.plans.rules import FIELDS, Owner, Typed
from webapp.versions.changes import agree

ODD = "Zoë <b>&amp;</b> “walks”\u00a0now\u2028 \x0bكل يوم 🙂\ttab\r\nnext ]]> \x07"
CHOSEN = {"importance": "8", "confidence": "7", "progress": "started", "review_on": "2027-11-22", "by_when": "2026-12-24"}


def words_for(kind: ItemKind | None, field: str) -> str:
    if field in CHOSEN:
        return CHOSEN[field]
    if field in DAY_LINES:
        return "2027-01-31"
    return next(iter(CHOICES[field])) if field in CHOICES else f"{field} of {kind or 'plan'}: {ODD}"


def fill(session, cast, *, every: int = 1) -> Plan:
    """Every `every`th field: 1 fills them all."""
    plan = open_plan(session, person_id=cast.person.id)
    goal = add_item(session, plan=plan, kind=ItemKind.GOAL, by=cast.sam, cycle=cast.cycle)
    add_item(session, plan=plan, kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    add_item(session, plan=plan, kind=ItemKind.PROMISE, by=cast.pro)
    for entries in entries_in_sections():
        add_item(session, plan=plan, kind=entries.kind, by=cast.sam)
    decision = add_item(session, plan=plan, kind=ItemKind.DECISION, by=cast.pro)
    add_item(session, plan=plan, kind=ItemKind.OPTION, by=cast.pro, goal=decision)
    items = {one.id: one for one in items_of(session, plan.id)}
    write(session, plan, items, cast.sam, (Owner.PERSON, Owner.BOTH), every)
    write(session, plan, items, Hand(cast.pro.account_id, Side.PROFESSIONAL, helped_by="Ann"), (Owner.PROFESSIONAL,), every)
    session.flush()
    return plan


def write(session, plan, items, by: Hand, owners: tuple[Owner, ...], every: int) -> None:
    places = [(about, kind, name) for about, kind in [(plan.id, None), *((one.id, one.kind) for one in items.values())] for name in FIELDS[kind]]
    typed: dict = {}
    for about, kind, name in places[::every]:
        if FIELDS[kind][name] in owners:
            typed.setdefault(about, {})[name] = Typed(words_for(kind, name))
    save_words(session, plan=plan, typed=typed, by=by, items=items)


def both_say_yes(session, cast, plan: Plan, number: int) -> None:
    agree(session, plan=plan, number=number, answer=Answer.YES_WITH_NOTES, notes=f"Good. {ODD}", by=cast.sam, cycle=None)
    agree(session, plan=plan, number=number, answer=Answer.YES, notes="", by=cast.pro, cycle=None)
