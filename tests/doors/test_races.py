"""Many at once on a real database: nobody gets a sixth try, a second text, or a second use."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.doors.through import BIRTHDAY, WRONG_DAY, another_code, ask, newest_code, rows, texts
from webapp.accounts.links import make_link
from webapp.accounts.models import Account, Code, Link, LinkKind, SignIn, StaffSecret
from webapp.accounts.staff import Proof, accept_staff, add_staff
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now, today
from webapp.practices.models import Role

AT_ONCE = 8


def at_once(act, inputs) -> list:
    """Each input in a thread of its own, all let go at the same moment."""
    inputs = list(inputs)
    start = threading.Barrier(len(inputs))

    def one(given):
        start.wait(10)
        return act(given)

    with ThreadPoolExecutor(len(inputs)) as pool:
        return list(pool.map(one, inputs))


def test_guesses_at_a_link_made_at_once_are_five_at_most(session, browse, practice, sam):
    link = make_link(session, person=sam, practice=practice, kind=LinkKind.TEXT, dies_on=today() + timedelta(days=1))
    session.commit()
    replies = at_once(lambda browser: browser.post(f"/i/{link}", WRONG_DAY).status_code, [browse() for _ in range(AT_ONCE)])
    assert set(replies) <= {422, 410} and rows(session, Link)[0].wrong_tries == 5
    assert browse().post(f"/i/{link}", BIRTHDAY).status_code == 410


def same_browser(browse, challenge):
    browser = browse()
    browser.client.set_cookie("challenge", challenge)
    return browser


def test_guesses_at_a_code_made_at_once_are_five_at_most(session, browse, sam):
    asking = browse()
    ask(asking)
    code, challenge = newest_code(session), asking.client.get_cookie("challenge").value
    wrong = {"code": another_code(code)}
    at_once(lambda browser: browser.post("/sign-in/code", wrong).status_code, [same_browser(browse, challenge) for _ in range(AT_ONCE)])
    assert rows(session, Code)[0].wrong_tries == 5
    assert same_browser(browse, challenge).post("/sign-in/code", {"code": code}).status_code == 422


def test_a_code_sent_twice_at_once_signs_in_once(session, browse, sam):
    asking = browse()
    ask(asking)
    code, challenge = newest_code(session), asking.client.get_cookie("challenge").value
    replies = at_once(lambda browser: browser.post("/sign-in/code", {"code": code}).status_code, [same_browser(browse, challenge) for _ in range(AT_ONCE)])
    assert sorted(replies) == [303] + [422] * (AT_ONCE - 1) and len(rows(session, SignIn)) == 1


def test_asking_many_times_at_once_sends_one_text(session, browse, sam):
    at_once(lambda browser: ask(browser).status_code, [browse() for _ in range(AT_ONCE)])
    assert len(texts(session)) == 1


def test_one_app_code_used_twice_at_once_lets_one_in(session, database, practice):
    member, _password, _address = add_staff(session, practice=practice, name="Ann Example", email="ann@example.org", role=Role.DUTY)
    session.commit()
    [account] = [found for found in rows(session, Account) if found.staff_id == member.id]
    proof, at = Proof(account, member, True, 1000), now()

    def accept(_number) -> bool:
        with database.writing() as writer:
            return accept_staff(writer, proof=proof, at=at)

    assert sorted(at_once(accept, range(AT_ONCE))) == [False] * (AT_ONCE - 1) + [True]
    assert rows(session, StaffSecret)[0].last_step == 1000


def test_the_challenge_itself_is_nowhere_in_the_table(session, browse, sam):
    asking = browse()
    ask(asking)
    [code], challenge = rows(session, Code), asking.client.get_cookie("challenge").value
    assert code.challenge_hash == token_hash(challenge) and newest_code(session) not in code.code_hash and challenge not in code.code_hash
