"""What was asked and answered, in words for the desk."""

from webapp.base.i18n import lazy
from webapp.messages.models import MessageState
from webapp.recall.lists import Place
from webapp.recall.models import CameOf, HandOver, Heard, Means, Said, Stop
from webapp.recall.offer import Offer

PLACES = {
    Place.FIRST: lazy("First try"),
    Place.SECOND: lazy("Second try"),
    Place.THIRD: lazy("Third try"),
    Place.BY_HAND: lazy("Other ways to reach"),
    Place.YES: lazy("Said yes, or wants a call"),
    Place.NOT_NOW: lazy("Not now"),
    Place.NO: lazy("Said no"),
}
MEANS = {
    Means.SMS: lazy("Text"),
    Means.EMAIL: lazy("E-mail"),
    Means.PUSH: lazy("Message on their phone"),
    Means.LETTER: lazy("Letter"),
    Means.PHONE: lazy("Phone call"),
    Means.VISIT: lazy("Home visit"),
}
STATES = {
    MessageState.DUE: lazy("Waits for its time"),
    MessageState.SENDING: lazy("Is being sent"),
    MessageState.UNKNOWN: lazy("We ask if it was sent"),
    MessageState.ACCEPTED: lazy("Sent"),
    MessageState.DELIVERED: lazy("Got there"),
    MessageState.FAILED: lazy("Did not get there"),
    MessageState.CANCELLED: lazy("Was not sent"),
    MessageState.HELD: lazy("Waits for somebody here"),
    MessageState.HANDED_OVER: lazy("Handed over"),
    MessageState.CALLED_BACK: lazy("Called back"),
}
HANDED = {
    HandOver.NO_REPLY: lazy("No answer after 3 tries."),
    HandOver.NO_WAY: lazy("We may not write to them, or have no number or address."),
    HandOver.NOT_SENT: lazy("The last message was stopped before it went."),
    HandOver.NOT_DELIVERED: lazy("The last message did not get there."),
}
SAID = {
    Said.ACCEPT: lazy("Yes"),
    Said.TALK: lazy("Wants to ask first"),
    Said.NOT_NOW: lazy("Not now"),
    Said.DECLINE: lazy("No"),
    Said.UNABLE: lazy("Cannot take part this year"),
}
HEARD = {
    Heard.LINK: lazy("By the link"),
    Heard.PHONE: lazy("By phone"),
    Heard.POST: lazy("By post"),
    Heard.IN_PERSON: lazy("At the desk, or at home"),
}
CAME_OF = {
    CameOf.SPOKE: lazy("We spoke"),
    CameOf.NO_ANSWER: lazy("Nobody answered"),
    CameOf.LEFT_WORD: lazy("We left a message to phone us"),
    CameOf.POSTED: lazy("The letter is posted"),
}
STOPS = {
    Stop.ACCEPTED: lazy("they said yes"),
    Stop.DECLINED: lazy("they said no"),
    Stop.NOT_NOW: lazy("they said not now"),
    Stop.WANTS_A_CALL: lazy("they want to ask first"),
    Stop.UNABLE: lazy("they cannot take part this year"),
    Stop.BOOKED: lazy("an appointment is booked"),
    Stop.DIED: lazy("they died"),
    Stop.LEFT: lazy("they left this GP surgery"),
    Stop.LOOKS_AFTER_SELF: lazy("they look after themselves"),
    Stop.OPTED_OUT: lazy("they said no to being asked"),
    Stop.NEXT_YEAR: lazy("a new year began"),
    Stop.GIVEN_UP: lazy("we tried every way"),
}
OFFERS = {
    Offer.UNDECIDED: lazy("Offered, not decided"),
    Offer.DECLINED: lazy("Offered, said no"),
    Offer.ACCEPTED: lazy("Offered, said yes"),
    Offer.NOT_OFFERED: lazy("Not offered"),
    Offer.UNABLE: lazy("Offered, cannot take part"),
    Offer.NOT_NEEDED: lazy("Not needed"),
}
MONTHS = {
    1: lazy("January"),
    2: lazy("February"),
    3: lazy("March"),
    4: lazy("April"),
    5: lazy("May"),
    6: lazy("June"),
    7: lazy("July"),
    8: lazy("August"),
    9: lazy("September"),
    10: lazy("October"),
    11: lazy("November"),
    12: lazy("December"),
}
ALL = {
    "MONTHS": MONTHS,
    "PLACES": PLACES,
    "MEANS": MEANS,
    "STATES": STATES,
    "HANDED": HANDED,
    "SAID": SAID,
    "HEARD": HEARD,
    "CAME_OF": CAME_OF,
    "STOPS": STOPS,
    "OFFERS": OFFERS,
}
