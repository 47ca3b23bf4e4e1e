"""A practice where everything stands that PHQ-9 needs, made by the real changes."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import uuid4

from tests.people_cast import a_person, a_practice, a_staff_member
from webapp.base.clock import pathway_now
from webapp.base.clock import today as day_now
from webapp.cover.changes import Chosen, acknowledge_test, keep_cover, note_crisis_check, put_on_duty_list, send_test
from webapp.cover.models import DutyEntry
from webapp.people.models import Person
from webapp.practices.models import Practice, Role, StaffMember

DUTY, DEPUTY, MANAGER = "+447700900701", "+447700900702", "+447700900703"
RULE = {"rule": "phq9-question-9", "clock": "phq9_question_9"}
CHOSEN = [Chosen("Thoughts that you would be better off dead or of hurting yourself in some way", "Several days")]


@dataclass
class Place:
    practice: Practice
    lead: StaffMember
    deputy: StaffMember
    manager: StaffMember
    person: Person


def everything(lead: StaffMember, deputy: StaffMember, manager: StaffMember) -> dict:
    people = {"lead_id": lead.id, "deputy_id": deputy.id, "manager_id": manager.id}
    phones = {"duty_phone": DUTY, "deputy_phone": DEPUTY, "manager_phone": MANAGER}
    signed = {"protocol": "When nobody picks up, in the red folder", "officer": "Dr Safe Tee", "officer_on": day_now()}
    return people | phones | signed | {"reads_from": time(8), "reads_until": time(18, 30)}


def a_place(session, code: str = "Z99901", *, phones: bool = True) -> Place:
    practice = a_practice(session, code)
    lead = a_staff_member(session, practice, Role.CLINICIAN, "Dr Lena Lead")
    deputy = a_staff_member(session, practice, Role.DUTY, "Dr Dee Puty")
    manager = a_staff_member(session, practice, Role.MANAGER, "Mo Manages")
    said = everything(lead, deputy, manager)
    keep_cover(session, practice=practice, said=said if phones else {name: said[name] for name in said if "phone" not in name}, by=manager.id)
    note_crisis_check(session, practice=practice, by=lead.id)
    if phones:
        send_test(session, practice=practice, by=manager.id)
        acknowledge_test(session, practice=practice, by=deputy.id)
    made = Place(practice, lead, deputy, manager, a_person(session, practice, mobile="+447700900111", confirmed=True))
    session.commit()
    return made


def an_entry(session, place: Place, stored_at: datetime | None = None, *, chosen=tuple(CHOSEN), subject: str | None = None) -> DutyEntry:
    whose = {"practice_id": place.practice.id, "person_id": place.person.id, "subject": subject or f"mood:{uuid4()}"}
    made = put_on_duty_list(session, **whose, **RULE, chosen=chosen, stored_at=stored_at or pathway_now())
    session.commit()
    return made
