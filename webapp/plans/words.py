"""A plan's fields and answers in plain words, as the person reads them."""

from datetime import date

from webapp.base.i18n import _, day_in_words, lazy
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES, SECTIONS
from webapp.plans.models import Answer
from webapp.plans.rules import DAYS, NOT_SURE, RULERS, Progress
from webapp.practices.models import Role

GOAL, ACTION, PROMISE = ItemKind.GOAL, ItemKind.ACTION, ItemKind.PROMISE
FIELD = {
    (GOAL, "want"): lazy("What you want to do"),
    (GOAL, "why"): lazy("Why it matters to you"),
    (GOAL, "importance"): lazy("How important it is to you"),
    (GOAL, "progress"): lazy("How it is going"),
    (GOAL, "outcome"): lazy("What came of it"),
    (GOAL, "beside"): lazy("What your GP surgery wrote beside it"),
    (ACTION, "what"): lazy("What exactly you will do"),
    (ACTION, "when"): lazy("Where, when and how often"),
    (ACTION, "by_when"): lazy("By which day you do it"),
    (ACTION, "first_step"): lazy("The first small step"),
    (ACTION, "in_the_way"): lazy("What might stop you"),
    (ACTION, "way_round"): lazy("What you can do about it"),
    (ACTION, "who_helps"): lazy("Who will help you"),
    (ACTION, "confidence"): lazy("How sure you are"),
    (PROMISE, "what"): lazy("What others will do"),
    (PROMISE, "who"): lazy("Who does it"),
    (PROMISE, "by_when"): lazy("By which day they do it"),
    (None, "matters"): lazy("What matters most to you"),
    (None, "no_goal"): lazy("Your choice to have no goal"),
    (None, "today_1"): lazy("What you both wanted from the talk, first"),
    (None, "today_2"): lazy("What you both wanted from the talk, second"),
    (None, "today_3"): lazy("What you both wanted from the talk, third"),
    (None, "today_4"): lazy("What you both wanted from the talk, fourth"),
    (None, "today_5"): lazy("What you both wanted from the talk, fifth"),
    (None, "today_6"): lazy("What you both wanted from the talk, sixth"),
    (None, "professional"): lazy("What your GP surgery wanted to talk about"),
    (None, "danger"): lazy("Danger signs, and what to do"),
    (None, "who_to_call"): lazy("Who to call, and when"),
    (None, "key_person"): lazy("Your key person"),
    (None, "key_phone"): lazy("The phone of your key person"),
    (None, "key_hours"): lazy("When to phone your key person"),
    (None, "review_on"): lazy("The day to look at the plan again"),
    (None, "review_by"): lazy("Who books the next talk"),
}
for section in SECTIONS:
    FIELD |= {(None, line.name): line.label for line in section.lines if (None, line.name) not in FIELD}
    FIELD |= {(section.entries.kind, line.name): line.label for line in section.entries.lines} if section.entries else {}
for entries in CHOOSING:
    FIELD |= {(entries.kind, line.name): line.label for line in entries.lines}
ADDED = {
    GOAL: lazy("A goal was added"),
    ACTION: lazy("A step was added"),
    PROMISE: lazy("A promise was added"),
    ItemKind.MEDICINE: lazy("A note about a medicine was added"),
    ItemKind.CONTACT: lazy("Somebody was added to the team"),
    ItemKind.CARE: lazy("Something was added to the week"),
    ItemKind.SERVICE: lazy("A service was added"),
    ItemKind.EQUIPMENT: lazy("A thing that helps was added"),
    ItemKind.DOCUMENT: lazy("A paper was added to the wishes"),
    ItemKind.TEST: lazy("A test or check was added"),
    ItemKind.DECISION: lazy("A decision was added"),
    ItemKind.OPTION: lazy("A choice was added to a decision"),
}
TAKEN_OUT = {
    GOAL: lazy("A goal was taken out"),
    ACTION: lazy("A step was taken out"),
    PROMISE: lazy("A promise was taken out"),
    ItemKind.MEDICINE: lazy("A note about a medicine was taken out"),
    ItemKind.CONTACT: lazy("Somebody was taken out of the team"),
    ItemKind.CARE: lazy("Something was taken out of the week"),
    ItemKind.SERVICE: lazy("A service was taken out"),
    ItemKind.EQUIPMENT: lazy("A thing that helps was taken out"),
    ItemKind.DOCUMENT: lazy("A paper was taken out of the wishes"),
    ItemKind.TEST: lazy("A test or check was taken out"),
    ItemKind.DECISION: lazy("A decision was taken out"),
    ItemKind.OPTION: lazy("A choice was taken out of a decision"),
}
PUT_BACK = {
    GOAL: lazy("A goal was put back"),
    ACTION: lazy("A step was put back"),
    PROMISE: lazy("A promise was put back"),
    ItemKind.MEDICINE: lazy("A note about a medicine was put back"),
    ItemKind.CONTACT: lazy("Somebody was put back in the team"),
    ItemKind.CARE: lazy("Something was put back in the week"),
    ItemKind.SERVICE: lazy("A service was put back"),
    ItemKind.EQUIPMENT: lazy("A thing that helps was put back"),
    ItemKind.DOCUMENT: lazy("A paper was put back in the wishes"),
}
PROGRESS = {
    Progress.NOT_STARTED: lazy("Not started"),
    Progress.STARTED: lazy("Started"),
    Progress.DONE: lazy("Done"),
    Progress.CHANGED_MIND: lazy("I changed my mind"),
}
ANSWER = {Answer.YES: lazy("Yes"), Answer.YES_WITH_NOTES: lazy("Yes, with a note"), Answer.NOT_YET: lazy("Not yet")}
# What a member of staff was when they wrote or said yes (PRSB: person completing record, role).
JOB = {
    Role.RECEPTION: lazy("at the desk"),
    Role.HCA: lazy("health care assistant"),
    Role.CLINICIAN: lazy("nurse or doctor"),
    Role.COORDINATOR: lazy("plans your visits"),
    Role.MANAGER: lazy("manager"),
    Role.DUTY: lazy("nurse or doctor of the day"),
}


def in_words(name: str, kept: str) -> str:
    """What stands in the field `name`, as people read it: a day in full, a place on a ruler, a choice as it is called, else the words themselves."""
    if not kept:
        return ""
    if name in DAYS:
        return day_in_words(date.fromisoformat(kept))
    if name in RULERS:
        return _("I am not sure") if kept == NOT_SURE else _("%(number)s of 10", number=kept)
    if name == "progress":
        return str(PROGRESS[Progress(kept)])
    return str(CHOICES.get(name, {}).get(kept, kept))
