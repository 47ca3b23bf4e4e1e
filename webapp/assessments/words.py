"""The assessment in words, for staff."""

from webapp.assessments.models import Domain, NeedKind, Outcome
from webapp.base.i18n import lazy

DOMAINS = {
    Domain.CLINICAL: lazy("Health and treatment"),
    Domain.SOCIAL: lazy("People, home and money"),
    Domain.PSYCHOLOGICAL: lazy("Mood and mind"),
    Domain.LIFESTYLE: lazy("Daily life and habits"),
    Domain.CARER: lazy("The carer's own part"),
}
HINTS = {
    Domain.CLINICAL: lazy("How are their conditions, medicines, pain and sleep?"),
    Domain.SOCIAL: lazy("Who is around them? How are home, work, money and getting about?"),
    Domain.PSYCHOLOGICAL: lazy("How do they feel and cope? What do they worry about?"),
    Domain.LIFESTYLE: lazy("How do they eat, move, rest, smoke and drink? What do they enjoy?"),
    Domain.CARER: lazy("What does the carer need? Write it in their words."),
}
KINDS = {NeedKind.NEED: lazy("Need"), NeedKind.RISK: lazy("Danger")}
WHY_NEEDED = lazy("Say why not now, in a few words.")
OUTCOMES = {Outcome.IN_PLAN: lazy("In the plan"), Outcome.NOT_NOW: lazy("Not now")}
