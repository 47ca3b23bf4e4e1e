"""A decision that a person and their surgery make together: what each writes, in the order of the steps.

Each side writes its own good and hard sides of every option, and neither writes in the other's. Every field is optional.
Sources: Year of Care and RCGP care planning (seeds 000 and 002): options, benefits, risks, teach-back; requirement R043.
"""

from webapp.base.i18n import lazy
from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner
from webapp.chapters.shapes import Entries, Line

PERSON, BOTH, PROFESSIONAL = Owner.PERSON, Owner.BOTH, Owner.PROFESSIONAL

NOT_YET = "not_yet"
# An option keeps its letter for good, so that a choice of last year still says what was chosen.
LETTERS = ("A", "B", "C", "D", "E", "F")
UNDERSTOOD = (("yes", lazy("They said it as we meant it")), ("again", lazy("We went through it again")))

DECISION = Entries(
    ItemKind.DECISION,
    (
        Line("what", BOTH, lazy("What is to be decided?"), lazy("Such as: do I start a new tablet?")),
        Line("matters", PERSON, lazy("What matters to me in this")),
        Line("view", PROFESSIONAL, lazy("What my GP surgery thinks about it")),
        Line("choice", PERSON, lazy("What I choose"), choices=((NOT_YET, lazy("Not decided yet")), *((letter, letter) for letter in LETTERS))),
        Line("choice_why", PERSON, lazy("Why I choose this")),
        Line("by_when", BOTH, lazy("Not decided yet? By which day?"), is_day=True),
        Line("say_back", PERSON, lazy("In my own words: what we talked about, and what comes next")),
        Line("understood", PROFESSIONAL, lazy("Was it said back as it was meant?"), choices=UNDERSTOOD),
    ),
    lazy("Decision"),
    lazy("Add a decision"),
    12,
)
OPTION = Entries(
    ItemKind.OPTION,
    (
        Line("letter", BOTH, lazy("Its letter"), rows=0, choices=tuple((letter, letter) for letter in LETTERS)),
        Line("what", BOTH, lazy("What I could do"), rows=0),
        Line("good_for_me", PERSON, lazy("What is good about it for me")),
        Line("hard_for_me", PERSON, lazy("What is hard about it for me")),
        Line("good_known", PROFESSIONAL, lazy("What is known to be good about it")),
        Line("hard_known", PROFESSIONAL, lazy("What is known to be hard about it")),
    ),
    lazy("Choice"),
    lazy("Add a choice"),
    len(LETTERS),
)
CHOOSING: tuple[Entries, ...] = (DECISION, OPTION)
