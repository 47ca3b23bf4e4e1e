"""The gate before PHQ-9: every gap is named, and what lapses lapses at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.browsing import Forms, markup, words
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.base.clock import now, wall
from webapp.cover.changes import keep_cover, send_test, stop_cover
from webapp.cover.jobs import watch_cover
from webapp.cover.models import AlertTest, MoodCover
from webapp.cover.queries import cover_of
from webapp.cover.rules import Facts, Gap, gaps, good_until
from webapp.cover.words import MISSING
from webapp.messages.models import Message
from webapp.practices.models import Role
from webapp.tasks.models import Task, TaskKind

TODAY = date(2026, 12, 2)
WHOLE = Facts(
    has_lead=True, has_deputy=True, has_manager=True, has_hours=True, has_duty_phone=True, has_deputy_phone=True, has_manager_phone=True,
    crisis_on=TODAY, has_protocol=True, has_officer=True, tested_on=TODAY, answered_on=TODAY,
)  # fmt: skip
PAGE = "/staff/mood-cover"


@pytest.mark.parametrize(
    ("changed", "gap"),
    [
        ({"has_lead": False}, Gap.LEAD),
        ({"has_deputy": False}, Gap.DEPUTY),
        ({"is_one_person": True}, Gap.ONE_PERSON),
        ({"has_manager": False}, Gap.MANAGER),
        ({"has_hours": False}, Gap.HOURS),
        ({"has_duty_phone": False}, Gap.DUTY_PHONE),
        ({"has_deputy_phone": False}, Gap.DEPUTY_PHONE),
        ({"has_manager_phone": False}, Gap.MANAGER_PHONE),
        ({"crisis_on": None}, Gap.CRISIS),
        ({"crisis_on": TODAY - timedelta(92)}, Gap.CRISIS_OLD),
        ({"has_protocol": False}, Gap.PROTOCOL),
        ({"has_officer": False}, Gap.OFFICER),
        ({"tested_on": None, "answered_on": None}, Gap.TEST),
        ({"answered_on": None}, Gap.TEST_UNANSWERED),
        ({"tested_on": TODAY, "answered_on": TODAY - timedelta(31)}, Gap.TEST_UNANSWERED),
        ({"tested_on": TODAY - timedelta(31), "answered_on": TODAY - timedelta(31)}, Gap.TEST_OLD),
        ({"is_stopped": True}, Gap.STOPPED),
    ],
    ids=lambda value: value.value if isinstance(value, Gap) else "",
)
def test_every_gap_alone_closes_the_gate_and_is_named_in_plain_words(changed, gap):
    assert gaps(WHOLE, TODAY) == ()
    assert gaps(replace(WHOLE, **changed), TODAY) == (gap,)
    assert str(MISSING[gap]).endswith(".")


def test_every_gap_has_its_words():
    assert set(MISSING) == set(Gap) == set(gaps(Facts(is_stopped=True, is_one_person=True), TODAY)) | {Gap.CRISIS_OLD, Gap.TEST_OLD, Gap.TEST_UNANSWERED}


def test_a_check_holds_to_its_last_day():
    last = TODAY + timedelta(30)
    assert good_until(WHOLE) == last
    assert gaps(WHOLE, last) == () and gaps(WHOLE, last + timedelta(1)) == (Gap.TEST_OLD,)
    assert gaps(replace(WHOLE, crisis_on=TODAY - timedelta(91)), TODAY) == ()


def test_a_new_test_that_is_not_answered_yet_does_not_close_the_gate():
    assert gaps(replace(WHOLE, tested_on=TODAY + timedelta(20)), TODAY + timedelta(20)) == ()


def test_a_practice_that_did_everything_stands(session, place, today):
    cover = cover_of(session, place.practice, wall())
    assert (cover.stands, cover.missing, cover.until) == (True, (), today + timedelta(30))


def test_nothing_was_said_nothing_stands(session, place):
    other = a_practice(session, "Z99977")
    assert len(cover_of(session, other, wall()).missing) == len(gaps(Facts(), TODAY)) and not cover_of(session, other, wall()).stands


@pytest.mark.parametrize("who", ["lead", "deputy", "manager"])
def test_somebody_who_left_closes_the_gate_at_once(session, place, who):
    getattr(place, who).ended_at = now()
    session.flush()
    assert [str(words) for words in cover_of(session, place.practice, wall()).missing] == [str(MISSING[Gap[who.upper()]])]


def test_a_receptionist_cannot_be_the_one_who_reads(session, place):
    place.lead.role = Role.RECEPTION
    session.flush()
    assert not cover_of(session, place.practice, wall()).stands


def test_it_lapses_by_itself_when_the_test_is_too_old(session, place, days_later):
    days_later(30)
    assert cover_of(session, place.practice, wall()).stands
    days_later(31)
    assert not cover_of(session, place.practice, wall()).stands


@pytest.mark.parametrize(("days", "warned"), [(0, False), (22, False), (23, True), (30, True), (31, False)])
def test_a_week_before_it_lapses_whoever_can_put_it_right_is_told(browse, session, place, days_later, days, warned):
    days_later(days)
    said = words(sign_in(browse(), session, place.manager).get("/staff"))
    assert ("we ask only the 2 short mood questions" in said) is warned


def test_staff_are_told_once_when_it_lapses(session, place, database, look, days_later):
    assert (watch_cover(database), look(select(Task))) == (0, [])
    days_later(31)
    assert (watch_cover(database), watch_cover(database)) == (1, 0)
    assert [(task.kind, task.practice_id) for task in look(select(Task))] == [(TaskKind.MOOD_COVER, place.practice.id)]


def test_a_cover_that_never_stood_is_no_news(session, place, database, look, lead):
    lead.post(f"{PAGE}/pause", {"stop": "yes"})
    assert watch_cover(database) == 0 and look(select(Task)) == []


def test_the_page_names_each_gap_and_says_which_questions_are_asked(lead, place):
    assert "The 9 questions may be asked" in words(lead.get(PAGE))
    lead.post(f"{PAGE}/pause", {"stop": "yes"})
    said = words(lead.get(PAGE))
    assert "The 2 short questions are asked" in said and "Somebody here stopped the long mood questions." in said and "Dr Lena Lead stopped it" in said
    lead.post(f"{PAGE}/pause", {"stop": "no"})
    assert "The 9 questions may be asked" in words(lead.get(PAGE))


def own_form(page) -> dict:
    return dict(next(form["fields"] for form in Forms(page.get_data(as_text=True)).found if form["action"] == PAGE))


def test_the_whole_form_comes_back_as_it_was_kept(manager, place, look):
    typed = own_form(manager.get(PAGE))
    assert (typed["duty_phone"], typed["reads_from"], typed["officer-on-year"]) == ("07700 900701", "08:00", "2026")
    manager.post(PAGE, typed | {"reads_from": "9.15", "duty_phone": "07700 900 799", "officer": "Dr New"})
    [row] = look(select(MoodCover))
    assert (row.duty_phone, row.reads_from.isoformat(), row.officer, row.officer_by_id) == ("+447700900799", "09:15:00", "Dr New", place.manager.id)
    assert row.duty_phone_sealed.startswith("1.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"duty_phone": "01632 960001"}, "Write a whole UK mobile number"),
        ({"deputy_phone": "call me"}, "Write a whole UK mobile number"),
        ({"reads_from": "breakfast"}, "Write the time like this: 08:30."),
        ({"reads_from": "25:00"}, "Write the time like this: 08:30."),
        ({"reads_from": "07:00"}, "Choose hours in which your GP surgery is open"),
        ({"reads_from": "18:00", "reads_until": "09:00"}, "Choose hours in which your GP surgery is open"),
        ({"officer-on-day": "31", "officer-on-month": "2"}, "Write the day, the month and the whole year."),
        ({"officer-on-year": "2027"}, "Write the day, the month and the whole year."),
    ],
)
def test_a_slip_is_said_kindly_and_keeps_what_was_typed(manager, place, look, typed, said):
    reply = manager.post(PAGE, own_form(manager.get(PAGE)) | {"protocol": "the blue folder"} | typed)
    assert reply.status_code == 422 and said in words(reply) and "the blue folder" in markup(reply)
    assert all(value in markup(reply) for value in typed.values())
    assert look(select(MoodCover))[0].protocol == "When nobody picks up, in the red folder"


def test_somebody_of_another_surgery_is_never_chosen(manager, place, session, look):
    stranger = a_staff_member(session, a_practice(session, "Z99977"))
    session.commit()
    manager.post(PAGE, own_form(manager.get(PAGE)) | {"lead": str(stranger.id), "deputy": "nobody"})
    [row] = look(select(MoodCover))
    assert (row.lead_id, row.deputy_id) == (None, None)


def test_a_test_text_goes_to_all_three_and_says_nothing_of_anybody(session, place, lead, look):
    lead.post(f"{PAGE}/alert-test")
    texts = look(select(Message).where(Message.made_at >= now() - timedelta(minutes=1)))
    assert len(texts) == 6 and {text.body for text in texts} == {"Tree Tops Surgery: please open the list of today."}
    assert {text.person_id for text in texts} == {None}


def test_a_named_person_says_on_the_duty_list_that_it_came(session, place, lead, look):
    send_test(session, practice=place.practice, by=place.manager.id)
    session.commit()
    assert "This is a test" in words(lead.get("/staff/duty"))
    lead.post("/staff/duty/alert-test")
    newest = look(select(AlertTest).order_by(AlertTest.sent_at.desc()))[0]
    assert newest.acknowledged_by_id == place.lead.id
    lead.post("/staff/duty/alert-test")
    assert "This is a test" not in words(lead.get("/staff/duty"))


def test_without_a_number_no_test_is_sent(session, place, lead):
    keep_cover(session, practice=place.practice, said={"duty_phone": None, "deputy_phone": None, "manager_phone": None}, by=place.lead.id)
    session.commit()
    assert lead.post(f"{PAGE}/alert-test").status_code == 409


def test_stopping_is_noted_with_who_and_when(session, place, look):
    stop_cover(session, practice=place.practice, stop=True, by=place.lead.id)
    stop_cover(session, practice=place.practice, stop=True, by=place.manager.id)
    session.commit()
    [row] = look(select(MoodCover))
    assert row.stopped_by_id == place.lead.id and row.stopped_at is not None


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.COORDINATOR, Role.DUTY])
def test_others_have_no_such_page(browse, session, place, role):
    staff = sign_in(browse(), session, a_staff_member(session, place.practice, role))
    assert staff.get(PAGE).status_code == 404
