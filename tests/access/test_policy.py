"""The policy's own promises: default closed, higher tiers only add, a practice moves a permission within bounds."""

from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

import pytest

from webapp.access.policy import CARER_NEEDS, ORDER, PERSON_NEEDS, STAFF_MAY, Permission, for_staff_only, may
from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.base.clock import now
from webapp.practices.models import Role

PERSON, PRACTICE = uuid4(), uuid4()
ANSWERS = {Permission.AGENDA_READ, Permission.BEFORE_TALK_READ, Permission.MOOD_READ, Permission.PACK_READ, Permission.RECORD_COPY, Permission.RESULTS_READ}
RESULTS = {Permission.RELEASE, Permission.RESULTS_ENTER, Permission.TARGET_SET, Permission.RESULTS_READ}


def visitor(*, tier: Tier = Tier.STAFF, role: Role | None = None, person=None, practice=None) -> SignedIn:
    staff = uuid4() if role else None
    return SignedIn(uuid4(), uuid4(), tier, person, staff, practice, role, "", now(), now(), 30)


def person_at(tier: Tier) -> SignedIn:
    return visitor(tier=tier, person=PERSON)


def allowed(who: SignedIn, **about) -> set[Permission]:
    about = {"person_id": PERSON, "practice_id": PRACTICE} | about
    return {permission for permission in Permission if may(who, permission, **about)}


def test_every_permission_is_somebodys():
    assert set(PERSON_NEEDS) | set(STAFF_MAY) | set(CARER_NEEDS) == set(Permission)


def test_a_higher_tier_may_everything_a_lower_one_may():
    steps = [allowed(person_at(tier)) for tier in sorted(ORDER, key=ORDER.__getitem__)]
    assert all(lower <= higher for lower, higher in pairwise(steps))


def test_an_opened_link_alone_may_nothing_and_the_letterbox_only_write():
    assert allowed(person_at(Tier.OPENED)) == set()
    assert allowed(person_at(Tier.LETTERBOX)) == {Permission.ANSWERS_WRITE, Permission.LETTERBOX_OPEN}


@pytest.mark.parametrize("tier", list(ORDER))
def test_nobody_may_anything_about_another_person(tier):
    assert allowed(person_at(tier), person_id=uuid4()) == set() and allowed(person_at(tier), person_id=None) == set()


@pytest.mark.parametrize("role", list(Role))
def test_staff_may_nothing_at_another_practice(role):
    assert allowed(visitor(role=role, practice=uuid4())) == set() and allowed(visitor(role=role, practice=None)) == set()


def a_carer() -> SignedIn:
    return replace(visitor(tier=Tier.CARER), carer_id=uuid4(), word_hash="h")


def test_a_carer_may_read_what_is_shared_and_nothing_else():
    assert allowed(a_carer(), rights={"see"}) == {Permission.PLAN_SHARED_READ}
    assert allowed(a_carer(), rights=()) == set()
    assert allowed(a_carer(), person_id=None) == {Permission.PLAN_SHARED_READ}


def test_each_right_of_a_carer_adds_to_the_one_before_and_none_reaches_further():
    may_suggest = {Permission.PLAN_SHARED_READ, Permission.PLAN_SUGGEST}
    assert allowed(a_carer(), rights={"suggest"}) == may_suggest
    assert allowed(a_carer(), rights={"fill_in"}) == may_suggest | {Permission.PLAN_FILL_IN}
    assert allowed(a_carer(), rights={"approve", ""}) == set()


def test_whoever_holds_a_part_reads_and_writes_it_and_neither_suggests_nor_shares():
    assert allowed(a_carer(), rights={"hold"}) == {Permission.PLAN_SHARED_READ, Permission.PLAN_FILL_IN, Permission.PLAN_HOLD}
    assert STAFF_MAY[Permission.HOLDER_NAME] == {Role.CLINICIAN} and Permission.HOLDER_NAME not in PERSON_NEEDS


def test_more_than_view_only_for_a_carer_needs_more_than_a_code_by_text():
    assert Permission.CARERS_TRUST not in allowed(person_at(Tier.OWN)) and Permission.CARERS_TRUST in allowed(person_at(Tier.STRONG))


def test_nobody_but_a_carer_reads_as_one():
    others = [person_at(Tier.STRONG), *(visitor(role=role, practice=PRACTICE) for role in Role)]
    assert not any(may(who, Permission.PLAN_SHARED_READ, person_id=PERSON, practice_id=PRACTICE, rights={"fill_in"}) for who in others)


def test_no_practice_moves_anything_to_a_carer():
    every = dict.fromkeys(Permission, Tier.OPENED)
    assert allowed(a_carer(), rights={"see"}, moved=every) == {Permission.PLAN_SHARED_READ}


def test_reception_and_a_manager_see_no_answers_and_no_results():
    for role in (Role.RECEPTION, Role.MANAGER):
        assert not allowed(visitor(role=role, practice=PRACTICE)) & (ANSWERS | RESULTS)


def test_only_a_clinician_or_the_duty_person_releases_sets_a_target_and_reads_mood_answers():
    for permission in (Permission.RELEASE, Permission.TARGET_SET, Permission.MOOD_READ):
        assert STAFF_MAY[permission] == {Role.CLINICIAN, Role.DUTY}


def test_no_tier_makes_a_person_staff():
    for permission in set(STAFF_MAY) - set(PERSON_NEEDS):
        assert for_staff_only(permission)
        assert not may(person_at(Tier.STRONG), permission, person_id=PERSON, practice_id=PRACTICE, moved={permission: Tier.OPENED})


def test_a_practice_moves_a_permission_up_or_down():
    read = {"person_id": PERSON, "practice_id": PRACTICE}
    assert not may(person_at(Tier.OWN), Permission.RESULTS_READ, moved={"results.read": "strong"}, **read)
    assert may(person_at(Tier.STRONG), Permission.RESULTS_READ, moved={"results.read": "strong"}, **read)
    assert may(person_at(Tier.LETTERBOX), Permission.LOG_READ, moved={"log.read": "letterbox"}, **read)


def test_the_staff_tier_never_counts_as_a_persons_own():
    odd = visitor(tier=Tier.STAFF, person=PERSON)
    assert allowed(odd) == set()
