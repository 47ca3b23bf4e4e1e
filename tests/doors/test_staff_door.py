from datetime import timedelta

import pyotp
import pytest
import time_machine

from tests.browsing import words
from tests.doors.through import rows
from webapp.accounts.models import SignIn, StaffSecret, Tier
from webapp.accounts.staff import UnfitPassword, add_staff, check_staff
from webapp.base.clock import now
from webapp.practices.models import Role

PASSWORD = "four green cups of tea"


@pytest.fixture
def nurse(session, practice):
    """A clinician who can sign in; their code app comes with them."""
    member, _password, address = add_staff(session, practice=practice, name="Nurse Example", email="Nurse@Example.org", role=Role.CLINICIAN, password=PASSWORD)
    session.commit()
    return member, pyotp.parse_uri(address)


def enter(browser, app_of, email="nurse@example.org", password=PASSWORD, code=None, **more):
    return browser.post("/staff/sign-in", {"email": email, "password": password, "code": code or app_of.now(), **more})


def is_staff(browser) -> bool:
    return browser.get("/staff").status_code == 200


def test_password_and_code_open_the_desk_of_their_practice(session, browse, practice, nurse):
    browser = browse()
    reply = enter(browser, nurse[1])
    assert (reply.status_code, reply.headers["Location"]) == (303, "/staff") and is_staff(browser)
    [found] = rows(session, SignIn)
    assert (found.tier, found.practice_id, found.idle_minutes) == (Tier.STAFF, practice.id, 15)
    assert found.ends_at - found.started_at > timedelta(hours=9, minutes=59)


def test_every_failure_says_the_same(session, browse, nurse):
    right = nurse[1].now()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    tries = [{"email": "nobody@example.org"}, {"password": "not this one at all"}, {"code": wrong}, {"code": "12"}, {"email": ""}, {"password": ""}]
    replies = [enter(browse(), nurse[1], **{"code": right, **one}) for one in tries]
    assert {reply.status_code for reply in replies} == {422} and len({words(reply) for reply in replies}) == 1
    assert PASSWORD.encode() not in replies[0].data and rows(session, StaffSecret)[0].wrong_tries == 4


def test_a_code_never_works_twice(browse, nurse):
    code = nurse[1].now()
    assert enter(browse(), nurse[1], code=code).status_code == 303
    assert enter(browse(), nurse[1], code=code).status_code == 422


def test_ten_wrong_tries_lock_for_fifteen_minutes_with_the_same_words(session, browse, nurse):
    wrong = [enter(browse(), nurse[1], password="not this one at all") for _ in range(10)]
    locked = enter(browse(), nurse[1])
    assert locked.status_code == 422 and {words(reply) for reply in wrong} == {words(locked)}
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1), tick=True):
        assert enter(browse(), nurse[1]).status_code == 303


def test_a_staff_member_who_left_is_out_on_the_next_request(session, browse, nurse):
    browser = browse()
    enter(browser, nurse[1])
    nurse[0].ended_at = now()
    session.add(nurse[0])
    session.commit()
    assert not is_staff(browser) and enter(browse(), nurse[1]).status_code == 422


def test_fifteen_quiet_minutes_sign_staff_out(session, browse, nurse):
    browser = browse()
    enter(browser, nurse[1])
    with time_machine.travel(now() + timedelta(minutes=14), tick=True):
        assert is_staff(browser)
    with time_machine.travel(now() + timedelta(minutes=28), tick=True):
        assert is_staff(browser)
    with time_machine.travel(now() + timedelta(minutes=44), tick=True):
        assert not is_staff(browser)


def test_after_ten_hours_staff_sign_in_again(session, browse, nurse):
    browser = browse()
    enter(browser, nurse[1])
    start = now()
    for minutes in range(10, 600, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=True):
            assert is_staff(browser)
    with time_machine.travel(start + timedelta(hours=10, seconds=1), tick=True):
        assert not is_staff(browser)


TALKS = "/staff/talks?day=2026-12-15"


@pytest.mark.parametrize(("asked", "lands"), [(TALKS, TALKS), ("//evil.example", "/staff"), ("/sign-out", "/staff")])
def test_the_page_asked_for_comes_next_if_it_is_ours(browse, nurse, asked, lands):
    assert enter(browse(), nurse[1], next=asked).headers["Location"] == lands


def test_the_password_is_checked_while_others_write(session, browse, practice, nurse):
    """With the write lock held elsewhere the check itself still finishes: it only reads."""
    practice.phone = "01632 960002"
    session.add(practice)
    session.flush()
    with browse().client.application.extensions["database"].reading() as reader:
        proof = check_staff(reader, email="nurse@example.org", password=PASSWORD, digits=nurse[1].now(), at=now())
    assert proof.is_right


def test_an_unknown_address_costs_as_much_as_a_known_one(session, nurse):
    """Both verify one Argon2 hash: neither is quicker than half the other, best of three."""
    import timeit

    def best(email: str) -> float:
        return min(timeit.repeat(lambda: check_staff(session, email=email, password="wrong words here", digits="000000", at=now()), number=1, repeat=5))

    known, unknown = best("nurse@example.org"), best("nobody@example.org")
    assert 0.4 < known / unknown < 2.5


@pytest.mark.parametrize(
    ("password", "why"), [("fourteen chars", "short"), ("a" * 40, "plain"), ("nurse@example.org!", "own"), ("xx nurseexample xx", "own"), ("ab" * 101, "long")]
)
def test_a_password_is_long_and_not_their_own_name(session, practice, password, why):
    with pytest.raises(UnfitPassword, match=why):
        add_staff(session, practice=practice, name="Nurse Example", email="nurse@example.org", role=Role.HCA, password=password)


def test_a_made_password_fits_the_rules_and_is_kept_as_a_hash(session, practice):
    _member, password, address = add_staff(session, practice=practice, name="Ann Example", email="ann@example.org", role=Role.MANAGER)
    session.commit()
    [secret] = rows(session, StaffSecret)
    assert len(password) >= 15 and secret.password_hash.startswith("$argon2id$") and password not in secret.password_hash
    assert "In%20My%20Words" in address and secret.totp not in secret.totp_sealed
