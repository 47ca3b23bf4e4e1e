"""What was answered: for the person in plain words, for staff with the score and its meaning, and as FHIR to take along."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.instruments.fhir import faults
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.accounts.models import Tier
from webapp.content.catalogue import instrument
from webapp.instruments.models import InstrumentChoice
from webapp.pathway.models import Cycle, Stage
from webapp.practices.models import Role
from webapp.questionnaires.models import Answer, Response

SEVERITY = ("Mild", "Moderate", "Severe", "Minimal", "risk", "dependence", "cut-off", "Low", "High")


@pytest.fixture
def answered(session, cast):
    """`answered("gad7", "3333333")`: this year; with `year` in a year before. A `-` was skipped. Returns the response."""

    def answered(name, digits, year=None, channel="own"):
        cycle = (
            cast.cycle
            if year is None
            else Cycle(
                person_id=cast.person.id, practice_id=cast.practice.id, stage=Stage.PLAN_AGREED, started_on=date(year, 1, 1), closed_on=date(year, 12, 31)
            )
        )
        session.add(cycle)
        session.flush()
        at = datetime(year or 2026, 11, 30, 9, tzinfo=UTC)
        made = Response(person_id=cast.person.id, cycle_id=cycle.id, instrument=name, version=instrument(name).version, sent_at=at)
        session.add(made)
        session.flush()
        for question, digit in zip(instrument(name).questions, digits, strict=False):
            session.add(Answer(response_id=made.id, question=question.id, words="skipped" if digit == "-" else digit, saved_at=at, channel=channel))
        session.commit()
        return made

    return answered


@pytest.fixture
def place(cast):
    return f"/people/{cast.person.id}/answers"


def test_staff_read_the_score_with_its_meaning_and_the_person_no_label_of_any_kind(answered, sam, nurse, place):
    for name, digits in (("gad7", "3333333"), ("audit_c_uk", "444"), ("ons4", "1119"), ("phq2", "33"), ("semcd6", "999988")):
        answered(name, digits)
    staff, own = words(nurse.get(f"{place}/desk")), words(sam.get(place))
    assert "Score 21, from 0 to 21. A lower number is better. Severe" in staff and "Possible dependence" in staff and "Very high" not in staff
    assert "Overall, how happy did you feel yesterday? Low" in staff and "Score 8.7, from 1 to 10. A higher number is better." in staff
    assert "Your answers make 21. The most is 21. A lower number is better." in own and "Nearly every day" in own
    assert [label for label in SEVERITY if label in own.replace("Low a", "")] == []


def test_what_should_be_talked_about_says_so(answered, nurse, place):
    answered("gad7", "1111111")
    assert "Talk about this" not in words(nurse.get(f"{place}/desk"))
    answered("audit_c_uk", "222")
    assert words(nurse.get(f"{place}/desk")).count("Talk about this") == 1


def test_too_few_answers_make_no_score_and_say_how_many_there_are(answered, nurse, place):
    answered("gad7", "333-333")
    said = words(nurse.get(f"{place}/desk"))
    assert "Not enough answers for a score. 6 of 7 are answered." in said and "Skipped" in said and "Score" not in said


def test_the_start_is_laid_beside_now_by_instrument_and_version_and_only_complete_scores(answered, sam, nurse, place):
    answered("gad7", "2222222", year=2025)
    answered("gad7", "1111111")
    answered("semcd6", "888---", year=2025)
    answered("semcd6", "999999")
    staff, own = words(nurse.get(f"{place}/desk")), words(sam.get(place))
    assert "Version 0.2.0-draft. A lower number is better. 14 30 November 2025 7 30 November 2026 -7" in staff
    assert "A higher number is better. 9.0 30 November 2026" in staff and "First: 14, on 30 November 2025." in own


def test_another_version_is_another_line(answered, session, nurse, place):
    old = answered("gad7", "2222222", year=2025)
    answered("gad7", "1111111")
    assert "14 30 November 2025 7 30 November 2026" in words(nurse.get(f"{place}/desk"))
    old.version = "0.1.0"
    session.add(old)
    session.commit()
    said = words(nurse.get(f"{place}/desk"))
    assert "Version 0.1.0. A lower number is better. 14 30 November 2025" in said and "14 30 November 2025 7" not in said


def test_feeling_in_charge_shows_the_answers_beside_last_years_and_never_a_number(answered, sam, nurse, place):
    answered("feeling_in_charge", "000000", year=2025)
    answered("feeling_in_charge", "333333")
    for said in (words(nurse.get(f"{place}/desk")), words(sam.get(place))):
        assert "I fully agree Last time: I do not agree" in said and "18" not in said.replace("2018", "")
    assert "Read the answers, not a number." in words(nurse.get(f"{place}/desk"))


@pytest.mark.parametrize(("role", "sees"), [(Role.CLINICIAN, True), (Role.DUTY, True), (Role.HCA, False), (Role.COORDINATOR, False)])
def test_mood_and_worry_are_read_only_by_who_may_read_mood(answered, browse, session, cast, place, role, sees):
    response = answered("phq2", "12")
    staff = sign_in(browse(), session, a_staff_member(session, cast.practice, role))
    assert ("Patient Health Questionnaire-2" in words(staff.get(f"{place}/desk"))) is sees
    assert staff.get(f"{place}/desk/{response.id}").status_code == (200 if sees else 404)


def test_reception_managers_and_other_practices_read_none_and_a_link_alone_neither(answered, browse, session, cast, place):
    response = answered("feeling_in_charge", "333333")
    elsewhere = a_staff_member(session, a_practice(session, "Z99902"), Role.CLINICIAN)
    for who in (elsewhere, a_staff_member(session, cast.practice, Role.RECEPTION), a_staff_member(session, cast.practice, Role.MANAGER)):
        browser = sign_in(browse(), session, who)
        assert [browser.get(f"{place}/desk{end}").status_code for end in ("", f"/{response.id}")] == [404, 404]
    assert "code-needed" in sign_in(browse(), session, cast.person, Tier.LETTERBOX).get(place).headers["Location"]


def test_the_care_check_is_never_among_them(answered, sam, nurse, place):
    answered("my_care_check", "333333")
    assert "Nothing is answered yet." in words(nurse.get(f"{place}/desk")) and "You have not answered any yet." in words(sam.get(place))


def test_both_take_the_answers_along_as_fhir_that_both_judges_pass(answered, sam, nurse, cast, place, session):
    response = answered("phq2", "13")
    for browser, path in ((sam, place), (nurse, f"{place}/desk")):
        reply = browser.get(f"{path}/{response.id}")
        assert reply.mimetype == "application/fhir+json" and "attachment" in reply.headers["Content-Disposition"]
        told = json.loads(reply.get_data(as_text=True))
        assert faults(told) == [] and told["subject"]["identifier"]["value"] == cast.person.nhs_number and told["status"] == "completed"
        assert [row["answer"][0].get("valueDecimal") for row in told["item"]] == [None, None, 4]
    assert sam.get(f"{place}/{cast.cycle.id}").status_code == 404
    session.exec(select(InstrumentChoice)).all()


def test_what_somebody_else_answered_stands_behind_the_persons_own(answered, session, sam, nurse, place):
    response = answered("feeling_in_charge", "000000", channel="for_me")
    for question in instrument("feeling_in_charge").questions:
        session.add(Answer(response_id=response.id, question=question.id, words="3", saved_at=datetime(2026, 11, 30, 10, tzinfo=UTC)))
    session.commit()
    assert "I do not agree" not in words(sam.get(place)) and words(nurse.get(f"{place}/desk")).count("Answered by someone for them") == 1
    told = json.loads(sam.get(f"{place}/{response.id}").get_data(as_text=True))
    assert told["item"][0]["answer"][0]["valueCoding"]["display"] == "I fully agree" and "source" in told
