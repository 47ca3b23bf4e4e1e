"""From one installation to another: the sealed file is all that goes, and the same plan is on the screen there."""

from io import BytesIO

import pytest

from tests.again import copied
from tests.browsing import Browsing, markup, words
from tests.export.conftest import written
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.models import Tier
from webapp.app import create_app
from webapp.base.sealing import KeyRing
from webapp.database.session import Database
from webapp.plans.queries import whole_plan
from webapp.settings import Settings

PASSWORD = "otter lemon boat piano acid"


def said(session, person_id) -> set[tuple[str, str, str]]:
    """Every word of the plan, with what it is of."""
    whole = whole_plan(session, person_id)
    of_plan = {("plan", name, words) for name, words in whole.own.words.items() if words}
    return of_plan | {(part.item.kind.value, name, words) for part in whole.all_parts for name, words in part.words.items() if words}


@pytest.fixture
def elsewhere(tmp_path, sqlite_template):
    """Another installation, with keys of its own: nobody has a plan there. Sam has just been registered."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    made = Database(f"sqlite:///{copied(sqlite_template, folder / 'in-my-words.db')}")
    KeyRing.fresh().save(folder / "keys.json")
    yield lambda: (made, create_app(Settings(instance=folder, base_url="http://localhost", rate_limits=False, _env_file=None), made))
    made.close()


def sent(browser, file: bytes, password: str):
    form = {"file": (BytesIO(file), "my-locked-file.html"), "password": password}
    return browser.post("/staff/arrivals", form, content_type="multipart/form-data")


def test_a_sealed_file_carries_the_same_plan_into_an_empty_installation(sam, plan, session, cast, elsewhere):
    written(session, cast, cast.pro, review_on="2027-11-22")
    file = sam.post(f"{plan}/sealed-file", {"password": PASSWORD, "password_again": PASSWORD}).data
    shown = words(sam.get(f"{plan}/parts"))
    here, number, born = said(session, cast.person.id), cast.person.nhs_number, cast.person.born_on
    database, app = elsewhere()
    with database.writing() as there:
        practice = a_practice(there, code="Z99977", name="Wychwood Surgery")
        person = a_person(there, practice, born=born)
        person.nhs_number = number
        nurse = a_staff_member(there, practice)
        there.flush()
        desk, own = sign_in(Browsing(app), there, nurse), sign_in(Browsing(app), there, person, Tier.OWN)
        person_id = person.id
    for password, told in (("otter lemon", "This password does not open the file."), (PASSWORD, "")):
        reply = sent(desk, file, password)
        assert told in words(reply) and PASSWORD not in markup(reply) and reply.status_code == (422 if told else 303)
    damaged = sent(desk, file.replace(b'data-sum="', b'data-sum="A', 1).replace(b'=">', b'">', 1), PASSWORD)
    assert damaged.status_code == 422 and "lost or was changed" in words(damaged)
    preview = reply.headers["Location"]
    looked_at = words(desk.get(preview))
    assert [said for said in ("Swim with my grandson", "Monday 22 November 2027", "9 of 10") if said not in looked_at] == []
    assert desk.post(f"{preview}/confirmation").status_code == 303
    with database.reading() as there:
        assert said(there, person_id) == here
    arrived = words(own.get(f"/people/{person_id}/plan/parts"))
    kept = [text for _kind, _name, text in here if text in shown]
    assert len(kept) > 8 and [text for text in kept if text not in arrived] == []
