"""A small named cast, made row by row with the real tables; every room's tests start here."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from sqlmodel import select

from webapp.accounts.changes import start_sign_in
from webapp.accounts.models import Account, Tier
from webapp.base.clock import now
from webapp.base.sealing import ring
from webapp.pathway.models import Appointment, AppointmentKind, Cycle, Stage
from webapp.people.models import ContactKind, ContactPoint, Person, PersonCondition, Registration
from webapp.practices.models import Practice, Role, StaffMember

numbers = count(1)


def valid_numbers() -> Iterator[str]:
    for middle in range(1_000_000):
        nine = f"999{middle:06d}"
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            yield nine + str(0 if check == 11 else check)


drawn: list[str] = []
undrawn = valid_numbers()


def nhs_number(n: int) -> str:
    """The n-th valid number of the 999 test range."""
    while len(drawn) < n:
        drawn.append(next(undrawn))
    return drawn[n - 1]


def a_practice(session, code: str = "Z99901", **changes) -> Practice:
    made = Practice(code=code, name=changes.pop("name", "Tree Tops Surgery"), phone="01632 960001", **changes)
    session.add(made)
    session.flush()
    return made


def a_staff_member(session, practice: Practice, role: Role = Role.CLINICIAN, name: str | None = None) -> StaffMember:
    """With an account, so that `sign_in_as` can use it."""
    made = StaffMember(practice_id=practice.id, name=name or f"Nurse {role.value.title()}", email=f"{role.value}{next(numbers)}@example.org", role=role)
    session.add(made)
    session.flush()
    session.add(Account(staff_id=made.id))
    session.flush()
    return made


def a_person(
    session,
    practice: Practice | None = None,
    *,
    given="Sam",
    surname="Carter",
    born=date(1950, 3, 14),
    mobile: str | None = None,
    confirmed=False,
    conditions: tuple[str, ...] = (),
    language="en",
) -> Person:
    """Registered when a practice is given; with an account."""
    made = Person(nhs_number=nhs_number(next(numbers)), surname=surname, given_name=given, born_on=born, language=language)
    session.add(made)
    session.flush()
    session.add(Account(person_id=made.id))
    if practice:
        session.add(Registration(person_id=made.id, practice_id=practice.id, started_on=date(2010, 1, 1)))
    if mobile:
        session.add(a_mobile(made, mobile, confirmed=confirmed))
    for code in conditions:
        session.add(PersonCondition(person_id=made.id, code=code, words=code))
    if conditions:
        made.conditions_imported_at = now()
    session.flush()
    return made


def a_mobile(person: Person, number: str, *, confirmed=False) -> ContactPoint:
    index = ring().blind(number, "phone")
    return ContactPoint(person_id=person.id, kind=ContactKind.MOBILE, value=number, value_index=index, confirmed_at=now() if confirmed else None)


def a_cycle(
    session, person: Person, practice: Practice, *, talk_at: datetime | None = None, stage: Stage = Stage.GATHERING, closed_on: date | None = None
) -> Cycle:
    """An open cycle (closed when `closed_on` is given), with a conversation when `talk_at` (aware) is given."""
    made = Cycle(person_id=person.id, practice_id=practice.id, stage=stage, started_on=date(2026, 11, 1), closed_on=closed_on)
    session.add(made)
    session.flush()
    if talk_at:
        talk = Appointment(
            person_id=person.id, practice_id=practice.id, cycle_id=made.id, kind=AppointmentKind.CONVERSATION, starts_at=talk_at, with_whom="Nurse Team A"
        )
        session.add(talk)
        session.flush()
    return made


def sign_in(browsing, session, who: Person | StaffMember, tier: Tier | None = None):
    """Put a real sign-in's cookie in this browser. Returns the browser."""
    staff = isinstance(who, StaffMember)
    account = session.exec(select(Account).where(Account.staff_id == who.id if staff else Account.person_id == who.id)).one()
    tier = tier or (Tier.STAFF if staff else Tier.OWN)
    token = start_sign_in(session, account=account, tier=tier, practice_id=who.practice_id if staff else None)
    session.commit()
    browsing.client.set_cookie("in", token)
    return browsing
