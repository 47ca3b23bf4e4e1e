"""What the form of the talk says about the talk itself: its day, how, who was there, what for. Nothing of it has to be touched."""

from dataclasses import dataclass
from uuid import UUID

from flask import g, request

from webapp.access.words import WHO
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.decisions.changes import begin_talk, describe_talk, note_saves
from webapp.decisions.models import How
from webapp.decisions.queries import Talk, talk_now
from webapp.decisions.rules import LONGEST_NAME, MOST_PRESENT, Present, Told, Who, day_fits
from webapp.edits.forms import checked_length, row_shown
from webapp.edits.hands import hand
from webapp.grants.queries import grants_of
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.plans.changes import last_number
from webapp.plans.models import Plan
from webapp.practices.queries import care_team
from webapp.preparation.rules import plain_words
from webapp.web.request import db

SHOWN, SEEN, ON, WITH = "talk_shown", "talk_seen", "talk_on", "talk_how"
PRESENT, OTHERS, PURPOSE = "there-", "talk_others", "talk_for"
BEGINS = ("talk", "agree")


@dataclass
class AboutTalk:
    """`told` is what stands or would be said; `there` are those who may be ticked, by their value in the form; `typed` what was refused."""

    talk: Talk | None
    told: Told
    there: dict[str, Present]
    seen: UUID | None = None
    day_typed: str = ""
    is_clash: bool = False

    @property
    def others(self) -> str:
        return ", ".join(one.name for one in self.told.present if one not in self.there.values())


def who_may_be_there(person: Person) -> dict[str, Present]:
    """The person, whoever is signed in, the carers they share with, then everybody of the team."""
    carers = {f"carer:{grant.id}": Present(Who.CARER, grant.name or "") for grant in grants_of(db, person.id, today())}
    team = sorted(care_team(db, g.practice.id), key=lambda one: one.id != visitor().staff_id)
    return {
        "person": Present(Who.PERSON, person.name),
        **carers,
        **{f"staff:{one.id}": Present(Who.STAFF, one.name, one.job or str(WHO[one.role])) for one in team},
    }


def usual(there: dict[str, Present]) -> Told:
    """Today, in the room, the person with whoever is signed in."""
    me = there.get(f"staff:{visitor().staff_id}") or Present(Who.STAFF, visitor().name)
    return Told(today(), How.ROOM, (there["person"], me))


def about_talk(person: Person) -> AboutTalk:
    talk, there = talk_now(db, person.id, g.practice.id, today()), who_may_be_there(person)
    told = talk.told if talk else usual(there)
    return AboutTalk(talk, told, there, talk.details.id if talk else None, day_typed(told.held_on))


def read_about(person: Person, errors: dict[str, str]) -> AboutTalk:
    """As posted; a form without these fields says nothing new."""
    found = about_talk(person)
    if SHOWN not in request.form:
        return found
    day, found.day_typed, found.seen = day_of(request.form.get(ON, "")), request.form.get(ON, ""), row_shown(request.form.get(SEEN, ""))
    refused = day_refused(day) or ("" if day and day_fits(day, today()) else _("This day has not come yet."))
    if refused:
        errors[ON] = refused
    how = request.form.get(WITH, "")
    told_how = How(how) if how in list(How) else found.told.how
    found.told = Told(day or found.told.held_on, told_how, present_in(found.there), checked_length(request.form.get(PURPOSE, "")))
    return found


def present_in(there: dict[str, Present]) -> tuple[Present, ...]:
    ticked = [there[value] for value in there if PRESENT + value in request.form]
    names = [plain_words(name)[:LONGEST_NAME] for name in request.form.get(OTHERS, "").split(",")]
    return tuple([*ticked, *(Present(Who.OTHER, name) for name in names if name)][:MOST_PRESENT])


def keep_talk(person: Person, plan: Plan, about: AboutTalk, *, since: int, press: str = "") -> bool:
    """What was saved since that revision was saved in this talk, which begins with the first of it. False: somebody else described it meanwhile."""
    has_more = last_number(db, plan.id) > since
    if about.talk is None and (has_more or press in BEGINS):
        cycle = open_cycle(db, person.id)
        about.talk = begin_talk(db, person_id=person.id, practice_id=g.practice.id, cycle_id=cycle and cycle.id, told=about.told, by=hand())
    elif about.talk is not None and not describe_talk(db, talk=about.talk, told=about.told, seen=about.seen, by=hand()):
        about.is_clash, about.seen = True, about.talk.details.id
    if about.talk is not None and has_more:
        note_saves(db, talk=about.talk, plan=plan, since=since)
    return not about.is_clash


def keep_if_talking(person: Person, plan: Plan, *, since: int) -> None:
    """A part or a decision saved while a talk goes on was saved in it; on its own it begins none."""
    about = about_talk(person)
    if about.talk is not None:
        keep_talk(person, plan, about, since=since)
