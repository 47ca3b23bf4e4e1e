"""What anyone may read: ours and the surgery's own, each with its words, withheld when nobody looked at it in time."""

from datetime import timedelta

import pytest

from tests.browsing import markup, words
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.base.clock import pathway_now, today
from webapp.content.catalogue import results
from webapp.content.leaflet import leaflets
from webapp.leaflets.jobs import report_out_of_date
from webapp.leaflets.models import Leaflet, LeafletKind
from webapp.practices.models import Role
from webapp.signoffs.changes import sign_off
from webapp.signoffs.contents import contents
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_tasks_for
from webapp.web.pictures import files_by_name


@pytest.fixture
def nurse(session, practice):
    return a_staff_member(session, practice, Role.CLINICIAN)


def a_leaflet(session, practice, nurse, days: int = 30, **other) -> Leaflet:
    said = {"kind": LeafletKind.LEAFLET, "title": "Your feet", "text": "Look each day.\n\nUse a mirror.", "owner": "Ann", "source": "Us"} | other
    made = Leaflet(practice_id=practice.id, made_by_id=nurse.id, review_on=today() + timedelta(days=days), **said)
    session.add(made)
    session.commit()
    return made


@pytest.mark.parametrize("name", list(leaflets()))
def test_each_of_ours_shows_every_line_beside_a_picture_there_is(browse, practice, session, name):
    session.commit()
    shown, leaflet = words(browse().get(f"/leaflets/{name}")), leaflets()[name]
    assert [line for idea in leaflet.ideas for line in idea.lines if line not in shown] == []
    assert {idea.picture for idea in leaflet.ideas} <= set(files_by_name())


def test_what_a_test_means_is_there_for_every_result_people_are_shown(browse, practice, session):
    session.commit()
    shown = words(browse().get("/leaflets/tests"))
    told = [entry for entry in results().values() if entry.show_in_pack and entry.release != "never"]
    assert len(told) > 50 and [entry.code for entry in told if entry.plain not in shown] == []


def test_an_explanation_whose_sign_off_ended_is_withheld(browse, session, practice, nurse):
    sign_off(session, practice=practice, contents=[contents()["result:hba1c"]], at=pathway_now() - timedelta(days=400), by=nurse.id)
    session.commit()
    shown = words(browse().get("/leaflets/tests"))
    assert results()["hba1c"].plain not in shown and results()["weight"].plain in shown


def test_the_surgerys_own_is_listed_and_read(browse, session, practice, nurse):
    made = a_leaflet(session, practice, nurse)
    assert "From your GP surgery Your feet" in words(browse().get("/leaflets"))
    shown = words(browse().get(f"/leaflets/surgery/{made.id}"))
    assert "Look each day. Use a mirror." in shown and "From: Us." in shown


def test_a_film_has_its_words_and_opens_elsewhere_without_telling_who_asks(browse, session, practice, nurse):
    made = a_leaflet(session, practice, nurse, kind=LeafletKind.FILM, address="https://films.example.org/feet")
    page = markup(browse().get(f"/leaflets/surgery/{made.id}"))
    assert 'href="https://films.example.org/feet" rel="noreferrer nofollow external"' in page and "Look each day." in page


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-1, 404)])
def test_it_is_shown_up_to_its_day_and_withheld_after_it(browse, session, practice, nurse, days, status):
    made = a_leaflet(session, practice, nurse, days)
    assert browse().get(f"/leaflets/surgery/{made.id}").status_code == status
    assert ("Your feet" in words(browse().get("/leaflets"))) is (status == 200)


def test_another_surgerys_is_not_there(browse, session, practice, nurse):
    other = a_practice(session, "Z99902", name="Hollow Lane Surgery")
    made = a_leaflet(session, practice, nurse)
    sam = sign_in(browse(), session, a_person(session, other))
    session.commit()
    assert sam.get(f"/leaflets/surgery/{made.id}").status_code == 404 and "Your feet" not in words(sam.get("/leaflets"))


def test_what_is_out_of_date_is_one_task_however_often_it_is_looked_for(session, database, practice, nurse):
    a_leaflet(session, practice, nurse, -1)
    a_leaflet(session, practice, nurse, 1, title="Your eyes")
    assert [report_out_of_date(database) for _ in range(2)] == [1, 1]
    found = open_tasks_for(session, practice.id, kinds=(TaskKind.REVIEW_LEAFLET,))
    assert [task.why for task in found] == ["Your feet: Ann"]
