"""The sections of a plan beside its goals and promises: their fields in order, whose words each holds, what each is called. Every one is optional.

Sources: plan template 3.2 of this project; PRSB Personalised Care and Support Plan v2.0; PRSB About Me v2.0.1 (its seven headings).
"""

from collections.abc import Iterator

from webapp.base.i18n import lazy
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.owners import Owner
from webapp.chapters.shapes import Entries, Line, Section

PERSON, BOTH, PROFESSIONAL = Owner.PERSON, Owner.BOTH, Owner.PROFESSIONAL

WEEKDAYS = (
    ("1", lazy("Monday")),
    ("2", lazy("Tuesday")),
    ("3", lazy("Wednesday")),
    ("4", lazy("Thursday")),
    ("5", lazy("Friday")),
    ("6", lazy("Saturday")),
    ("7", lazy("Sunday")),
    ("0", lazy("Every day")),
)
STATES = (("there", lazy("I have it")), ("asked", lazy("It was asked for")), ("mend", lazy("It does not work well")), ("ended", lazy("It has ended")))
TEST_STATES = (
    ("due", lazy("It is to come")),
    ("booked", lazy("It is booked")),
    ("done", lazy("It is done")),
    ("missed", lazy("It did not happen")),
    ("declined", lazy("I do not want it")),
)
WHOSE = (("own", lazy("Family or a friend")), ("work", lazy("Somebody from a service")))
PAPERS = (
    ("respect", lazy("A ReSPECT form")),
    ("dnacpr", lazy("A paper that says: do not restart my heart")),
    ("refusal", lazy("My choice to say no to a treatment (advance decision)")),
    ("statement", lazy("My wishes, written down (advance statement)")),
    ("attorney", lazy("Who decides for me (lasting power of attorney)")),
    ("other", lazy("Another paper")),
)
ABOUT_ME = Section(
    "about-me",
    lazy("About me"),
    "person",
    lazy("What others need to know, so that you say it only once."),
    (
        Line("matters", PERSON, lazy("What matters most to me")),
        Line("people", PERSON, lazy("People who are important to me"), lazy("Family, friends, neighbours, pets.")),
        Line("communicate", PERSON, lazy("How I communicate, and how to talk with me"), lazy("Such as: speak slowly, write it down.")),
        Line("wellness", PERSON, lazy("How I am on a good day, and on a bad day")),
        Line("please", PERSON, lazy("Please do, and please do not")),
        Line("support", PERSON, lazy("How and when to help me")),
        Line("worth_knowing", PERSON, lazy("What else is good to know about me")),
        Line("strengths", PERSON, lazy("What I am good at, and what keeps me strong")),
    ),
)
WHEN_THINGS_CHANGE = Section(
    "when-things-change",
    lazy("When things change"),
    "warning",
    lazy("What to do when you get worse, and whom to call."),
    (
        Line("usual", BOTH, lazy("How I usually am"), lazy("So that others see when I am not well.")),
        Line("early_signs", BOTH, lazy("Early signs that I am getting worse")),
        Line("early_do", BOTH, lazy("What I do then, and whom I call")),
        Line("danger", BOTH, lazy("Danger signs, and what to do"), lazy("Your last agreed words stay on your printed page until you both say yes again.")),
        Line("who_to_call", BOTH, lazy("Who to call, and when")),
        Line("rescue", BOTH, lazy("My rescue medicines, and when I take them"), lazy("Only what a doctor or nurse gave you for this.")),
        Line("help_staff", BOTH, lazy("What helps others to help me then")),
        Line("cared_where", BOTH, lazy("Where I would like to be cared for")),
        Line("carer_ill", BOTH, lazy("What happens if my carer is ill")),
    ),
    note=lazy("Go through this with your doctor or nurse. Then you both say yes to it."),
    is_urgent=True,
)
CONDITIONS = Section(
    "health",
    lazy("My health conditions"),
    "stethoscope",
    lazy("What your conditions mean for you, in your own words."),
    (Line("conditions_note", PERSON, lazy("What my health conditions mean for me")),),
    of_record=(lazy("The list of my health conditions"),),
)
LOOKING_AFTER = Section(
    "looking-after",
    lazy("Looking after my health"),
    "heart",
    lazy("What keeps you well, and which checks come next."),
    (
        Line("my_life", BOTH, lazy("My life: what I do that keeps me well"), lazy("Food, moving, friends, groups, rest.")),
        Line("my_conditions", BOTH, lazy("My conditions: what I do for each")),
        Line("targets", BOTH, lazy("The numbers I aim for")),
        Line("home_checks", BOTH, lazy("What I check at home, and what I do then")),
        Line("tests_due", BOTH, lazy("My next tests and checks, and when"), lazy("Such as: blood, feet, eyes, screening.")),
        Line("vaccines", BOTH, lazy("My vaccines, and when")),
    ),
    Entries(
        ItemKind.TEST,
        (
            Line("what", BOTH, lazy("The test or check"), rows=0),
            Line("why", BOTH, lazy("What it is for"), rows=0),
            Line("by_when", BOTH, lazy("By which day?"), is_day=True),
            Line("test_state", BOTH, lazy("How far is it?"), choices=TEST_STATES),
        ),
        lazy("Test or check"),
        lazy("Add a test or check"),
        12,
    ),
    of_record=(lazy("Tests and vaccines that are due"),),
)
MEDICINES = Section(
    "medicines",
    lazy("My medicines"),
    "medicine",
    lazy("How you take your medicines, and what gets in the way."),
    (
        Line("medicines_in_the_way", PERSON, lazy("What makes my medicines hard to take")),
        Line("side_effects", PERSON, lazy("Side effects I have")),
        Line("medicines_last", BOTH, lazy("The day we last went through my medicines"), is_day=True),
        Line("medicines_next", BOTH, lazy("The day we go through them again"), is_day=True),
        Line("medicines_checked", BOTH, lazy("What we found when we went through my medicines")),
    ),
    Entries(
        ItemKind.MEDICINE,
        (
            Line("what", PERSON, lazy("Its name"), rows=0),
            Line("why", PERSON, lazy("What it is for"), rows=0),
            Line("how", PERSON, lazy("How and when I take it")),
            Line("differently", PERSON, lazy("I take this differently"), lazy("What you do, and why. It is good to say so.")),
        ),
        lazy("Medicine"),
        lazy("Add a medicine"),
        20,
    ),
    of_record=(lazy("The surgery's list of my medicines"), lazy("Allergies")),
    note=lazy("These are your own notes. They are not the surgery's list of medicines. Do not stop a medicine before you ask."),
)
TEAM = Section(
    "team",
    lazy("My team"),
    "people",
    lazy("Who helps you, and how to reach them. The person to ask first stands on top."),
    (
        Line("key_person", BOTH, lazy("My key person"), rows=0),
        Line("key_phone", BOTH, lazy("The phone of my key person"), lazy("Empty: the phone of your GP surgery."), rows=0),
        Line("key_hours", BOTH, lazy("When I can phone my key person"), lazy("Empty: the hours of your GP surgery."), rows=0),
    ),
    Entries(
        ItemKind.CONTACT,
        (
            Line("what", BOTH, lazy("Their name"), rows=0),
            Line("whose", BOTH, lazy("How I know them"), choices=WHOSE),
            Line("job", BOTH, lazy("Their job, or who they are to me"), rows=0),
            Line("phone", BOTH, lazy("Their phone"), rows=0),
            Line("when", BOTH, lazy("When to call them, and what for"), rows=0),
        ),
        lazy("Contact"),
        lazy("Add somebody"),
        12,
    ),
    is_urgent=True,
)
WEEK = Section(
    "week",
    lazy("My week"),
    "calendar",
    lazy("Who comes when, and what you do on which day."),
    entries=Entries(
        ItemKind.CARE,
        (
            Line("weekday", BOTH, lazy("On which day?"), choices=WEEKDAYS),
            Line("time", BOTH, lazy("At what time?"), rows=0),
            Line("what", BOTH, lazy("What happens?"), rows=0),
            Line("who", BOTH, lazy("Who does it?"), rows=0),
        ),
        lazy("Visit or thing to do"),
        lazy("Add to my week"),
        28,
    ),
)
HELP = Section(
    "help-and-services",
    lazy("Help and services"),
    "hands",
    lazy("Groups and services that help you, and how far it is with each."),
    (
        Line("benefits", BOTH, lazy("Money and benefits I get, or asked for")),
        Line("health_budget", BOTH, lazy("My personal health budget"), lazy("Do I have one, or want one? What is it for?")),
    ),
    Entries(
        ItemKind.SERVICE,
        (
            Line("what", BOTH, lazy("The service or group"), rows=0),
            Line("why", BOTH, lazy("What it is for"), rows=0),
            Line("phone", BOTH, lazy("Their phone"), rows=0),
            Line("state", BOTH, lazy("How far is it?"), choices=STATES),
        ),
        lazy("Service"),
        lazy("Add a service"),
        12,
    ),
    read="health-budget",
)
EQUIPMENT = Section(
    "equipment",
    lazy("My equipment"),
    "wheelchair",
    lazy("Things that help you, and who puts them right."),
    entries=Entries(
        ItemKind.EQUIPMENT,
        (
            Line("what", BOTH, lazy("The thing"), rows=0),
            Line("why", BOTH, lazy("What it is for"), rows=0),
            Line("state", BOTH, lazy("How far is it?"), choices=STATES),
            Line("who", BOTH, lazy("Who looks after it"), rows=0),
            Line("phone", BOTH, lazy("Their phone"), rows=0),
        ),
        lazy("Thing"),
        lazy("Add a thing"),
        12,
    ),
)
WISHES = Section(
    "wishes",
    lazy("My wishes for later"),
    "flower",
    lazy("What matters if you get very ill, and where your papers are."),
    (
        Line("wishes", PERSON, lazy("What matters most to me if I get very ill")),
        Line("wishes_again_on", BOTH, lazy("The day we look at my wishes again"), is_day=True),
    ),
    Entries(
        ItemKind.DOCUMENT,
        (
            Line("paper", BOTH, lazy("Which paper is it?"), choices=PAPERS),
            Line("where", BOTH, lazy("Where is it kept?"), rows=0),
            Line("who_has", BOTH, lazy("Who has a copy?"), rows=0),
        ),
        lazy("Paper"),
        lazy("Add a paper"),
        6,
    ),
    note=lazy("This only says where a paper is. It is not the paper, and has no force in law."),
)
SERVICE_PLAN = Section(
    "service-plan",
    lazy("Social care: my services and what they cost"),
    "money",
    lazy("Only for you and your GP surgery. It is in no share."),
    (
        Line("service_plan", PROFESSIONAL, lazy("What social services agreed to give")),
        Line("charges", PROFESSIONAL, lazy("What it costs, and who pays")),
    ),
    note=lazy("Your GP surgery writes this down for social services."),
)
SECTIONS: tuple[Section, ...] = (ABOUT_ME, WHEN_THINGS_CHANGE, LOOKING_AFTER, CONDITIONS, MEDICINES, TEAM, WEEK, HELP, EQUIPMENT, WISHES, SERVICE_PLAN)
EVERY_LINE = (*(line for section in SECTIONS for line in section.all_lines), *(line for entries in CHOOSING for line in entries.lines))
CHOICES: dict[str, dict[str, str]] = {line.name: dict(line.choices) for line in EVERY_LINE if line.choices}
DAY_LINES = frozenset(line.name for line in EVERY_LINE if line.is_day)


def section_named(key: str) -> Section | None:
    return next((section for section in SECTIONS if section.key == key), None)


def entries_in_sections() -> Iterator[Entries]:
    yield from (section.entries for section in SECTIONS if section.entries)
