"""A recall driven by the clock: three tries, each reason to stop, a human after the last, and the month that somebody named."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from webapp.accounts.changes import account_of_person
from webapp.base.clock import london
from webapp.messages.models import Message, MessageState
from webapp.pathway.changes import book, step_aside, stop_texts
from webapp.pathway.models import AppointmentKind, Cycle, Stage
from webapp.people.models import OptOutWay, Person, PlanningOptOut
from webapp.recall.changes import change_setting, choose_month
from webapp.recall.jobs import ask_by_themselves
from webapp.recall.lists import Place, counts_of
from webapp.recall.models import Attempt, Heard, Means, Recall, RecallSetting, Reply, Said, Stop
from webapp.recall.offer import Offer, offer_status
from webapp.recall.replies import take_reply
from webapp.recall.rules import first_of_month, is_months_turn, month_of
from webapp.reviews.changes import ask_for_talk


def booked(year, person):
    cycle = year.session.exec(select(Cycle).where(Cycle.person_id == person.id)).one()
    talk_at = london(date(2027, 2, 1), year.practice.opens)
    book(year.session, cycle=cycle, kind=AppointmentKind.INFORMATION, starts_at=talk_at, source="import", by=None)


def left(year, person):
    step_aside(year.session, person=person, to=Stage.LEFT, by=None, why="moved")


def died(year, person):
    step_aside(year.session, person=person, to=Stage.DIED, by=None, why="told by family")


def opted_out(year, person):
    year.session.add(PlanningOptOut(person_id=person.id, why=OptOutWay.ON_PAPER))


def asks_for_talk(year, person):
    ask_for_talk(year.session, person=person, practice=year.practice, by=account_of_person(year.session, person.id).id)


def answered(said: Said, sure: bool):
    def answer(year, person):
        take_reply(year.session, recall_id=year.recall(person).id, said=said, heard=Heard.PHONE if sure else Heard.LINK, sure=sure, month=date(2027, 6, 1))

    return answer


ENDS = {
    "booked": (booked, Stop.BOOKED),
    "left": (left, Stop.LEFT),
    "died": (died, Stop.DIED),
    "opted_out": (opted_out, Stop.OPTED_OUT),
    "asks": (asks_for_talk, Stop.ACCEPTED),
    "accept": (answered(Said.ACCEPT, False), Stop.ACCEPTED),
    "talk": (answered(Said.TALK, False), Stop.WANTS_A_CALL),
    "decline": (answered(Said.DECLINE, True), Stop.DECLINED),
    "decline_by_link": (answered(Said.DECLINE, False), Stop.DECLINED),
    "not_now": (answered(Said.NOT_NOW, False), Stop.NOT_NOW),
    "unable": (answered(Said.UNABLE, True), Stop.UNABLE),
}


def test_three_tries_each_reason_to_stop_and_then_a_human(year):
    people = {name: year.person(given=name.title()) for name in ("silent", "paper", "nowhere", *ENDS)}
    stop_texts(year.session, person=people["nowhere"], by=None)
    told = year.ask(*people.values())
    assert told.by_hand == [people["nowhere"].id] and len(told.written) == len(people) - 1 and told.batch.planned == len(told.written)
    assert year.ask(people["silent"]).skipped == [people["silent"].id]
    year.on("2026-12-01")
    year.on("2026-12-07")
    assert len(year.texts()) == len(people) - 1
    for name, (act, _why) in ENDS.items():
        act(year, people[name])
    year.session.commit()
    before = len(year.texts())
    year.on("2026-12-08")
    assert len(year.texts()) == before + 2
    for name, (_act, why) in ENDS.items():
        assert (name, year.recall(people[name]).ended_why) == (name, why)
    year.on("2027-01-05")
    year.on("2027-01-18")
    assert year.recall(people["silent"]).tries == 3 and not year.recall(people["silent"]).by_hand_since
    year.on("2027-01-19")
    assert (year.recall(people["silent"]).by_hand_why, year.recall(people["nowhere"]).by_hand_why) == ("no_reply", "no_way")
    counts = counts_of(year.session, year.practice.id)
    assert counts == {Place.BY_HAND: 3, Place.YES: 3, Place.NOT_NOW: 1, Place.NO: 2}
    year.on("2027-06-01")
    assert year.recall(people["not_now"]).tries == 1 and len(year.session.exec(select(Recall).where(Recall.person_id == people["not_now"].id)).all()) == 2


def test_a_text_that_does_not_get_there_ends_at_a_human_and_old_details_wait_for_a_list(year):
    ann, ben = year.person(given="Ann"), year.person(given="Ben")
    year.ask(ann, ben)
    year.on("2026-12-01")
    [text] = year.session.exec(select(Message).where(Message.person_id == ann.id)).all()
    text.state = MessageState.FAILED
    year.practice.details_days = 3
    year.session.add_all([text, year.practice])
    year.session.commit()
    year.on("2026-12-08")
    assert year.recall(ann).by_hand_why == "not_delivered"
    assert (year.recall(ben).tries, year.recall(ben).by_hand_since) == (1, None)


def test_whose_month_has_come_is_asked_without_a_press_where_the_practice_wants_it(year):
    born_in_december, march, chose_december, opted = (year.person(given=name, born=born) for name, born in BIRTHDAYS)
    choose_month(year.session, person=chose_december, month=12, by=year.by)
    opted_out(year, opted)
    year.session.commit()
    assert ask_by_themselves(year.database, "http://localhost") == 0
    chosen = RecallSetting(practice_id=year.practice.id, by_itself_since=year.practice.made_at, first_way=Means.EMAIL)
    change_setting(year.session, practice_id=year.practice.id, chosen=chosen, by=year.by)
    year.session.commit()
    assert [ask_by_themselves(year.database, "http://localhost") for _machine in range(2)] == [2, 0]
    year.session.expire_all()
    asked = set(year.session.exec(select(Attempt.person_id)))
    assert asked == {born_in_december.id, chose_december.id} and march.id not in asked


BIRTHDAYS = [("Dec", date(1950, 12, 9)), ("Mar", date(1950, 3, 1)), ("Own", date(1950, 3, 2)), ("Opt", date(1950, 12, 3))]


@settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(order=st.lists(st.sampled_from(sorted(ENDS)), min_size=1, max_size=3, unique=True), day=st.integers(2, 40))
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whatever_stops_it_and_whenever_nothing_more_is_sent(year, order, day):
    year.clock.move_to("2026-12-01T10:00:00+00:00")
    person = year.person()
    year.ask(person)
    to = f"+4477009001{year.count:02d}"
    year.on("2026-12-01")
    year.clock.shift(86_400 * day)
    year.run()
    for name in order:
        if year.session.get(Person, person.id).died_on is None and year.stage(person) is Stage.INVITED:
            ENDS[name][0](year, person)
            year.session.commit()
    sent = len(year.texts(to))
    for _fortnight in range(6):
        year.clock.shift(86_400 * 14)
        year.run()
    assert len(year.texts(to)) == sent


@pytest.mark.parametrize(
    ("stage", "asked", "said", "sure", "code"),
    [
        (Stage.ENTRY, False, None, True, Offer.NOT_OFFERED),
        (Stage.INVITED, True, None, True, Offer.UNDECIDED),
        (Stage.INVITED, True, Said.NOT_NOW, True, Offer.UNDECIDED),
        (Stage.INVITED, True, Said.DECLINE, False, Offer.UNDECIDED),
        (Stage.INVITED, True, Said.ACCEPT, False, Offer.ACCEPTED),
        (Stage.INVITED, True, Said.UNABLE, True, Offer.UNABLE),
        (Stage.DECLINED, True, Said.DECLINE, True, Offer.DECLINED),
        (Stage.GATHERING, False, None, True, Offer.ACCEPTED),
        (Stage.LOOKING_AFTER_MYSELF, True, None, True, Offer.NOT_NEEDED),
        (Stage.DIED, True, None, True, Offer.UNDECIDED),
        (None, False, None, True, Offer.NOT_OFFERED),
    ],
)
def test_where_the_offer_stands_in_the_nhss_six_words(stage, asked, said, sure, code):
    assert offer_status(stage, asked=asked, said=said, is_sure=sure) is code


@pytest.mark.parametrize(
    ("month", "started", "today", "turn"),
    [
        (12, date(2026, 11, 22), date(2026, 11, 30), False),
        (12, date(2026, 11, 22), date(2026, 12, 1), True),
        (11, date(2026, 11, 22), date(2026, 11, 22), True),
        (3, date(2026, 11, 22), date(2027, 2, 28), False),
        (3, date(2026, 11, 22), date(2027, 8, 1), True),
    ],
)
def test_a_months_turn_comes_once_in_a_year_and_stays_until_somebody_asks(month, started, today, turn):
    assert is_months_turn(month, started, today) is turn
    assert month_of(date(1950, 3, 14), None, None) == 3 and month_of(date(1950, 3, 14), 5, 12) == 12
    assert first_of_month(date(2026, 12, 31), 3) == date(2027, 3, 1)


def test_the_same_answer_twice_is_one_and_another_one_counts_from_then_on(year):
    person = year.person()
    year.ask(person)
    for said in (Said.DECLINE, Said.DECLINE, Said.ACCEPT):
        answered(said, False)(year, person)
    assert len(year.session.exec(select(Reply)).all()) == 2 and year.recall(person).ended_why is Stop.ACCEPTED
