"""What was looked at, and by whom, as a person reads it."""

from webapp.access.models import Seen, Use
from webapp.access.policy import Permission
from webapp.accounts.models import Knew
from webapp.base.i18n import _, lazy
from webapp.practices.models import Role

DID = {
    Permission.AGENDA_READ: lazy("read what you want to talk about"),
    Permission.ANSWERS_WRITE: lazy("wrote answers"),
    Permission.APPOINTMENT_CHANGE: lazy("changed an appointment"),
    Permission.BEFORE_TALK_READ: lazy("read what you wrote before your talk"),
    Permission.CARE_CHECK_READ: lazy("read what you wrote about your care"),
    Permission.CARE_CHECK_WRITE: lazy("opened or answered the care check"),
    Permission.CARERS_MANAGE: lazy("opened or changed who can see your plan"),
    Permission.CARERS_TRUST: lazy("opened or changed what your carer may do"),
    Permission.COHORT_BUILD: lazy("looked for people to ask to a talk"),
    Permission.COHORT_INVITE: lazy("asked you to a talk"),
    Permission.CONSENT_CHANGE: lazy("opened or changed what you said yes to"),
    Permission.DESK_CODE_GIVE: lazy("made a code to open your pack"),
    Permission.DETAILS_CHANGE: lazy("opened or changed your phone details"),
    Permission.DETAILS_READ: lazy("opened your details"),
    Permission.FORMS_ANSWER: lazy("opened or answered questions about you"),
    Permission.FORMS_READ: lazy("read your answers to questions about you"),
    Permission.DUTY_LIST: lazy("said that they act on your answer now"),
    Permission.JUDGEMENT_WRITE: lazy("opened or wrote why a talk may help you"),
    Permission.LETTER_PRINT: lazy("printed a letter for you"),
    Permission.LETTERBOX_OPEN: lazy("opened the page for writing to us"),
    Permission.LOG_READ: lazy("opened this list"),
    Permission.MOOD_READ: lazy("read your answers about your mood"),
    Permission.PACK_READ: lazy("opened your pack"),
    Permission.PAPER_TYPE: lazy("opened or wrote down your answers from paper"),
    Permission.PASSKEY_ADD: lazy("added a passkey, or began to"),
    Permission.PATHWAY_CHANGE: lazy("changed where you are in your year"),
    Permission.PERSON_VOUCH: lazy("wrote down that they saw you and know you"),
    Permission.ASSESSMENT_WRITE: lazy("read or wrote about your health and daily life"),
    Permission.CARER_PART_READ: lazy("read or wrote what your carer said about their own life"),
    Permission.CHECKLIST_SET: lazy("changed which checks you have"),
    Permission.CONTENT_SIGN: lazy("signed off the words about results"),
    Permission.PHONES_MANAGE: lazy("opened your list of phones"),
    Permission.PLAN_CHANGE: lazy("changed your plan"),
    Permission.PLAN_COPY: lazy("opened or made a copy of your plan for a phone"),
    Permission.PLAN_EXPORT: lazy("opened or made a file of your plan to keep"),
    Permission.PLAN_LOAD: lazy("opened or brought in the plan you came with"),
    Permission.PLAN_FILL_IN: lazy("opened or wrote in your plan with you"),
    Permission.HOLDER_NAME: lazy("opened or wrote down who holds your plan"),
    Permission.PLAN_HOLD: lazy("opened or wrote in the plan they hold for you"),
    Permission.PLAN_READ: lazy("opened your plan"),
    Permission.PLAN_SHARED_READ: lazy("read what you share of your plan"),
    Permission.PLAN_SUGGEST: lazy("opened or wrote a suggestion for your plan"),
    Permission.REASON_READ: lazy("read why you were asked"),
    Permission.RECALL_SET: lazy("changed how people are invited"),
    Permission.RECORD_COPY: lazy("copied your words into your GP record"),
    Permission.RELEASE: lazy("checked your results before you got them"),
    Permission.RESULTS_ENTER: lazy("wrote down results from your visit"),
    Permission.RESULTS_READ: lazy("opened your results"),
    Permission.SCORE_READ: lazy("read a score about you"),
    Permission.SHARE_WRITE: lazy("opened or wrote down whom you want to share with"),
    Permission.TALK_WRITE: lazy("opened or wrote your plan at the talk"),
    Permission.LEAFLETS_CHANGE: lazy("changed what there is to read"),
    Permission.WORK_CHECK: lazy("answered questions about their own work"),
    Permission.TARGET_SET: lazy("wrote down an aim you agreed"),
    Permission.TASK_CLOSE: lazy("closed a task about you"),
    Permission.TEXTS_CHANGE: lazy("changed how texts are sent"),
    Permission.TEXTS_HAND_OVER: lazy("took a text to you into a file, to send it"),
    Seen.ALBUM: lazy("saw or heard photos and voice notes of your plan"),
    Seen.DUTY: lazy("saw your name on the list of people to phone first"),
    Seen.TEXTS: lazy("saw your name on the list of texts"),
    Seen.COHORT: lazy("saw your name on a list of people to ask to a talk"),
    Seen.REGISTER: lazy("saw your name on the list of everybody here"),
    Seen.LETTERS: lazy("saw your name on the list of letters"),
    Seen.LIST: lazy("saw your name on the list of the day"),
    Seen.SEARCH: lazy("saw your name when they looked for a person"),
    Seen.SHARED: lazy("saw your name on their list of people they help"),
    Seen.TASK: lazy("read a task about you"),
    Seen.WAITING: lazy("saw your name on the list of results to check"),
}
SOMETHING = lazy("opened something about you")

WHO = {
    Role.RECEPTION: lazy("Somebody at the desk"),
    Role.HCA: lazy("A health care assistant"),
    Role.CLINICIAN: lazy("A nurse or doctor"),
    Role.COORDINATOR: lazy("The person who plans your visits"),
    Role.MANAGER: lazy("A manager"),
    Role.DUTY: lazy("The nurse or doctor of the day"),
}


KNEW = {
    Knew.LONG_KNOWN: lazy("I have known them for a long time"),
    Knew.PHOTO: lazy("They showed me a card with their photo"),
    Knew.ANSWERS: lazy("I asked them things that only they know"),
}

USES = {
    Use.STORIES: (lazy("My story"), lazy("We may ask you if others can read your story. You see it first.")),
    Use.EVALUATION: (lazy("Making care better"), lazy("We may use your answers to see how well this works. Your name is left out.")),
    Use.SURVEYS: (lazy("Questions about my care"), lazy("We may ask you how your care was.")),
}


def what(permission: str):
    return DID.get(permission, SOMETHING)  # type: ignore[call-overload]


def who(role: Role | None, is_own: bool, name: str = "", carer: str = ""):
    if is_own:
        return lazy("You")
    if carer:
        return carer
    if name:
        return _("%(name)s at the desk", name=name)
    return WHO[role] if role else lazy("Somebody")
