"""What happened at the demo practice, in order. Every step is the function staff or the person would use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlmodel import Session, select
from werkzeug.datastructures import MultiDict

from webapp.accounts.changes import account_of_person
from webapp.accounts.models import Account
from webapp.accounts.rules import phone_number
from webapp.albums.changes import add_piece
from webapp.albums.models import Kind
from webapp.albums.remaking import remade
from webapp.base.clock import pathway_now, today
from webapp.chapters.kinds import ItemKind
from webapp.codes.confirming import confirm_contact
from webapp.database.session import Database
from webapp.decisions.changes import add_decision, begin_talk, note_saves
from webapp.decisions.models import How
from webapp.decisions.rules import Present, Told, Who
from webapp.demo.drawings import garden, portrait
from webapp.demo.files import cast, number_of
from webapp.findings.triages import triage_of_person
from webapp.grants.changes import share
from webapp.grants.models import SharedPart
from webapp.grants.rules import A_YEAR, plain_word
from webapp.packs.forms import posted
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.pathway.queries import open_cycle
from webapp.people.card_words import give_word
from webapp.people.models import Person
from webapp.people.queries import mobile_of, person_by_nhs_number
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Answer, Side
from webapp.plans.rules import Typed
from webapp.practices.models import Practice, Role, StaffMember
from webapp.preparation.changes import hand_in, mark_read, open_pack, put_first, save_answers
from webapp.preparation.queries import standing_items
from webapp.signoffs.changes import sign_off
from webapp.signoffs.contents import RESULT, RULE, contents
from webapp.triage.decisions import Ticks, decide
from webapp.triage.releasing import release
from webapp.triage.targets import agree_target
from webapp.versions.changes import agree


def one(session: Session, key: str) -> Person:
    place = next(n for n, who in enumerate(cast()["people"]) if who["key"] == key)
    found = person_by_nhs_number(session, number_of(place))
    if found is None:
        raise LookupError(key)
    return found


def nurse(session: Session) -> tuple[StaffMember, Account]:
    return session.exec(select(StaffMember, Account).where(StaffMember.role == Role.CLINICIAN, Account.staff_id == StaffMember.id)).one()


def each(database: Database, keys: str, act: Callable[[Session, Person], None]) -> None:
    """One short transaction for each person."""
    for key in keys.split():
        with database.writing() as session:
            act(session, one(session, key))


def first_week(database: Database, practice: Practice) -> None:
    each(database, "sam mavis tomasz", confirm)
    with database.writing() as session:
        sam, (staff, _) = one(session, "sam"), nurse(session)
        agree_target(session, person=sam, code="hba1c", low=50, high=58, agreed_on=today(), by=staff.id)
        agree_target(session, person=sam, code="bp_systolic", low=None, high=140, agreed_on=today(), by=staff.id)
    each(database, "sam mavis tomasz", lambda session, person: let_go(session, person, practice))


def last_year(database: Database) -> None:
    """Sam's plan of last year, as the nurse wrote it down with him and both said yes; one promise of it is late by now."""
    with database.writing() as session:
        sam, (staff, account) = one(session, "sam"), nurse(session)
        plan = open_plan(session, person_id=sam.id)
        pen = Hand(account.id, Side.PROFESSIONAL, scribe=True)
        goal = add_item(session, plan=plan, kind=ItemKind.GOAL, by=pen)
        step = add_item(session, plan=plan, kind=ItemKind.ACTION, by=pen, goal=goal)
        promise = add_item(session, plan=plan, kind=ItemKind.PROMISE, by=pen)
        decision = add_decision(session, plan=plan, wait="Go on as it is", by=pen, what=SAMS_QUESTION, first="Take it at night")
        own = SAMS_PLAN | {"key_person": staff.name, "review_by": staff.name, "review_on": (today() + timedelta(days=30)).isoformat()}
        late = SAMS_PROMISE | {"who": staff.name, "by_when": (today() + timedelta(days=3)).isoformat()}
        said = {plan.id: own, goal.id: SAMS_GOAL, step.id: SAMS_STEP, promise.id: late, decision.id: SAMS_DECISION}
        typed = {about: {field: Typed(words) for field, words in fields.items()} for about, fields in said.items()}
        saved = save_words(session, plan=plan, typed=typed, by=pen, items={item.id: item for item in (goal, step, promise, decision)})
        for side in Side:
            agree(session, plan=plan, number=saved.number, answer=Answer.YES, notes="", by=replace(pen, side=side), cycle=None)
        there = (Present(Who.PERSON, sam.name), Present(Who.STAFF, staff.name, staff.job))
        told = Told(today(), How.ROOM, there, "The yearly talk")
        talk = begin_talk(session, person_id=sam.id, practice_id=staff.practice_id, cycle_id=None, told=told, by=pen)
        note_saves(session, talk=talk, plan=plan, since=0)


def what_they_show(database: Database) -> None:
    """Sam's photo and his garden, made anew as a photo from a phone is, before anything is written."""
    photos = [(remade(Kind.PORTRAIT, portrait()), "Me, in my green jumper."), (remade(Kind.PICTURE, garden()), "My garden in June. I sit there every day.")]
    with database.writing() as session:
        sam = one(session, "sam")
        by = account_of_person(session, sam.id).id
        for photo, caption in photos:
            add_piece(session, person_id=sam.id, piece_id=uuid4(), remade=photo, caption=caption, helped_by="", by=by)


SAMS_PLAN = {
    "matters": "My garden, and Sunday lunch with my grandchildren.",
    "danger": "Pain in my chest, or I cannot get my breath: phone 999.",
    "who_to_call": "The GP surgery in the day. 111 at night.",
}
SAMS_GOAL = {"want": "Walk to the shop and back without a stop.", "why": "I want to fetch my own paper.", "importance": "9", "progress": "started"}
SAMS_STEP = {
    "what": "Walk a bit further each week.",
    "when": "After breakfast, 5 days a week.",
    "first_step": "Walk to the post box.",
    "in_the_way": "Rain, and sore feet.",
    "way_round": "Walk in the shopping centre. Wear my good shoes.",
    "who_helps": "My neighbour Ann.",
    "confidence": "7",
}
SAMS_QUESTION = "When do I take my blood pressure tablet?"
SAMS_DECISION = {"matters": "I do not want to get up at night.", "choice": "B", "say_back": "I go on with the morning. I tell you if I feel dizzy."}
SAMS_PROMISE = {"what": "Ask the pharmacist about taking the tablets at night."}


# Some of each: signed a while ago and good, about to end, and one that ended. The rest are drafts.
SIGNED = {300: ("hba1c", "bp_systolic", "bp_diastolic", "egfr", "cholesterol_total", "spo2"), 350: ("weight", "smoking"), 370: ("acr",)}


def signed_off(database: Database, practice: Practice) -> None:
    """What the clinical lead has read so far."""
    with database.writing() as session:
        staff, _ = nurse(session)
        for days, codes in SIGNED.items():
            read = [contents()[f"{RESULT}:{code}"] for code in codes]
            sign_off(session, practice=practice, contents=read, at=pathway_now() - timedelta(days=days), by=staff.id)
        checked = [one for one in contents().values() if one.kind == RULE and one.verification == "verified"]
        sign_off(session, practice=practice, contents=checked, at=pathway_now() - timedelta(days=200), by=staff.id)


def this_week(database: Database, practice: Practice) -> None:
    each(database, "dilip gwen frank ifan leila percy jean norman", confirm)
    with database.writing() as session:
        jean, (staff, _), long_ago = one(session, "jean"), nurse(session), today() - timedelta(days=310)
        agree_target(session, person=jean, code="bp_systolic", low=None, high=140, agreed_on=long_ago, by=staff.id)
        agree_target(session, person=jean, code="bp_diastolic", low=None, high=90, agreed_on=long_ago, by=staff.id)
    each(database, "dilip gwen frank ifan", lambda session, person: let_go(session, person, practice))
    each(database, "hanna", lambda session, person: step_aside(session, person=person, to=Stage.DECLINED, by=None, why="not now, maybe in spring"))
    each(database, "ken", lambda session, person: step_aside(session, person=person, to=Stage.DIED, by=None, why="told by his family"))


def confirm(session: Session, person: Person) -> None:
    """At the desk: is this your phone? And here is the card with your word."""
    mobile, (staff, account) = mobile_of(session, person.id), nurse(session)
    if mobile:
        confirm_contact(session, contact=mobile, by=staff.id)
        give_word(session, person_id=person.id, by=account.id)


def let_go(session: Session, person: Person, practice: Practice) -> None:
    """The nurse looks at every line, ticks what needs a tick, and releases."""
    staff, account = nurse(session)
    triage = triage_of_person(session, person, practice=practice)
    ticks = Ticks(lines={}, looked=frozenset(alarm.hit.id for alarm in triage.alarms if alarm.hit.level == "look"))
    decide(session, triage=triage, ticks=ticks, practice=practice, by=staff.id)
    release(session, person=person, practice=practice, by=staff.id, account_id=account.id, medicines_reviewed_on=today())


def what_they_wrote(database: Database, practice: Practice) -> None:
    each(database, "sam", lambda session, person: wrote(session, person, SAM, first=("activity", "medicines"), read=True))
    each(database, "mavis", lambda session, person: wrote(session, person, MAVIS, first=("mood", "breathing"), read=False))


def who_they_share_with(database: Database) -> None:
    """Each carer of the cast sees a part of a plan and may come in at the carer's door: with their number, their word and the code that is texted."""
    for carer in cast()["carers"]:
        number, word = phone_number(carer["mobile"]) or "", plain_word(carer["word"])
        parts = {SharedPart(part) for part in carer["parts"]}
        with database.writing() as session:
            person = one(session, carer["of"])
            by = account_of_person(session, person.id).id
            share(session, person_id=person.id, name=carer["name"], number=number, word=word, parts=parts, until_on=today() + A_YEAR, by=by)


SAM = MultiDict(
    {
        "press": "send",
        "filler": "me",
        "prompts": ["activity", "medicines", "healthier_eating"],
        "words-hard": "I get tired walking to the shop.",
        "words-going_well": "I walk the dog every morning.",
        "words-ask": "Could I take the tablets at night?",
    }
)
MAVIS = MultiDict(
    {
        "press": "send",
        "filler": "with_me",
        "prompts": ["mood", "breathing", "sleep"],
        "words-hard": "The stairs. I stop half way now.",
        "words-new": "My daughter moved to Leeds.",
    }
)


def wrote(session: Session, person: Person, form: MultiDict, *, first: tuple[str, ...], read: bool) -> None:
    cycle, account = open_cycle(session, person.id), account_of_person(session, person.id)
    if cycle is None:
        raise LookupError(person.id)
    pack = open_pack(session, cycle=cycle)
    save_answers(session, pack=pack, posted=posted(form), by=account.id)
    items = {item.prompt: item.id for item in standing_items(session, pack.id)}
    put_first(session, pack=pack, first=[items[prompt] for prompt in first if prompt in items])
    hand_in(session, pack=pack, cycle=cycle, by=account.id)
    if read:
        mark_read(session, pack=pack, by=nurse(session)[0].id)
