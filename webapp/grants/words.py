"""The parts and rights as a person reads them: a name, and in plain words what it means."""

from typing import Any

from webapp.access.words import KNEW
from webapp.base.i18n import lazy
from webapp.grants.models import Basis, Given, HoldingEnd, Right, SharedPart

PARTS = {
    SharedPart.ABOUT: (lazy("What matters most to me"), lazy("They see what you wrote there.")),
    SharedPart.GOALS: (lazy("My goals"), lazy("They see your goals, why you chose them and your steps.")),
    SharedPart.PROMISES: (lazy("What others will do"), lazy("They see what was promised, by whom and by when.")),
    SharedPart.DANGER: (lazy("Danger signs, and what to do"), lazy("They see the signs you agreed.")),
    SharedPart.TEAM: (lazy("Who to call, and when we meet again"), lazy("They see your key person and the day of your next review.")),
    SharedPart.ABOUT_ME: (lazy("About me"), lazy("They see how to talk with you and how to help you.")),
    SharedPart.CHANGES: (lazy("When things change"), lazy("They see what you both agreed to do when you get worse.")),
    SharedPart.LOOKING_AFTER: (lazy("Looking after my health"), lazy("They see what keeps you well, and your next checks.")),
    SharedPart.HEALTH: (lazy("My health conditions"), lazy("They see your own words, not the surgery's list.")),
    SharedPart.MEDICINES: (lazy("My medicines"), lazy("They see your own notes, not the surgery's list.")),
    SharedPart.CONTACTS: (lazy("Others in my team"), lazy("They see names, jobs and phones.")),
    SharedPart.WEEK: (lazy("My week"), lazy("They see who comes when.")),
    SharedPart.SERVICES: (lazy("Help and services"), lazy("They see who helps you, and your benefits.")),
    SharedPart.EQUIPMENT: (lazy("My equipment"), lazy("They see what you have, and who puts it right.")),
    SharedPart.WISHES: (lazy("My wishes for later"), lazy("They see your wishes, and where your papers are.")),
    SharedPart.DECISIONS: (lazy("Decisions we make together"), lazy("They see the choices, and what you chose.")),
    SharedPart.DETAILS: (lazy("My details"), lazy("They see your phone, your language and what helps you.")),
    SharedPart.PAPERS: (lazy("Where my papers are"), lazy("They see which papers you have and where. Not your wishes.")),
    SharedPart.PACK: (lazy("Getting ready for my talk"), lazy("They see nothing here. You can let them write it with you.")),
}
# The ticks under a few headings, in the order a person thinks of them.
GROUPS = (
    (lazy("Who I am"), (SharedPart.ABOUT, SharedPart.ABOUT_ME, SharedPart.DETAILS)),
    (lazy("My plan"), (SharedPart.GOALS, SharedPart.PROMISES, SharedPart.DECISIONS, SharedPart.TEAM, SharedPart.PACK)),
    (lazy("If I get worse"), (SharedPart.DANGER, SharedPart.CHANGES)),
    (lazy("My health"), (SharedPart.HEALTH, SharedPart.MEDICINES, SharedPart.LOOKING_AFTER)),
    (lazy("My days, and who helps"), (SharedPart.CONTACTS, SharedPart.WEEK, SharedPart.SERVICES, SharedPart.EQUIPMENT)),
    (lazy("For later"), (SharedPart.WISHES, SharedPart.PAPERS)),
)
MAY = {
    Right.SEE: lazy("They can only read it"),
    Right.SUGGEST: lazy("They can suggest something"),
    Right.FILL_IN: lazy("They can write in it with me"),
    Right.HOLD: lazy("They hold it for me"),
}
BASES = {
    Basis.CHOSEN: lazy("The person chose them, while they could decide"),
    Basis.ATTORNEY: lazy("Lasting power of attorney for health and welfare"),
    Basis.DEPUTY: lazy("A deputy for welfare, named by the Court of Protection"),
    Basis.BEST_INTERESTS: lazy("A decision about what is best for the person (best interests)"),
}
ENDED = {
    HoldingEnd.ABLE_AGAIN: lazy("The person can decide again"),
    HoldingEnd.STAFF: lazy("The GP surgery ended it"),
    HoldingEnd.PERSON: lazy("The person stopped it"),
    HoldingEnd.RENEWED: lazy("The GP surgery looked again and wrote a new one"),
}
GIVEN = {
    Given.HERE: lazy("You said yes here yourself"),
    Given.TALK: lazy("You said yes to your GP surgery"),
    Given.PAPER: lazy("You said yes on paper"),
    Given.HOLDER: lazy("Your GP surgery wrote it down"),
}
# The same to staff.
GIVEN_DESK = {
    Given.HERE: lazy("They said yes in the app"),
    Given.TALK: lazy("They told us"),
    Given.PAPER: lazy("They said yes on paper"),
    Given.HOLDER: lazy("They hold the plan"),
}
SEES = {
    Right.SEE: lazy("Reads"),
    Right.SUGGEST: lazy("Reads, suggests"),
    Right.FILL_IN: lazy("Writes with me"),
    Right.HOLD: lazy("Holds it for me"),
}
# What the pages about sharing call things.
WORDS: dict[str, Any] = {
    "PARTS": PARTS,
    "GROUPS": GROUPS,
    "MAY": MAY,
    "BASES": BASES,
    "ENDED": ENDED,
    "KNEW": KNEW,
    "GIVEN": GIVEN,
    "GIVEN_DESK": GIVEN_DESK,
    "SEES": SEES,
}
