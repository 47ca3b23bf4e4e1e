import pytest

from tests.people_cast import a_person
from webapp.base.sealing import KeyRing, Unopenable, use_ring
from webapp.people.models import ContactKind, ContactPoint


def a_mobile(person, number="+447700900123"):
    return ContactPoint(person_id=person.id, kind=ContactKind.MOBILE, value=number, value_index="x")


def test_a_sealed_column_opens_again_and_is_not_clear_in_the_table(session):
    person = a_person(session)
    session.add(a_mobile(person))
    session.commit()
    row = session.connection().exec_driver_sql("SELECT value_sealed FROM contact_point").scalar_one()
    assert "7700" not in row and row.startswith("1.k1.")


def test_a_value_moved_to_another_row_does_not_open(session):
    person = a_person(session)
    mine, theirs = a_mobile(person), a_mobile(person, "+447700900456")
    theirs.value_sealed = mine.value_sealed
    with pytest.raises(Unopenable):
        _ = theirs.value


def test_a_new_key_seals_and_the_old_still_opens(keys):
    before = keys.seal("words", "a.b.1")
    newer = KeyRing("k2", {**keys.keys, "k2": b"2" * 32}, keys.index_key)
    use_ring(newer)
    assert newer.unseal(before, "a.b.1") == "words" and newer.seal("words", "a.b.1").startswith("1.k2.")
    del newer.keys["k1"]
    newer._ciphers.clear()
    with pytest.raises(Unopenable):
        newer.unseal(before, "a.b.1")


def test_the_blind_index_differs_by_purpose(keys):
    assert keys.blind("+447700900123", "phone") != keys.blind("+447700900123", "email")
