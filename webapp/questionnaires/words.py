"""By which hand something was answered, as it is said. What the person answered alone comes first."""

from webapp.base.i18n import lazy
from webapp.questionnaires.rules import FOR_ME, LETTERBOX, OWN, PAPER, PAPER_FOR_ME, PAPER_WITH_ME, WITH_ME

BY_WHOM = {
    OWN: lazy("Answered by the person"),
    PAPER: lazy("Answered on paper"),
    WITH_ME: lazy("Answered with someone there"),
    PAPER_WITH_ME: lazy("Answered on paper with someone there"),
    LETTERBOX: lazy("Answered with the link"),
    FOR_ME: lazy("Answered by someone for them"),
    PAPER_FOR_ME: lazy("Answered on paper by someone for them"),
}
