"""Sign-offs in words, for staff."""

from webapp.base.i18n import lazy
from webapp.signoffs.contents import INSTRUMENT, PROMPT, RESULT, RULE
from webapp.signoffs.queries import Signed
from webapp.signoffs.rules import Standing

KINDS = {
    RESULT: lazy("Results and what they mean"),
    RULE: lazy("Rules: who to phone first"),
    PROMPT: lazy("Things to talk about"),
    INSTRUMENT: lazy("Sets of questions"),
}
STANDINGS = {Standing.SIGNED: lazy("Signed off"), Standing.DRAFT: lazy("Draft"), Standing.EXPIRED: lazy("Expired")}
LOOKS = {Standing.SIGNED: "good", Standing.DRAFT: "warn", Standing.EXPIRED: "strong"}
NEEDS = lazy("Needs sign-off")
MARKS = {
    "verified": lazy("checked with the source"),
    "partly": lazy("source partly checked"),
    "memory": lazy("from memory, not checked"),
    "proposal": lazy("our own proposal"),
}


def tag_of(one: Signed) -> tuple[str, str]:
    """The words of its tag, and how the tag looks."""
    if one.needs_sign_off and one.standing is Standing.DRAFT:
        return str(NEEDS), "strong"
    return str(STANDINGS[one.standing]), LOOKS[one.standing]
