"""The desk's own words for a message: counted, refused, saved, sent, and put back. And a person's word, on their card and in their texts."""

import pytest

from tests.browsing import words
from tests.messages.conftest import clock, person, practice, queue, settings
from tests.people_cast import a_person, a_staff_member, sign_in
from webapp.messages.models import MessageKind
from webapp.practices.models import Role
from webapp.wordings.queries import GROUPS

__all__ = ["clock", "person", "practice", "queue", "settings"]
FIRST = "/staff/wordings/recall.first"
GOOD = "{practice}: {name}, let us talk about your year.\nPhone {phone}"


@pytest.fixture
def invited(session, queue):
    """`invited()`: version and words of an invitation that is queued now."""

    def invited(**more) -> tuple[str, str]:
        made = queue(MessageKind.INVITATION, commit=False, template="recall/first", **more)
        found = made.version, made.body
        session.commit()
        return found

    return invited


def test_a_manager_words_an_invitation_and_goes_back_to_ours(session, practice, person, invited, browse):
    a_person(session, practice, given="Bartholomew-James")
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.MANAGER, "Mo Manager"))
    sent_to = f"/people/{person.id}/messages"
    session.commit()
    listed = desk.get("/staff/wordings")
    assert "First invitation" in words(listed) and "Polski" in words(listed)
    counted = desk.post(FIRST, {"press": "count", "text": f"{GOOD}\nIt’s free."})
    assert "Bartholomew-James" in words(counted) and "1 part" in words(counted) and "We made curly quotes" in words(counted)
    piece = desk.post(FIRST, {"text": GOOD}, headers={"HX-Request-Type": "partial"})
    assert b"<html" not in piece.data and "1 part" in words(piece)
    refused = desk.post(FIRST, {"press": "save", "text": f"{GOOD}\nYou missed it."})
    assert refused.status_code == 422 and "Nobody should feel blamed" in words(refused) and "You missed it." in words(refused)
    long = desk.post(FIRST, {"press": "save", "text": GOOD + "\nWe will talk." * 20})
    assert long.status_code == 422 and "it must be one part" in words(long)
    assert invited()[0].startswith("came ")
    assert desk.post(FIRST, {"press": "save", "text": GOOD}).status_code == 303
    assert invited() == ("own 1", "Tree Tops Surgery: Sam, let us talk about your year. Phone 01632 960001")
    assert "Saved by Mo Manager" in words(desk.get(FIRST))
    assert desk.post(FIRST, {"press": "save", "text": f"{GOOD}\nThank you."}).status_code == 303
    assert "Yours, number 1" in words(desk.get(sent_to))
    assert desk.post(FIRST, {"press": "ours"}).status_code == 303
    page = words(desk.get(FIRST))
    assert "Number 1" in page and "Number 2" in page and "your yearly talk at" in page
    assert invited()[0].startswith("came ")


def test_words_in_another_language_are_saved_with_who_read_them_and_a_groups_words_are_its_own(session, practice, person, invited, browse):
    GROUPS.append(lambda _session, _practice_id: {"pilot": "Our pilot"})
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.COORDINATOR))
    polish = "{practice}: {name}, zapraszamy.\nTel. {phone}"
    asked = desk.post(f"{FIRST}?language=pl", {"press": "save", "text": polish})
    assert asked.status_code == 422 and "Write who read it" in words(asked) and "zapraszamy" in words(asked)
    assert desk.post(f"{FIRST}?language=pl", {"press": "save", "text": polish, "read_by": "Ola Nowak"}).status_code == 303
    assert invited(language="pl")[1] == "Tree Tops Surgery: Sam, zapraszamy. Tel. 01632 960001"
    assert desk.post(f"{FIRST}?group=pilot", {"press": "save", "text": GOOD}).status_code == 303
    assert invited(cohort="pilot")[0] == "own 2"
    assert invited()[0].startswith("came ")
    assert [desk.get(f"{FIRST}{query}").status_code for query in ("?language=xx", "?group=nobody", "x")] == [404, 404, 404]
    assert desk.get("/staff/wordings/accounts.code").status_code == 404, "codes are the same everywhere"
    GROUPS.pop()


def test_a_word_is_given_at_the_desk_and_seen_by_its_person(session, practice, person, invited, browse):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    sam = sign_in(browse(), session, person)
    card, own = f"/people/{person.id}/card", f"/people/{person.id}/word"
    session.commit()
    assert "no word yet" in words(desk.get(card)) and "Give me a word" in words(sam.get(own))
    first = words(desk.follow(desk.post(card)))
    _version, body = invited()
    word = body.rsplit("Your word: ", 1)[1]
    assert f"Your word {word} For Sam Carter" in first and word in words(sam.get(own))
    sam.post(own, {"press": "anew"})
    assert invited()[1].rsplit("Your word: ", 1)[1] != word
