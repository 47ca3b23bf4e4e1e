"""Licensed packs, all invented: refused with every reason at once, asked as their licence says, and ended on their day."""

import io
from datetime import date

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.instruments.packs import GLOW, entry_pack, pack, raw
from tests.people_cast import a_staff_member, sign_in
from webapp.fhir.files import FormRefused
from webapp.instruments.licences import pack_in
from webapp.instruments.models import LoadedInstrument, ScoreEntry
from webapp.instruments.scoring import band_of, scored
from webapp.practices.models import Role
from webapp.questionnaires.models import Response

TODAY = date(2026, 12, 2)
DECLARED = {"evidence": "licence-MM-77.pdf", "declared": "yes"}


def paths(whole, **how) -> list[str]:
    with pytest.raises(FormRefused) as why:
        pack_in(whole if isinstance(whole, bytes) else raw(whole), TODAY, **({"licensee": "Z99901"} | how))
    return [reason.path for reason in why.value.reasons]


REFUSED = [
    ({"rights__valid_to": "2026-12-01"}, "rights.valid_to"),
    ({"rights__valid_from": "2026-12-03"}, "rights.valid_from"),
    ({"rights__valid_to": "soon"}, "rights.valid_to"),
    ({"rights__licensee": "Y12345"}, "rights.licensee"),
    ({"rights__may_display_items": False}, "rights.may_display_items"),
    ({"rights__may_store_item_answers": False}, "rights.may_store_item_answers"),
    ({"rights__may_export_items": None}, "rights.may_export_items"),
    ({"rights__permitted_uses": ["paper"]}, "rights.permitted_uses"),
    ({"rights__copyright_notice": ""}, "rights.copyright_notice"),
    ({"rights": None}, "rights"),
    ({"sha256": "0" * 64}, "sha256"),
    ({"schema_version": "9"}, "schema_version"),
    ({"mode": "copy"}, "mode"),
    ({"instrument__id": "phq9"}, "instrument.id"),
    ({"instrument__id": "../x"}, "instrument.id"),
    ({"instrument__version": None}, "instrument.version"),
    ({"content": None}, "content.items"),
    ({"content__items": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, "content.items[1].id"),
    ({"content__options": [{"value": 0, "label": "x"}, {"value": 0, "label": "y"}]}, "content.options"),
    ({"content__options": None}, "content.items[0].options"),
    ({"scoring__type": "magic"}, "scoring.type"),
    ({"scoring__table": [[0]]}, "scoring.table"),
    ({"scoring__max": 0}, "scoring"),
    ({"bands": [{"min": 0, "max": 50, "label": "x", "source": "s"}, {"min": 50, "max": 100, "label": "y", "source": "s"}]}, "bands[1]"),
    ({"bands": [{"min": 0, "max": 40, "label": "x", "source": "s"}, {"min": 42, "max": 100, "label": "y", "source": "s"}]}, "bands[1]"),
    ({"bands": [{"min": 0, "max": 99, "label": "x", "source": "s"}]}, "bands"),
    ({"bands": [{"min": 0, "max": 100, "label": "x"}]}, "bands[0]"),
]


@pytest.mark.parametrize(("changes", "path"), REFUSED, ids=[f"{path}-{number}" for number, (_changes, path) in enumerate(REFUSED)])
def test_a_pack_that_is_off_is_refused_by_its_path(changes, path):
    assert path in paths(pack(**changes))


def test_every_reason_is_told_at_once():
    odd = pack(rights__valid_to="2026-01-01", rights__may_display_items=False, instrument__id="phq9", sha256="0" * 64)
    assert set(paths(odd)) == {"rights.valid_to", "rights.may_display_items", "instrument.id", "sha256"}


@pytest.mark.parametrize("odd", [b"", b"{}", b"[]", b"{", b'{"rights": [], "content": 3, "scoring": "x", "bands": {}, "instrument": []}'])
def test_whatever_is_in_the_file_it_is_refused_and_never_breaks(odd):
    assert paths(odd)


def test_it_is_never_loaded_into_a_demo():
    assert paths(pack(), demo=True) == ["file"]


def test_a_pack_scores_by_its_own_table_with_questions_from_the_other_end():
    asked = pack_in(raw(pack()), TODAY, licensee="z99901").loaded.instrument
    assert [scored(asked, {"a": a, "b": b}).total for a, b in (("0", "2"), ("1", "2"), ("1", "1"), ("2", "0"))] == [0, 20, 47.5, 100]
    assert band_of(asked.bands, scored(asked, {"a": "1", "b": "1"}).total).label == "Radiant" and scored(asked, {"a": "1"}).total is None
    assert asked.copyright_notice == "(c) Made-up Measures 2026. GLOW is a made-up name."


def test_a_pack_for_scores_only_holds_no_questions():
    assert pack_in(raw(entry_pack()), TODAY, licensee="Z99901").loaded.entry_only
    assert "content" in paths(entry_pack() | {"content": GLOW["content"]}) and "scoring.type" in paths(entry_pack(scoring__type="sum"))


@pytest.fixture
def glow(load, manager, questions):
    """GLOW loaded and switched on. Its address."""
    assert load(raw(pack()), to="/staff/instruments/packs", **DECLARED).status_code == 303
    manager.post("/staff/instruments/pack-glow", {"asked": "yes"})
    return f"{questions}/pack-glow"


def test_it_is_asked_in_its_owners_words_with_their_notice_and_kept_sealed(glow, sam, look):
    said = words(sam.get(f"{glow}/1"))
    assert "Think of your lamp. How was it in the morning? Dim Warm Bright" in said and "(c) Made-up Measures 2026. GLOW is a made-up name." in said
    (row,) = look(select(LoadedInstrument))
    assert (row.evidence, row.valid_until, row.loaded_by_id is not None, row.declared_at is not None) == ("licence-MM-77.pdf", date(2027, 1, 15), True, True)
    assert "morning" not in row.content_sealed


def test_without_evidence_or_the_persons_word_nothing_is_loaded(load, look):
    reply = load(raw(pack()), to="/staff/instruments/packs")
    assert reply.status_code == 422 and "Say which paper proves your licence." in words(reply) and "Tick that you have read the licence." in words(reply)
    refused = load(raw(pack(rights__valid_to="2026-01-01", sha256="1" * 64)), to="/staff/instruments/packs", **DECLARED)
    assert "The licence has ended." in words(refused) and "Something in the pack was changed." in words(refused) and look(select(LoadedInstrument)) == []


def test_it_says_sixty_days_before_that_it_ends_and_then_is_no_longer_asked_but_read(glow, sam, browse, session, cast, clock):
    for number, answer in ((1, "2"), (2, "0")):
        sam.post(f"{glow}/{number}", {"answer": answer})
    people = {role: a_staff_member(session, cast.practice, role) for role in (Role.MANAGER, Role.CLINICIAN)}
    session.commit()
    assert "Ends soon" in words(sign_in(browse(), session, people[Role.MANAGER]).get("/staff/instruments"))
    clock.move_to("2027-01-15T12:00:00+00:00")
    assert sign_in(browse(), session, cast.person).get(f"{glow}/1").status_code == 200
    clock.move_to("2027-01-16T12:00:00+00:00")
    manager = sign_in(browse(), session, people[Role.MANAGER])
    assert "Its licence has ended. Answers so far can still be read." in words(manager.get("/staff/instruments"))
    assert manager.post("/staff/instruments/pack-glow", {"asked": "yes"}).status_code == 409
    assert sign_in(browse(), session, cast.person).get(f"{glow}/1").status_code == 404
    desk = words(sign_in(browse(), session, people[Role.CLINICIAN]).get(f"/people/{cast.person.id}/answers/desk"))
    assert "Score 100, from 0 to 100." in desk and "Radiant" in desk


def test_a_score_the_licence_keeps_from_people_is_not_shown_and_items_that_may_not_go_out_do_not(glow, sam, nurse, cast, look):
    for number, answer in ((1, "2"), (2, "0")):
        sam.post(f"{glow}/{number}", {"answer": answer})
    own = words(sam.get(f"/people/{cast.person.id}/answers"))
    assert "Bright" in own and "100" not in own and "Take these answers along" not in own
    (response,) = look(select(Response))
    assert sam.get(f"/people/{cast.person.id}/answers/{response.id}").status_code == 404


SCORE = {"amount": "55,2", "level": "3", "taken-day": "1", "taken-month": "12", "taken-year": "2026"}


@pytest.fixture
def entry(load, cast):
    """A pack for scores only, loaded. Where its scores are typed in."""
    load(raw(entry_pack()), to="/staff/instruments/packs", **DECLARED)
    return f"/people/{cast.person.id}/answers/desk"


def test_staff_type_in_a_score_with_level_day_version_and_their_name_and_it_is_charted(entry, nurse, sam, cast, look, questions):
    assert sam.get(f"{questions}/pack-glow").status_code == 404
    nurse.post(f"{entry}/scores/pack-glow", SCORE)
    nurse.post(f"{entry}/scores/pack-glow", SCORE | {"taken-year": "2025", "amount": "47"})
    said = words(nurse.get(entry))
    assert "GLOW Version 1.2. MM-77 55.2 3 1 December 2026 Nurse Team A" in said and "47 1 December 2025 55.2 1 December 2026 +8.2" in said
    assert "First: 47, on 1 December 2025." in words(sam.get(f"/people/{cast.person.id}/answers"))
    assert all(row.amount_sealed.startswith("1.") for row in look(select(ScoreEntry)))


def test_a_correction_of_the_same_day_replaces_and_keeps_the_one_before(entry, nurse, look):
    for amount in ("55", "56"):
        nurse.post(f"{entry}/scores/pack-glow", SCORE | {"amount": amount})
    assert sorted((row.amount, row.replaced_at is None) for row in look(select(ScoreEntry))) == [("55", False), ("56", True)]


@pytest.mark.parametrize("odd", [{"amount": "101"}, {"amount": ""}, {"amount": "lots"}, {"taken-month": "13"}, {"taken-year": "2027"}, {"taken-day": "x"}])
def test_an_odd_score_is_not_kept_and_what_was_typed_stays(entry, nurse, look, odd):
    reply = nurse.post(f"{entry}/scores/pack-glow", SCORE | odd)
    assert reply.status_code == 422 and look(select(ScoreEntry)) == [] and 'value="3"' in reply.get_data(as_text=True)


def test_a_pack_that_may_be_asked_takes_no_typed_scores(glow, nurse, cast):
    assert nurse.post(f"/people/{cast.person.id}/answers/desk/scores/pack-glow", SCORE).status_code == 409


def test_the_file_of_a_pack_is_read_only_by_who_may_choose(browse, session, cast):
    for role in (Role.RECEPTION, Role.HCA, Role.COORDINATOR, Role.DUTY):
        browser = sign_in(browse(), session, a_staff_member(session, cast.practice, role))
        sent = {"file": (io.BytesIO(raw(pack())), "pack.json"), **DECLARED}
        assert browser.post("/staff/instruments/packs", sent, content_type="multipart/form-data").status_code == 404
