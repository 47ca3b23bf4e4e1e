"""A batch's words for the desk."""

from webapp.base.i18n import lazy
from webapp.batches.models import BatchState
from webapp.people.models import Way

STATES = {
    BatchState.WAITING: lazy("Waits for a second person's yes"),
    BatchState.SENT_BACK: lazy("Sent back"),
    BatchState.CANARY: lazy("The first 5 are going"),
    BatchState.GOING: lazy("Going"),
    BatchState.STOPPED: lazy("Stopped"),
    BatchState.CANCELLED: lazy("Called off"),
}
# What somebody did, by where it led. By itself: the timetable.
DID = {
    BatchState.WAITING: lazy("Asked for a yes"),
    BatchState.SENT_BACK: lazy("Sent it back"),
    BatchState.CANARY: lazy("Said yes: the first 5 go"),
    BatchState.GOING: lazy("The messages go"),
    BatchState.STOPPED: lazy("Stopped it"),
    BatchState.CANCELLED: lazy("Called it off"),
}
COUNTS = {
    "planned": lazy("In all"),
    "held": lazy("Held back"),
    "waiting": lazy("Waiting to go"),
    "sent": lazy("Sent"),
    "delivered": lazy("Arrived"),
    "failed": lazy("Did not arrive"),
    "unknown": lazy("Not known yet"),
    "stopped": lazy("Will not go"),
}
WAYS = {Way.SMS: lazy("Text message"), Way.EMAIL: lazy("E-mail"), Way.PUSH: lazy("Notice on the phone"), Way.LETTER: lazy("Letter")}
# The tables keep the short word.
LEFT_OUT = {
    "no_way": lazy("We have no way to write to them."),
    "by_hand": lazy("A person must ask them: by phone or in person."),
    "opted_out": lazy("They said no to being invited."),
    "said no to being looked for and invited": lazy("They said no to being invited."),
    "old_details": lazy("Their details are too old. They wait for a new list."),
    "the person died": lazy("They have died."),
    "died": lazy("They have died."),
    "left": lazy("They left this GP surgery."),
    "no longer registered at this practice": lazy("They left this GP surgery."),
    "the person stopped texts": lazy("They want no texts."),
    "texts_stopped": lazy("They want no texts."),
    "the person stopped e-mails": lazy("They want no e-mails."),
    "the person wants paper only": lazy("They want paper only."),
    "this number was stopped": lazy("Their number is wrong."),
    "too_late": lazy("It is too late for the message."),
}
OTHER = lazy("They should not get it now.")
WHY = {"one of the first did not arrive": lazy("One of the first 5 did not arrive.")}
WRONG = {
    "same": lazy("You made this batch or asked for the yes. Somebody else must say yes."),
    "moved": lazy("Somebody was quicker. Look at the batch again."),
    "words": lazy("Write what should change."),
    "answer": lazy("Choose an answer."),
}


def left_out(why: str) -> str:
    return str(LEFT_OUT.get(why, OTHER))
