from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.pathway.models import Stage
from webapp.practices.models import Role
from webapp.tasks.models import TaskKind
from webapp.worklists.rules import Facts, Next, is_short_notice, next_step, task_kinds_for

TODAY = date(2026, 11, 23)
START = Facts(
    stage=Stage.GATHERING,
    information_on=TODAY - timedelta(7),
    talk_on=TODAY + timedelta(20),
    results=3,
    open_hits=0,
    released=False,
    sent_on=None,
    opened=False,
    handed_in_on=None,
    read=False,
    phone_confirmed=True,
)


@pytest.mark.parametrize(
    ("change", "expected", "rank"),
    [
        ({}, Next.TRIAGE, 1),
        ({"talk_on": TODAY + timedelta(10)}, Next.TRIAGE, 0),
        ({"results": 0}, Next.GATHER, 1),
        ({"results": 0, "talk_on": TODAY + timedelta(9)}, Next.GATHER, 0),
        ({"talk_on": None, "results": 0}, Next.BOOK, 1),
        ({"information_on": TODAY + timedelta(3), "results": 0, "phone_confirmed": False}, Next.CONFIRM_PHONE, 2),
        ({"information_on": TODAY + timedelta(3), "results": 0}, Next.NOTHING, 3),
        ({"information_on": TODAY + timedelta(3), "open_hits": 1}, Next.TRIAGE, 1),
        ({"information_on": TODAY + timedelta(3), "talk_on": TODAY + timedelta(16), "results": 0}, Next.TOO_CLOSE, 1),
        ({"information_on": TODAY + timedelta(3), "talk_on": TODAY + timedelta(17), "results": 0}, Next.NOTHING, 3),
        ({"released": True}, Next.WAIT_TO_SEND, 3),
        ({"released": True, "talk_on": None}, Next.BOOK, 1),
        ({"sent_on": TODAY - timedelta(5)}, Next.NOT_OPENED, 1),
        ({"sent_on": TODAY - timedelta(4)}, Next.WAIT_FOR_PERSON, 3),
        ({"sent_on": TODAY - timedelta(9), "opened": True}, Next.WAIT_FOR_PERSON, 3),
        ({"sent_on": TODAY, "handed_in_on": TODAY}, Next.READ, 1),
        ({"sent_on": TODAY, "handed_in_on": TODAY, "talk_on": TODAY + timedelta(1)}, Next.READ, 0),
        ({"sent_on": TODAY, "handed_in_on": TODAY, "read": True}, Next.READY, 3),
        ({"stage": Stage.DIED}, Next.NOTHING, 3),
        ({"stage": Stage.CONVERSATION}, Next.NOTHING, 3),
        ({"stage": Stage.LIVING_IT, "talk_on": None, "review_on": TODAY + timedelta(43)}, Next.NOTHING, 3),
        ({"stage": Stage.LIVING_IT, "talk_on": TODAY - timedelta(300), "review_on": TODAY + timedelta(42)}, Next.REVIEW_DUE, 2),
        ({"stage": Stage.REVIEW_DUE, "talk_on": TODAY - timedelta(300), "review_on": TODAY - timedelta(1)}, Next.REVIEW_LATE, 1),
        ({"stage": Stage.REVIEW_DUE, "review_on": TODAY - timedelta(1)}, Next.NOTHING, 3),
    ],
)
def test_the_next_action_follows_from_facts_and_dates(change, expected, rank):
    step = next_step(replace(START, **change), TODAY)
    assert (step.next, step.rank) == (expected, rank)


@pytest.mark.parametrize(("days", "short"), [(7, False), (6, True), (0, True), (-1, False), (None, False)])
def test_under_a_week_is_short_notice(days, short):
    assert is_short_notice(days) is short


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER, Role.HCA, Role.COORDINATOR])
def test_only_clinicians_and_duty_see_tasks_about_results_or_mood(role):
    assert TaskKind.CALL_FIRST not in task_kinds_for(role) and TaskKind.READ_ANSWERS not in task_kinds_for(role)
    assert TaskKind.CALL_FIRST in task_kinds_for(Role.DUTY)
