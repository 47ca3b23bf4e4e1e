"""The desk's pages: a search with its count, kept; asking people from it; who may look for what; and what the person reads."""

from io import BytesIO

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import sign_in
from webapp.access.models import AccessLogEntry
from webapp.access.policy import Permission
from webapp.asks.models import Asker, TalkAsk
from webapp.cohorts.changes import save_search
from webapp.cohorts.models import CohortPerson
from webapp.cohorts.queries import cohorts_of, measures_of, runs_of
from webapp.cohorts.rules import Criteria
from webapp.pathway.changes import move
from webapp.pathway.models import Stage
from webapp.pathway.queries import open_cycle
from webapp.practices.models import Role

COUNT = "/staff/cohorts/count?conditions=copd&test=tug&test_amount=14"


def rows(database, kind, **where) -> list:
    with database.reading() as reading:
        return list(reading.exec(select(kind).filter_by(**where)))


def test_a_nurse_counts_and_keeps_a_search_and_a_pilot_is_measured_alone(database, surgery, desk):
    people = [surgery.person(given, "copd") for given in ("Ann", "Bea", "Cas")]
    surgery.person("Dee", "copd", stage=Stage.PACK_SENT)
    nurse = desk()
    page = words(nurse.get("/staff/cohorts/new?conditions=copd"))
    assert "3 people can be asked now." in page and "1: were asked already, or are in their year" in page
    kept = nurse.post("/staff/cohorts", {"conditions": "copd", "name": "Breath", "most": "2", "pilot": "yes"})
    place = kept.headers["Location"]
    page = words(nurse.get(place))
    assert "2 people can be asked now" in page and "At most 2 from this search." in page and "drawn by lot" in page and "3 found, 1 left out" in page
    told = words(nurse.post(f"{place}/choice", {"who": "all"}))
    assert "Invite 2 people?" in told and "By text 2" in told
    page = words(nurse.follow(nurse.post(f"{place}/invitations", {"who": "all"})))
    assert "2 messages are written." in page and "0 people can be asked now" in page and "Asked 2 Replied 0" in page
    assert "Nobody was chosen." in words(nurse.follow(nurse.post(f"{place}/invitations", {"who": "all"})))
    asked = rows(database, CohortPerson)
    assert len({row.person_id for row in asked} & {person.id for person in people}) == len(asked) == 2
    assert len(rows(database, AccessLogEntry, permission=Permission.COHORT_INVITE)) == 2
    with database.writing() as session:
        [cohort] = cohorts_of(session, surgery.practice.id)
        for stage in (Stage.GATHERING, Stage.TRIAGED, Stage.PACK_SENT):
            move(session, cycle=open_cycle(session, asked[0].person_id), to=stage, by=None)
        assert measures_of(session, cohort.id) == {"invited": 2, "replied": 1, "pack_sent": 1, "talked": 0, "plan_agreed": 0}
        assert [run.found for run in runs_of(session, cohort.id)] == [1, 3]


def test_only_the_ticked_are_asked_and_only_those_the_search_finds(database, surgery, desk, session):
    ann, bea, other = surgery.person("Ann", "copd"), surgery.person("Bea", "copd"), surgery.person("Oth", "gout")
    by = surgery.member().id
    cohort = save_search(session, practice_id=surgery.practice.id, name="Breath", criteria=Criteria(conditions=("copd",)), by=by)
    rita = desk(Role.RECEPTION)
    place, ticks = f"/staff/cohorts/{cohort.id}", {"who": "ticked", "person": [str(bea.id), str(other.id), "nobody"]}
    assert "Invite 1 person?" in words(rita.post(f"{place}/choice", ticks))
    rita.post(f"{place}/invitations", ticks)
    assert desk().post(f"{place}/ending").status_code == 303
    assert "Nobody was chosen." in words(rita.follow(rita.post(f"{place}/invitations", {"who": "all"})))
    assert [row.person_id for row in rows(database, CohortPerson)] == [bea.id]
    assert "This search was put away." in words(rita.get(place)) and ann


@pytest.mark.parametrize(("role", "sees"), [(Role.CLINICIAN, True), (Role.MANAGER, False)])
def test_numbers_about_health_are_looked_for_by_clinicians_alone(surgery, desk, role, sees):
    surgery.result(surgery.person("Ann", "copd"), "tug", "16")
    surgery.person("Bea", "copd")
    someone = desk(role)
    assert ('name="test"' in markup(someone.get("/staff/cohorts/new"))) is sees
    # A box that is not there for the manager is not read either: everybody with the condition is counted.
    assert ("1 person can be asked now." if sees else "2 people can be asked now.") in words(someone.get(COUNT))


def test_the_desk_asks_whom_a_result_found_without_meeting_their_names(database, surgery, desk):
    ann, bea = surgery.person("Ann"), surgery.person("Bea")
    for person in (ann, bea):
        surgery.result(person, "tug", "16")
    place = desk().post("/staff/cohorts", {"test": "tug", "test_amount": "14", "name": "Slow"}).headers["Location"]
    rita = desk(Role.RECEPTION)
    page = words(rita.get(place))
    assert "2 people can be asked now" in page and "Bea" not in page and "14 or more" not in page and "14 or more" in words(desk().get(place))
    # Nobody learns who has the result by ticking somebody.
    assert "Invite 2 people?" in words(rita.post(f"{place}/choice", {"who": "ticked", "person": str(bea.id)}))
    rita.post(f"{place}/invitations", {"who": "all"})
    assert {row.person_id for row in rows(database, CohortPerson)} == {ann.id, bea.id}


def test_what_is_wrong_with_a_search_is_told_and_what_was_typed_stays(database, surgery, desk):
    reply = desk().post("/staff/cohorts", {"age_from": "old", "language": "en"})
    page = markup(reply)
    assert reply.status_code == 422 and 'value="old"' in page and "Give the search a name" in page and "Choose at least one thing" in page
    with database.reading() as reading:
        assert cohorts_of(reading, surgery.practice.id) == []


def test_a_list_with_a_score_is_brought_in_by_the_desk_and_the_person_reads_why(session, database, surgery, desk, browse):
    ann = surgery.person("Ann")
    rita = desk(Role.RECEPTION)
    file = f"NHS Number,Date of Birth,Score\n{ann.nhs_number},14/03/1950,0.4711\n{ann.nhs_number[:9]}x,14/03/1950,0.2\n"
    said = {"name": "Frailty", "method": "The frailty index of our record system", "reason": "To help before things get hard"}
    assert rita.post("/staff/score-lists", said | {"reason": "", "file": (BytesIO(file.encode()), "s.csv")}).status_code == 422
    place = rita.post("/staff/score-lists", said | {"file": (BytesIO(file.encode()), "s.csv")}).headers["Location"]
    page = words(rita.get(place))
    assert "People found here 1" in page and "Cannot be used 1" in page and "is not a real NHS number" in page and "0.4711" not in page
    found = rita.post(f"{place}/confirmation").headers["Location"]
    assert "1 person can be asked now" in words(rita.get(found)) and "0.4711" not in words(rita.get(found)) and "0.4711" in words(desk().get(found))
    rita.post(f"{found}/invitations", {"who": "all"})
    own = sign_in(browse(), session, ann)
    page = words(own.get(f"/people/{ann.id}/why-asked"))
    assert said["reason"] in page and said["method"] in page and "0.4711" not in page
    assert rita.post(f"{place}/removal").status_code == 303 and said["reason"] in words(own.get(f"/people/{ann.id}/why-asked"))


def test_a_nurse_thinks_of_somebody_who_reads_why_once_they_were_asked(session, surgery, desk, browse):
    ann, bea = surgery.person("Ann"), surgery.person("Bea")
    session.add(TalkAsk(practice_id=surgery.practice.id, person_id=bea.id, asker=Asker.SELF, name="Bea", born="1950-03-14", reach="07700 900111"))
    nurse, rita = desk(), desk(Role.RECEPTION)
    place = f"/people/{ann.id}/judgement"
    assert nurse.post(place, {"reason": " "}).status_code == 422
    nurse.post(place, {"reason": "Two falls this year"})
    assert "Two falls this year" in words(nurse.get("/staff/cohorts")) and "Two falls" not in words(rita.get("/staff/cohorts"))
    own = sign_in(browse(), session, ann)
    assert "No list or search is behind it." in words(own.get(f"/people/{ann.id}/why-asked"))
    own_bea = sign_in(browse(), session, bea)
    assert "You asked us for a talk" in words(own_bea.get(f"/people/{bea.id}/why-asked")) and "1 waits for an answer." in words(nurse.get("/staff/cohorts"))
    kept = nurse.post("/staff/cohorts", {"judged": "yes", "name": "Thought of"}).headers["Location"]
    nurse.post(f"{kept}/invitations", {"who": "all"})
    nurse.post(f"{place}/ending")
    assert "Two falls this year" in words(own.get(f"/people/{ann.id}/why-asked")) and "Nobody yet." in words(nurse.get("/staff/cohorts"))
