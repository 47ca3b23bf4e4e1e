from datetime import timedelta

from sqlmodel import select

from tests.browsing import words
from tests.doors.through import rows
from tests.people_cast import a_person, a_staff_member, sign_in
from webapp.access.models import AccessLogEntry, Seen
from webapp.access.policy import Permission
from webapp.access.rules import Look, by_day
from webapp.access.words import DID, WHO
from webapp.accounts.models import Account, RememberedPhone, Tier
from webapp.accounts.phones import remember_phone
from webapp.base.clock import now, today
from webapp.practices.models import Role


def a_phone(session, person) -> RememberedPhone:
    account = session.exec(select(Account).where(Account.person_id == person.id)).one()
    _token, phone = remember_phone(session, account=account, until_on=today() + timedelta(days=9))
    session.commit()
    return phone


def test_the_person_reads_who_looked_and_at_what(session, browse, practice, sam, own):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    desk.get(f"/people/{sam.id}/mobile")
    desk.get(f"/people/{sam.id}/mobile")
    own.get(f"/people/{sam.id}/access-log")
    page = words(own.get(f"/people/{sam.id}/access-log"))
    assert "Somebody at the desk (Tree Tops Surgery) opened or changed your phone details. 2 times" in page
    assert "You opened this list." in page  # at least the time before this


def test_nobody_else_reads_it(session, browse, practice, sam):
    others = [a_person(session, practice, given="Mia"), a_staff_member(session, practice, Role.MANAGER), a_staff_member(session, practice, Role.CLINICIAN)]
    for other in others:
        assert sign_in(browse(), session, other).get(f"/people/{sam.id}/access-log").status_code == 404
    assert rows(session, AccessLogEntry) == []


def test_at_the_letterbox_it_asks_for_a_code(session, browse, sam):
    browser = sign_in(browse(), session, sam, Tier.LETTERBOX)
    assert browser.get(f"/people/{sam.id}/access-log").headers["Location"].startswith("/sign-in/code-needed?next=")


def test_somebody_not_signed_in_comes_to_the_front_door(browse, sam):
    assert browse().get(f"/people/{sam.id}/phones").headers["Location"].startswith("/sign-in?next=")


def test_the_person_forgets_a_lost_phone(session, own, sam):
    phone = a_phone(session, sam)
    assert "Forget this phone" in words(own.get(f"/people/{sam.id}/phones"))
    assert own.post(f"/people/{sam.id}/phones/{phone.id}/ending").status_code == 303
    [row], [account] = rows(session, RememberedPhone), rows(session, Account)
    assert row.ended_at and row.ended_by_id == account.id
    assert "We remember no phone for you." in words(own.get(f"/people/{sam.id}/phones"))


def test_nobody_ends_another_persons_phone(session, practice, own, sam):
    mia = a_person(session, practice, given="Mia")
    phone = a_phone(session, mia)
    assert own.post(f"/people/{sam.id}/phones/{phone.id}/ending").status_code == 404
    assert own.post(f"/people/{mia.id}/phones/{phone.id}/ending").status_code == 404
    assert rows(session, RememberedPhone)[0].ended_at is None


def test_looks_are_told_by_uk_day_newest_first_and_counted():
    at = now().replace(month=7, day=1, hour=23, minute=30)  # half past midnight in the UK summer
    looks = [
        Look(at, "log.read", True, None, ""),
        Look(at - timedelta(minutes=1), "log.read", True, None, ""),
        Look(at - timedelta(days=1), "x", False, None, ""),
    ]
    days = by_day(looks)
    assert [day.day for day in days] == [2, 1] and [line.times for lines in days.values() for line in lines] == [2, 1]


ABOUT_NOBODY = {Permission.IMPORT_RUN, Permission.WORKLIST_READ, Permission.MOOD_COVER, Permission.INSTRUMENTS_CHOOSE}
# The names on a batch's page are written down as a list that was seen.
ABOUT_NOBODY |= {Permission.BATCH_RUN, Permission.BATCH_APPROVE, Permission.NOTICE_CHANGE}


def test_every_permission_about_a_person_and_every_role_has_plain_words():
    assert set(Permission) - set(DID) == ABOUT_NOBODY and set(Seen) < set(DID) and set(WHO) == set(Role)
