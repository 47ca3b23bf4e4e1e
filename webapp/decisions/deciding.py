"""One decision of a plan: begun, found by its id, and what its buttons ask for beside saving."""

from uuid import UUID

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.decisions.changes import add_decision, add_option
from webapp.decisions.queries import Decision, decisions_in, decisions_standing
from webapp.decisions.rules import MOST_DECISIONS
from webapp.plans.changes import Hand, withdraw_item
from webapp.plans.models import Item, Plan
from webapp.plans.queries import Whole


def decision_named(whole: Whole, decision_id: UUID) -> Decision | None:
    return next((one for one in decisions_in(whole) if one.part.item and one.part.item.id == decision_id), None)


def begin_decision(session: Session, *, plan: Plan, by: Hand) -> Item | None:
    """None when the plan has as many as it may."""
    if decisions_standing(session, plan) >= MOST_DECISIONS:
        return None
    return add_decision(session, plan=plan, wait=_("Do nothing for now"), by=by)


def press_in_decision(session: Session, *, plan: Plan, decision: Decision, press: str, by: Hand) -> str | None:
    """One choice more, one fewer, or the whole decision out. Where on the page to go on, "" for its top, None when it is no part of the plan now."""
    what, _colon, rest = press.partition(":")
    item = decision.part.item
    if item is None:
        return None
    if press == "take_out_all":
        withdraw_item(session, plan=plan, item=item, by=by)
        return None
    if what == "option":
        made = add_option(session, plan=plan, decision=item, by=by)
        return f"option-{made.id}" if made else "choices"
    found = next((one.item for one in decision.options if one.item and str(one.item.id) == rest), None)
    if what == "take_out" and found is not None:
        withdraw_item(session, plan=plan, item=found, by=by)
        return "choices"
    return ""
