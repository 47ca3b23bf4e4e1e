"""Photos and voice notes of a plan that leaves: what is seen goes along with its words, what is heard as words alone."""

import re
from uuid import uuid4

import pytest

from tests.albums.brought import photo
from tests.export.test_takeaway import PASSWORD, TWICE, read
from tests.people_cast import sign_in
from webapp.access.queries import looks_at
from webapp.albums.changes import add_piece, want_on_paper
from webapp.albums.models import Kind, Shape
from webapp.albums.remaking import Remade
from webapp.export.sealed_file import LARGEST, OPEN_PART, has_room, opened

FACE, GARDEN, SPOKEN, UNSAID = "Me on my bench", "My garden in June", "Please say my name slowly", ""
SAID = {FACE: Kind.PORTRAIT, GARDEN: Kind.PICTURE, SPOKEN: Kind.SOUND, UNSAID: Kind.SOUND}
STAYS = "The sound stays in the app."


def add(session, cast, kind: Kind, caption: str, body: bytes):
    bodies = {Shape.WHOLE: body} if kind is Kind.SOUND else {Shape.WHOLE: photo(), Shape.SMALL: body}
    made = {"remade": Remade(kind, bodies, 64, 48), "caption": caption, "helped_by": "", "by": cast.sam.account_id}
    return add_piece(session, person_id=cast.person.id, piece_id=uuid4(), **made)


@pytest.fixture
def pieces(plan, session, cast):
    made = {caption: add(session, cast, kind, caption, b"\xff\xf3tone" if kind is Kind.SOUND else photo(size=(320, 240))) for caption, kind in SAID.items()}
    session.commit()
    return made


def seen_on(made) -> list[str]:
    return [tag.alt for tag in made.tags if tag.kind == "Figure"]


def test_photos_leave_with_their_words_and_of_a_voice_its_words_alone(sam, plan, pieces, session, cast):
    full = read(sam, plan, what="full")
    assert seen_on(full) == [FACE, GARDEN] and all(said in full.words for said in (GARDEN, SPOKEN)) and full.words.count(STAYS) == 1
    page = opened(sam.post(f"{plan}/sealed-file", TWICE).data, PASSWORD).page_html
    assert re.findall(r'src="data:image/jpeg;base64,/9j/[^"]+" alt="([^"]+)"', page) == [FACE, GARDEN]
    assert SPOKEN in page and page.count(STAYS) == 1 and "audio" not in page
    # The plan on a page hangs where others see it: a portrait only when the person wants that.
    assert seen_on(read(sam, plan, what="page")) == []
    want_on_paper(session, piece=pieces[FACE], wanted=True, by=cast.sam.account_id)
    session.commit()
    once = read(sam, plan, what="page")
    assert seen_on(once) == ["A photo of me"] and len(once.pages) <= 2


def test_who_takes_the_photos_along_for_a_person_stands_in_their_log(plan, pieces, browse, session, cast):
    nurse = sign_in(browse(), session, cast.nurse)
    assert seen_on(read(nurse, plan, what="full")) == [FACE, GARDEN]
    assert [look.permission for look in looks_at(session, cast.person.id) if look.permission == "album.seen"] == ["album.seen"]


def test_a_file_that_would_open_nowhere_goes_without_its_photos_and_says_so(sam, plan, session, cast):
    for number in range(4):
        add(session, cast, Kind.PICTURE, f"Tree {number}", photo(size=(64, 48)) + bytes(900_000))
    session.commit()
    made = sam.post(f"{plan}/sealed-file", TWICE).data
    page = opened(made, PASSWORD).page_html
    assert len(made) <= LARGEST and "image/jpeg" not in page and "Tree 3" in page and "There is no room for it now." in page


def test_what_has_room_is_never_larger_than_what_opens(sam, plan):
    made = sam.post(f"{plan}/sealed-file", TWICE).data
    assert len(re.sub(rb'"locked".*?</script>', b"", made, flags=re.DOTALL)) < OPEN_PART
    assert has_room({}, "x" * (LARGEST * 3 // 4 - 90_000)) and not has_room({}, "x" * (LARGEST * 3 // 4))
    assert "img-src data:;" in made.decode() and "media-src" not in made.decode()
