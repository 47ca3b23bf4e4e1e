"""Draft, signed, expired: what a clinician's word is worth on which day."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.signoffs.contents import KINDS, contents
from webapp.signoffs.queries import standing, standings
from webapp.signoffs.rules import Standing, Word, ends_soon, good_until, standing_of

TODAY = date(2026, 12, 2)
HBA1C = contents()["result:hba1c"]


def test_what_nobody_signed_is_a_draft():
    assert standing_of(HBA1C, None, TODAY) is Standing.DRAFT


def test_what_nobody_signed_expires_with_its_catalogue():
    last = HBA1C.provenance.expires
    assert standing_of(HBA1C, None, last) is Standing.DRAFT
    assert standing_of(HBA1C, None, date(last.year + 1, last.month, last.day)) is Standing.EXPIRED


@pytest.mark.parametrize(("day", "found"), [(date(2026, 12, 1), Standing.SIGNED), (TODAY, Standing.SIGNED), (date(2026, 12, 3), Standing.EXPIRED)])
def test_a_signature_is_good_to_the_end_of_its_last_day(day, found):
    assert standing_of(HBA1C, Word(HBA1C.version, TODAY), day) is found


def test_changed_words_need_a_new_sign_off():
    changed = replace(HBA1C, version="other words")
    assert standing_of(changed, Word(HBA1C.version, date(2027, 12, 1)), TODAY) is Standing.DRAFT


@pytest.mark.parametrize(("signed", "until"), [(date(2026, 12, 2), date(2027, 12, 2)), (date(2028, 2, 29), date(2029, 2, 28))])
def test_a_sign_off_is_good_for_a_year(signed, until):
    assert good_until(signed) == until


def test_it_ends_soon_in_its_last_30_days():
    assert ends_soon(Word("x", date(2027, 1, 1)), TODAY)
    assert not ends_soon(Word("x", date(2027, 1, 2)), TODAY)
    assert not ends_soon(Word("x", date(2026, 12, 1)), TODAY)


def test_everything_the_issue_names_can_be_signed():
    kinds = [content.kind for content in contents().values()]
    assert {kind: kinds.count(kind) for kind in KINDS if kind != "instrument"} == {"result": 92, "rule": 82, "prompt": 133}
    assert {"instrument:phq2", "instrument:my_care_check"} <= set(contents())


def test_the_46_rules_nobody_checked_need_a_sign_off():
    assert sum(content.unverified for content in contents().values()) == 46


def test_a_practice_reads_only_its_own_word(session, cast, sign):
    sign("result:hba1c", on=TODAY)
    assert standing(session, cast.practice.id, "result:hba1c", TODAY) is Standing.SIGNED
    assert standing(session, cast.nurse.id, "result:hba1c", TODAY) is Standing.DRAFT


def test_signing_again_replaces_the_word_before(session, cast, sign):
    sign("result:hba1c", on=date(2025, 1, 1))
    assert standings(session, cast.practice.id, TODAY)["result:hba1c"] is Standing.EXPIRED
    sign("result:hba1c", on=TODAY)
    assert standings(session, cast.practice.id, TODAY)["result:hba1c"] is Standing.SIGNED


def test_what_no_catalogue_here_holds_stands_by_its_sign_off_alone(session, cast):
    assert standing(session, cast.practice.id, "instrument:somebody-else-s", TODAY) is Standing.DRAFT
