"""Everybody the matrix asks: the person it is about, with something planted in every sealed and clear column, and each visitor's browser."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count
from uuid import UUID, uuid4

from sqlmodel import Session, select

from tests.access.files import some_files
from tests.access.links_cast import a_passkey, some_links
from tests.access.plans_cast import a_picture, a_plan, a_talk, out_of_the_plan
from tests.access.practices_cast import of_the_practice
from tests.access.putting_back import Copy, tables_in
from tests.access.searches import searched_for
from tests.browsing import Browsing
from tests.grounds import grounds
from tests.people_cast import a_cycle, a_mobile, a_person, a_practice, a_staff_member, sign_in
from tests.push_server import Browser
from webapp.accounts.changes import account_of_carer, account_of_person, start_sign_in
from webapp.accounts.copies import copies_of, note_copy
from webapp.accounts.models import Account, Tier
from webapp.accounts.phones import remember_phone
from webapp.assessments.changes import add_need
from webapp.assessments.models import Domain, NeedKind
from webapp.base.clock import london, now, today
from webapp.channels.push_address import Subscription
from webapp.cover.changes import Chosen, put_on_duty_list
from webapp.grants.changes import change_grant, give_rights, share, stop, take_up
from webapp.grants.holding import let_hold
from webapp.grants.models import Grant, Right, SharedPart
from webapp.papers.changes import record_print
from webapp.papers.codes import About, Key, Kind, Line
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Practice, Role, StaffMember
from webapp.practices.working_days import next_working_day
from webapp.preparation.models import AgendaItem, Filler, Note, Pack
from webapp.push.changes import turn_on
from webapp.push.models import Device
from webapp.questionnaires.models import Answer, Response
from webapp.results.models import Decision, Hit, KnownFact, LineDecision, PersonalTarget, Release, ReleasedResult, Result
from webapp.sharing.changes import suggest
from webapp.tasks.models import Task, TaskKind, Urgency

CARERS = ("carer", "stopped_carer", "helping_carer", "holder")
PEOPLE = ("letterbox", "own", "strong", "another_person")
STAFF = ("other_practice_clinician", *(role.value for role in Role))
PERSONAS = ("nobody", *PEOPLE, *CARERS, *STAFF)
TIERS = {"letterbox": Tier.LETTERBOX, "own": Tier.OWN, "strong": Tier.STRONG, "another_person": Tier.STRONG}
BORN = date(1950, 3, 14)

# The 111th would be given the subject's own mobile.
numbers = (number for number in count(1) if number != 111)


@dataclass
class Whole:
    """A person with everything there is, the ids a form may carry, and the words planted so that they can be looked for."""

    person: Person
    secret: str = ""
    letter: str = ""
    invitation: str = ""
    ids: dict[str, UUID] = field(default_factory=dict)
    name: str = ""
    number: str = ""
    said: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)

    @property
    def canaries(self) -> list[str]:
        """Whatever must never reach a visitor who is nobody to this person."""
        # As it is kept, and as a page writes it. Its last digits alone may stand in any moment, id or measure.
        number = [self.number.removeprefix("+44"), f"0{self.number[3:7]} {self.number[7:]}"]
        return [self.name, *number, self.person.nhs_number, *self.said, *self.results]


def a_whole_person(session: Session, practice: Practice, clinician: StaffMember, *, born: date = BORN, mobile: str | None = None, file: bool = True) -> Whole:
    number = next(numbers)
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    name, mobile = f"Quillfeather{letters}x", mobile or f"+4477009{number:05d}"
    person = a_person(session, practice, given=f"Zeb{letters}x", surname=name, born=born, conditions=("diabetes",))
    contact = a_mobile(person, mobile, confirmed=True)
    session.add(contact)
    talk_at = london(next_working_day(practice, today()), time(10, 30))
    cycle = a_cycle(session, person, practice, talk_at=talk_at, stage=Stage.PACK_SENT)
    said = [f"plum{number}said", f"plum{number}noted", f"plum{number}asked"]
    pack = Pack(person_id=person.id, practice_id=practice.id, cycle_id=cycle.id, sent_at=now(), handed_in_at=now())
    session.add(pack)
    session.flush()
    item, note = AgendaItem(pack_id=pack.id, prompt="something_else", words=said[0]), Note(pack_id=pack.id, box="hard", words=said[1])
    session.add_all([item, note, Note(pack_id=pack.id, box="ask", words=said[2])])
    session.flush()
    said += [f"plum{number}goal", f"plum{number}promised"]
    of_plan = a_plan(session, person, clinician, said[3], said[4]) | out_of_the_plan(session, person, f"plum{number}aside")
    need = add_need(session, person=person, practice=practice, domain=Domain.SOCIAL, kind=NeedKind.NEED, words=f"plum{number}needs", by=clinician.id)
    ids = {"need": need.id, "person": person.id, "item": item.id, "note": note.id, "cycle": cycle.id, "pack": pack.id} | of_plan
    ids |= a_talk(session, person, practice, clinician) | {"year": a_year_before(session, person, practice), "print": a_paper(session, cycle)}
    ids |= some_results(session, practice, clinician, person, cycle, number) | some_tasks(session, practice, person, cycle, number)
    account = session.exec(select(Account).where(Account.person_id == person.id)).one()
    _token, phone = remember_phone(session, account=account, until_on=today() + timedelta(days=30))
    passkey = a_passkey(session, account, f"pear{number}")
    note_copy(session, account_id=account.id, phone_id=phone.id, passkey_id=None)
    secrets = some_links(session, person, practice, cycle)
    ids |= {
        "phone": phone.id,
        "passkey": passkey.id,
        **{"copy": copies_of(session, account.id)[0].id, "subscription": a_subscription(session, person, account.id, phone.id)},
        "account": account.id,
        "contact": contact.id,
        **(some_files(session, practice, person, clinician) if file else {"run": uuid4(), "arrival": uuid4()}),
        "piece": a_picture(session, person, account, f"plum{number}seen"),
    }
    ids |= some_carers(session, person, number) | of_the_practice(session, practice, clinician) | about_them(session, practice, person, clinician, number)
    said += [f"fig{number}suggested", f"pear{number}named", *(f"plum{number}{what}" for what in ("felt", "needs", "cannot", "aside", "seen", "judged"))]
    return Whole(person, *secrets, ids, name, mobile, said, [f"peach{number}comment", f"4{number:03d}7.3"])


def about_them(session: Session, practice: Practice, person: Person, clinician: StaffMember, number: int) -> dict[str, UUID]:
    found = searched_for(session, practice, person, clinician, f"plum{number}judged")
    return found | a_duty_entry(session, practice, person, f"plum{number}felt")


def a_duty_entry(session: Session, practice: Practice, person: Person, words: str) -> dict[str, UUID]:
    """Waiting for so long that its clock has come to the manager."""
    chosen, rule = [Chosen("question 9", words)], {"rule": "phq9-question-9", "clock": "phq9_question_9"}
    whose = {"practice_id": practice.id, "person_id": person.id, "subject": f"mood:{person.id}"}
    return {"entry": put_on_duty_list(session, **whose, **rule, chosen=chosen, stored_at=now() - timedelta(days=30)).id}


def a_paper(session: Session, cycle: Cycle) -> UUID:
    """A print whose first line asks who fills it in."""
    line = Line("A1", Kind.CHOICE, About.FILLER, "", tuple(Filler))
    return record_print(session, cycle=cycle, key=Key((line,)), points=16, language="en", by=None).id


def a_subscription(session: Session, person: Person, account_id: UUID, phone_id: UUID) -> UUID:
    address = Subscription(**Browser(str(phone_id)).given("https://web.push.apple.com"))
    whose = {"person_id": person.id, "account_id": account_id, "phone_id": phone_id, "today": today()}
    return turn_on(session, **whose, address=address, device=Device.PHONE, browser="Safari").id


def a_year_before(session: Session, person: Person, practice: Practice) -> UUID:
    return a_cycle(session, person, practice, stage=Stage.REVIEW_DUE, closed_on=today()).id


def some_carers(session: Session, person: Person, number: int) -> dict[str, UUID]:
    """Four who came in: one sees the goals and nothing else, one was stopped, one writes the goals together with the person,

    one holds the goals and the danger signs, and was given nothing by the person.
    """
    by, made = account_of_person(session, person.id).id, []
    for digit, persona in enumerate(CARERS, 1):
        mobile, until_on = f"+44770090{digit}{number:03d}", today() + timedelta(days=30)
        grant = share(session, person_id=person.id, name=persona, number=mobile, word=persona, parts={SharedPart.GOALS}, until_on=until_on, by=by)
        take_up(session, grants=[grant], account_id=account_of_carer(session, number=mobile, index=grant.phone_index).id)
        made.append(grant)
    stop(session, grant=made[1], by=by)
    change_grant(session, grant=made[3], parts=(), until_on=made[3].until_on, by=by)
    held = {"parts": {SharedPart.GOALS, SharedPart.DANGER}, "starts_on": today(), "review_on": today() + timedelta(days=30)}
    let_hold(session, grant=made[3], grounds=grounds(f"plum{number}cannot"), by=by, **held)
    give_rights(session, grant=made[2], rights={SharedPart.GOALS: Right.FILL_IN}, by=by)
    suggested = suggest(session, grant=made[2], part=SharedPart.GOALS, words=f"fig{number}suggested", by=made[2].account_id)
    return {"grant": made[0].id, "suggestion": suggested.id}


def sign_in_carer(browser: Browsing, session: Session, person: Person, persona: str) -> None:
    """As they came in once, whatever became of the sharing since."""
    grant = next(one for one in session.exec(select(Grant).where(Grant.person_id == person.id)) if one.name == persona)
    token = start_sign_in(session, account=session.get_one(Account, grant.account_id), tier=Tier.CARER, word_hash=grant.word_hash)
    session.commit()
    browser.client.set_cookie("in", token)


def some_results(session: Session, practice: Practice, clinician: StaffMember, person: Person, cycle, number: int) -> dict[str, UUID]:
    """One result released with a clinician's words, one held by an alarm, an answered question and a target."""
    seen = Result(person_id=person.id, practice_id=practice.id, code="hba1c", taken_on=today(), amount="53", sent_value="53", sent_unit="mmol/mol")
    held = Result(person_id=person.id, practice_id=practice.id, code="potassium", taken_on=today(), amount=f"4{number:03d}7.3", sent_value=f"4{number:03d}7.3")
    release = Release(person_id=person.id, practice_id=practice.id, cycle_id=cycle.id, released_by_id=clinician.id)
    session.add_all([seen, held, release])
    session.flush()
    hit = Hit(person_id=person.id, practice_id=practice.id, cycle_id=cycle.id, result_id=held.id, result_code="potassium", rule_id="k", level="hold_now")
    fact = KnownFact(person_id=person.id, cycle_id=cycle.id, fact="on_insulin", answer="yes", answered_by_id=clinician.id)
    decision = LineDecision(
        cycle_id=cycle.id, result_id=seen.id, decision=Decision.SHOW, comment=f"peach{number}comment", told_on=today(), made_by_id=clinician.id
    )
    target = PersonalTarget(person_id=person.id, code="hba1c", low="48", high="58", agreed_on=today(), recorded_by_id=clinician.id)
    session.add_all([hit, fact, decision, target, ReleasedResult(release_id=release.id, result_id=seen.id)])
    session.flush()
    return {"result": seen.id, "held": held.id, "hit": hit.id, "fact": fact.id}


def some_tasks(session: Session, practice: Practice, person: Person, cycle, number: int) -> dict[str, UUID]:
    response = Response(person_id=person.id, cycle_id=cycle.id, instrument="phq2", version="1", sent_at=now())
    session.add(response)
    session.flush()
    asked = Response(person_id=person.id, cycle_id=cycle.id, instrument="feeling_in_charge", version="1", sent_at=now())
    session.add(asked)
    session.flush()
    session.add_all([Answer(response_id=response.id, question="q1", words="3"), Answer(response_id=asked.id, question="k1", words="3")])
    to_read = Task(practice_id=practice.id, person_id=person.id, kind=TaskKind.READ_ANSWERS, urgency=Urgency.SAME_DAY, subject=f"mood:{cycle.id}")
    to_help = Task(practice_id=practice.id, person_id=person.id, kind=TaskKind.HELP_WANTED, subject=f"help:{cycle.id}")
    session.add_all([to_read, to_help])
    session.flush()
    return {"task": to_help.id, "reading": to_read.id, "response": asked.id}


@dataclass
class World:
    """One database, one app, one of everybody. `writes` is what the app has written since it was last emptied.
    `copy` is what it was when it was made, `touched` the tables written since it was last put back so.
    """

    app: object
    demo: object
    database: object
    practice: Practice
    other_practice: Practice
    staff: dict[str, StaffMember]
    subject: Whole
    another: Whole
    elsewhere: Whole
    browsers: dict[str, Browsing] = field(default_factory=dict)
    writes: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    copy: Copy | None = None
    made_on: date = field(default_factory=today)

    def who(self, persona: str, subject: Whole | None = None) -> Person | StaffMember | None:
        if persona in STAFF:
            return self.staff[persona]
        return {"nobody": None, "another_person": self.another.person}.get(persona, (subject or self.subject).person)

    def browser(self, persona: str) -> Browsing:
        """The visitor's own browser, kept: what it is refused must not change it."""
        return self.browsers[persona]

    def fresh_browser(self, persona: str, subject: Whole | None = None, app=None) -> Browsing:
        browser, who = Browsing(app or self.app), self.who(persona, subject)
        if persona in CARERS:
            with self.database.writing_session() as session:
                sign_in_carer(browser, session, who, persona)
        elif who is not None:
            with self.database.writing_session() as session:
                sign_in(browser, session, who, TIERS.get(persona))
        return browser

    def fresh_subject(self, file: bool = False) -> Whole:
        """Somebody just like the subject, for an act that changes them; with a file waiting to be brought in when one is wanted."""
        with self.database.writing_session() as session:
            made = a_whole_person(session, self.practice, self.staff["clinician"], file=file)
            session.commit()
        return made

    def served_by(self, app, demo) -> None:
        """Everybody is still signed in, in a browser of theirs that has been nowhere yet."""
        self.app, self.demo = app, demo
        self.browsers = {persona: self.browser_again(persona) for persona in self.browsers}

    def browser_again(self, persona: str, app=None) -> Browsing:
        """Another with the same sign-in, for an act that changes either: the sign-in is put back afterwards like everything else."""
        browser, token = Browsing(app or self.app), self.browsers[persona].client.get_cookie("in")
        if token is not None:
            browser.client.set_cookie("in", token.value)
        return browser

    def wrote(self, statement: str) -> None:
        self.writes.append(statement)
        self.touched |= tables_in(statement)

    def put_back(self) -> None:
        """As it was made, whatever was done in it."""
        self.copy.put_back(self.touched)
        self.touched.clear()


def a_world(app, demo, database) -> World:
    with database.writing_session() as session:
        practice, other = a_practice(session), a_practice(session, "Z99902", name="Hollow Lane Surgery")
        other.phone = "01632 960002"
        staff = {role.value: a_staff_member(session, practice, role) for role in Role}
        staff["other_practice_clinician"] = a_staff_member(session, other, Role.CLINICIAN, name="Nurse Elsewhere")
        subject = a_whole_person(session, practice, staff["clinician"], mobile="+447700900111")
        another = a_whole_person(session, practice, staff["clinician"], born=date(1961, 6, 2))
        elsewhere = a_whole_person(session, other, staff["other_practice_clinician"])
        session.commit()
    made = World(app, demo, database, practice, other, staff, subject, another, elsewhere)
    made.browsers = {persona: made.fresh_browser(persona) for persona in PERSONAS}
    made.copy = Copy(database)
    return made
