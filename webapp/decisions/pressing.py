"""What a button of the list asks for: one up, one down, one off, or one more. The words of the form are saved before."""

from sqlmodel import Session

from webapp.decisions.changes import put_in_order
from webapp.decisions.rules import added, moved, wanted, without
from webapp.edits.forms import checked_length
from webapp.plans.changes import Hand
from webapp.plans.models import Plan
from webapp.plans.queries import Part
from webapp.plans.rules import TODAY

STEPS = {"up": -1, "down": 1}
OFF, WANT = "off", "want"
PRESSES = (*STEPS, OFF, WANT)


def press_in_list(session: Session, *, plan: Plan, own: Part, press: str, by: Hand) -> bool:
    """`press`: up:today_2, down:today_1, off:today_3, or want: and the words. True when it was one of them. `own` as it stands after the save."""
    what, _colon, rest = press.partition(":")
    if what not in PRESSES:
        return False
    order = wanted(own.words)
    place = len([one for one in TODAY[: TODAY.index(rest)] if own.says(one)]) if rest in TODAY else len(order)
    new = moved(order, place, STEPS.get(what, 0))
    if what == OFF:
        new = without(order, place)
    elif what == WANT:
        new = added(order, checked_length(rest))
    if new != order:
        put_in_order(session, plan=plan, own=own, order=new, by=by)
    return True
