"""What is missing, what was done, and who is asked, in words for the desk."""

from webapp.base.i18n import lazy
from webapp.cover.rules import Gap

MISSING = {
    Gap.STOPPED: lazy("Somebody here stopped the long mood questions."),
    Gap.LEAD: lazy("Name a nurse or doctor who reads the answers."),
    Gap.DEPUTY: lazy("Name a nurse or doctor who steps in."),
    Gap.ONE_PERSON: lazy("The one who steps in must be somebody else."),
    Gap.MANAGER: lazy("Name a manager."),
    Gap.HOURS: lazy("Say in which hours answers are read."),
    Gap.DUTY_PHONE: lazy("Write down the mobile number of the day."),
    Gap.DEPUTY_PHONE: lazy("Write down the mobile number of the one who steps in."),
    Gap.MANAGER_PHONE: lazy("Write down the mobile number of the manager."),
    Gap.CRISIS: lazy("Nobody has checked the numbers for help."),
    Gap.CRISIS_OLD: lazy("The numbers for help were checked too long ago."),
    Gap.PROTOCOL: lazy("Name your written rule for when nobody picks up the phone."),
    Gap.OFFICER: lazy("The Clinical Safety Officer has not signed."),
    Gap.TEST: lazy("Send a test text."),
    Gap.TEST_UNANSWERED: lazy("Nobody has said that the test text came."),
    Gap.TEST_OLD: lazy("The last test is too long ago. Send a new one."),
}
OUTCOMES = {
    "spoke": lazy("I spoke with the person"),
    "seen": lazy("I saw the person"),
    "services": lazy("I called 999 or the mental health team"),
    "not_reached": lazy("I could not reach them. I followed our written rule."),
    "handed_on": lazy("I handed this on, and they took it"),
}
BY_WHOM = {
    "own": lazy("Answered by the person"),
    "with_me": lazy("Answered with someone there"),
    "letterbox": lazy("Answered with the link"),
    "for_me": lazy("Answered by someone for them"),
    "paper": lazy("Answered on paper"),
    "paper_with_me": lazy("Answered on paper with someone there"),
    "paper_for_me": lazy("Answered on paper by someone for them"),
}
CALL_ME = {
    "yes": lazy("They say the number is right, and you may leave a message."),
    "no_message": lazy("They say the number is right. Do not leave a message."),
    "wrong": lazy("They say that this is the wrong number."),
}
