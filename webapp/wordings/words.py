"""The messages a practice may word itself, and how the desk's pages name things."""

from webapp.base.i18n import lazy
from webapp.messages.models import Message, MessageState
from webapp.messages.words import WEBAPP
from webapp.people.models import Way

# By template, in the order of a year. A message that is not named here is listed after these.
TITLES = {
    "recall/first": lazy("First invitation"),
    "recall/second": lazy("Second invitation"),
    "recall/third": lazy("Third invitation"),
    "preparation/pack_ready": lazy("The pack is ready"),
    "pathway/reminder": lazy("The talk is soon"),
    "plans/step_reminder": lazy("A step of the plan"),
    "progress/how_is_it_going": lazy("How is it going?"),
    "progress/check_in": lazy("How are you?"),
    "progress/review_near": lazy("The next look at the plan is near"),
    "reviews/care_check": lazy("How was the talk?"),
}
INVITATIONS = "recall/"
FORMS = {"email": lazy("as an e-mail"), "letter": lazy("as a letter")}
# The same everywhere: codes and what keeps people's pages safe, staff alerts, what a locked screen shows, and what stands round every e-mail.
FIXED = ("accounts", "cover", "messages", "push")
PLACES = {
    "practice": lazy("your GP surgery's name"),
    "phone": lazy("your phone number"),
    "name": lazy("the person's first name"),
    "link": lazy("the person's own link"),
    "day": lazy("the day of the talk"),
    "time": lazy("the time of the talk"),
    "month": lazy("the month in which the talk may be"),
    "minutes": lazy("how many minutes a talk takes"),
}
ALWAYS_KNOWN = frozenset({"practice", "phone", "name", "minutes"})
STATES = {
    MessageState.DUE: lazy("Waits"),
    MessageState.SENDING: lazy("Is being sent"),
    MessageState.UNKNOWN: lazy("We do not know yet"),
    MessageState.ACCEPTED: lazy("Sent"),
    MessageState.DELIVERED: lazy("Arrived"),
    MessageState.FAILED: lazy("Did not arrive"),
    MessageState.CANCELLED: lazy("Stopped"),
    MessageState.HELD: lazy("Held"),
    MessageState.HANDED_OVER: lazy("In a file for your own system"),
    MessageState.CALLED_BACK: lazy("Called back"),
}
WAYS = {Way.SMS: lazy("Text"), Way.EMAIL: lazy("E-mail"), Way.PUSH: lazy("On the phone's screen"), Way.LETTER: lazy("Letter")}


def templates() -> list[str]:
    """Every message that a practice may word: the year's order first."""
    found = [f"{path.parent.parent.name}/{path.stem}" for path in sorted((WEBAPP / "templates").glob("*/messages/*.txt"))]
    order = list(TITLES)
    return sorted((one for one in found if one.split("/")[0] not in FIXED), key=lambda one: (place_in(order, base_of(one)[0]), one))


def place_in(order: list[str], template: str) -> int:
    return order.index(template) if template in order else len(order)


def base_of(template: str) -> tuple[str, str]:
    """`recall/first_letter` is `recall/first` in the form of a letter."""
    for form in FORMS:
        if template.endswith(f"_{form}"):
            return template.removesuffix(f"_{form}"), form
    return template, ""


def title_of(template: str) -> str:
    base, form = base_of(template)
    named = TITLES.get(base, base)
    return f"{named}, {FORMS[form]}" if form else str(named)


def is_text(template: str) -> bool:
    return not base_of(template)[1]


def whose_words(message: Message) -> tuple[str, str]:
    """("own", "3") or ("came", "1a2b3c4d"); empty for what was sent before versions were kept."""
    whose, _space, which = (message.version or "").partition(" ")
    return whose, which
