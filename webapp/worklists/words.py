"""The next action and why, in words for the desk."""

from webapp.base.i18n import _, lazy, ngettext
from webapp.pathway.words import STAGES
from webapp.practices.models import Role
from webapp.tasks.models import TaskKind, Urgency
from webapp.worklists.rules import Next, Step

__all__ = ["DO", "ROLES", "STAGES", "TASKS", "URGENCY", "WHY", "WHYS", "talk_in_words"]

DO = {
    Next.TRIAGE: lazy("Look at the results"),
    Next.READ: lazy("Read what they wrote"),
    Next.NOT_OPENED: lazy("Phone them about the pack"),
    Next.GATHER: lazy("Write down the results"),
    Next.BOOK: lazy("Book the talk"),
    Next.TOO_CLOSE: lazy("Book the talk on a later day"),
    Next.REVIEW_LATE: lazy("Invite to the yearly talk"),
    Next.REVIEW_DUE: lazy("Invite to the yearly talk"),
    Next.AGREE: lazy("Agree the plan"),
    Next.NO_DAY: lazy("Agree a day for the next talk"),
    Next.CONFIRM_PHONE: lazy("Check the mobile number"),
    Next.WAIT_TO_SEND: lazy("Nothing: the pack goes by itself"),
    Next.WAIT_FOR_PERSON: lazy("Nothing: they have the pack"),
    Next.INVITED: lazy("Nothing: they are being asked"),
    Next.READY: lazy("Ready for the talk"),
    Next.OPTED_OUT: lazy("Nothing: they said no to being asked"),
    Next.NOTHING: lazy("Nothing now"),
}
WHY = {
    Next.TRIAGE: lazy("Results are in. No clinician has released them."),
    Next.READ: lazy("They sent their answers."),
    Next.NOT_OPENED: lazy("The pack went 5 days ago or more. Nobody opened it."),
    Next.GATHER: lazy("No results are here yet."),
    Next.BOOK: lazy("No talk is booked."),
    Next.TOO_CLOSE: lazy("It is too soon after the visit. There is no week for the pack."),
    Next.REVIEW_LATE: lazy("The day to look at the plan again has passed."),
    Next.REVIEW_DUE: lazy("The day to look at the plan again is near."),
    Next.AGREE: lazy("The talk is over. They have not both said yes to a plan."),
    Next.NO_DAY: lazy("The plan names no day to look at it again."),
    Next.CONFIRM_PHONE: lazy("Nobody has checked the number with them."),
    Next.WAIT_TO_SEND: lazy("Released. It goes 14 days before the talk."),
    Next.WAIT_FOR_PERSON: lazy("Sent. They may still be writing."),
    Next.INVITED: lazy("They are invited. No answer yet."),
    Next.READY: lazy("Their answers are read."),
    Next.OPTED_OUT: lazy("They may still ask for a talk themselves."),
    Next.NOTHING: lazy("Their visit is still to come."),
}


def talk_in_words(step: Step) -> str:
    if step.days is None:
        return _("Not booked")
    if step.days == 0:
        return _("Today")
    if step.days < 0:
        return _("Has passed")
    return ngettext("In %(num)d day", "In %(num)d days", step.days)


TASKS = {
    TaskKind.CALL_FIRST: lazy("Phone this person about a result"),
    TaskKind.CHECK_RESULT: lazy("Answer a question about a result"),
    TaskKind.READ_ANSWERS: lazy("Read the mood answers"),
    TaskKind.HELP_WANTED: lazy("Wants help to get ready"),
    TaskKind.MORE_TIME: lazy("Wants more time"),
    TaskKind.MOVE_VISIT: lazy("Wants another day for the visit"),
    TaskKind.WRONG_NUMBER: lazy("Wrong phone number"),
    TaskKind.FAILED_MESSAGE: lazy("A text did not get there"),
    TaskKind.STOP_TEXT: lazy("Stop a text in your own system"),
    TaskKind.BATCH_STOPPED: lazy("Messages stopped. Look at why"),
    TaskKind.MOVED_APPOINTMENT: lazy("An appointment moved"),
    TaskKind.PRINT_PACK: lazy("Print the pack and post it"),
    TaskKind.CHECK_DETAILS: lazy("Check the details"),
    TaskKind.PROMISE_NOT_KEPT: lazy("A promise was not kept"),
    TaskKind.MORE_HELP: lazy("Needs more help with their plan"),
    TaskKind.TALK_WANTED: lazy("Wants the yearly talk. Book it"),
    TaskKind.CHECK_IN: lazy("Ask how they are, as agreed"),
    TaskKind.REVIEW_READ: lazy("They looked at their plan again. Read what changed"),
    TaskKind.CALL_WANTED: lazy("Wants a phone call before the yearly talk"),
    TaskKind.NO_TO_CHECK: lazy("Somebody said no by the link. Ask them once"),
    TaskKind.INVITE_BY_HAND: lazy("Invite to the yearly talk by phone or letter"),
    TaskKind.CONTENT_EXPIRED: lazy("Words about results need a new sign-off"),
    TaskKind.MOOD_COVER: lazy("Put right who reads mood answers"),
    TaskKind.REVIEW_LEAFLET: lazy("Look again at something to read"),
    TaskKind.HOLDER_REVIEW: lazy("Look again at who holds their plan"),
    TaskKind.MERGE_RECORDS: lazy("One person may be here twice. Put it right in the GP system"),
    TaskKind.TALK_ASKED: lazy("Somebody asks for a talk. Answer them"),
    TaskKind.HOLDER_STOPPED: lazy("They stopped the person who holds their plan. Talk with them"),
}
# Why a task is there, where its short word says more than the kind.
WHYS = {
    "check_in": lazy("They said so when we asked how they are."),
    "check_in_phone": lazy("Phone them, and write down 3 answers."),
    "check_in_post": lazy("Print the letter and post it."),
    "check_in_unanswered": lazy("They did not answer. Phone them."),
    "mood_skipped_over": lazy("A question about danger was skipped. Talk about it."),
    "mood_cover_lapsed": lazy("Until then we ask the 2 short questions."),
}
URGENCY = {
    Urgency.NOW: lazy("Now"),
    Urgency.SAME_DAY: lazy("Today"),
    Urgency.NEXT_DAY: lazy("Next working day"),
    Urgency.SOON: lazy("Soon"),
}

ROLES = {
    Role.RECEPTION: lazy("Reception"),
    Role.HCA: lazy("Health care assistant"),
    Role.CLINICIAN: lazy("Nurse or doctor"),
    Role.COORDINATOR: lazy("Coordinator"),
    Role.MANAGER: lazy("Manager"),
    Role.DUTY: lazy("Duty clinician"),
}
