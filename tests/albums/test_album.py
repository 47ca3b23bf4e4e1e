"""Photos and voice notes of a plan: added by the person alone, kept sealed, met by whom they share About me with, gone for good when they say so."""

import io
import re
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.albums.brought import PLACE, SVG, photo, recording
from tests.browsing import Forms, markup, words
from webapp.access.queries import looks_at
from webapp.albums.models import File, Kind, Piece
from webapp.albums.queries import album_of, data_address, portrait_of, sound_of
from webapp.albums.rules import MOST, MOST_BYTES

CAPTION = "Me on my bench"


@pytest.fixture
def me(cast):
    return cast.person.id


@pytest.fixture
def album(me) -> str:
    return f"/people/{me}/plan/album"


def bring(browser, album: str, kind: str, data: bytes, caption: str = "", name: str = "x.jpg", **more):
    """As without script: the page's own form, with a file in it."""
    address = f"{album}/new/{kind}"
    form = next(form for form in Forms(browser.get(address).get_data(as_text=True)).found if form["action"] == address)
    fields = dict(form["fields"]) | {"words": caption} | more
    return browser.post(address, fields | {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def files_on(page) -> list[str]:
    return re.findall(r'src="(/(?:carer/)?people/[^"]+)"', markup(page))


@pytest.fixture
def ask(database):
    """What stands in the database, asked in a session of its own."""

    def asked(question, *about, **named):
        with database.reading() as session:
            found = question(session, *about, **named)
            session.expunge_all()
        return found

    return asked


def rows(session, table) -> list:
    return list(session.exec(select(table)))


def test_a_photo_is_added_kept_sealed_shown_printed_named_and_taken_away_for_good(sam, nurse, album, ask, me):
    assert bring(sam, album, "portrait", photo(size=(800, 600)), CAPTION, helped_by="Ann").status_code == 303
    page = sam.get(album)
    (address,) = files_on(page)
    reply = sam.get(address)
    assert CAPTION in words(page) and "With help from Ann" in words(page) and reply.data.startswith(b"\xff\xd8\xff") and PLACE not in reply.data
    headers = {name: reply.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")}
    assert list(headers.values()) == ["image/jpeg", 'attachment; filename="photo.jpg"', "nosniff", "no-store, private"]
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    piece, kept = ask(rows, Piece)[0], ask(rows, File)
    assert (
        all(reply.data[:20] not in file.body_sealed and b"\xff\xd8\xff" not in file.body_sealed[:20] for file in kept) and CAPTION not in piece.caption_sealed
    )
    # The surgery meets it in the plan, and the person sees that.
    talk = nurse.get(f"/people/{me}/conversation/parts/about-me")
    assert files_on(talk) == [address] and CAPTION in words(talk) and nurse.get(address).data == reply.data
    assert [(look.permission, look.is_own) for look in ask(looks_at, me) if look.permission == "album.seen"] == [("album.seen", False), ("album.seen", True)]
    # On paper only when the person says so.
    one, front = f"{album}/{piece.id}", album.replace("plan/album", "plan/page")
    sam.post(album.replace("plan/album", "plan/parts/about-me"), {"people-plan": "Ann"})
    assert files_on(sam.get(front)) == [] and ask(portrait_of, me, printed=True) is None
    assert sam.post(one, {"words": CAPTION, "version": "1", "on_paper": "yes"}).status_code == 303
    assert files_on(sam.get(front)) == [address] and ask(lambda session: data_address(session, portrait_of(session, me, printed=True))).startswith(
        "data:image/jpeg;base64,/9j/"
    )
    # Two tabs: neither text is lost.
    assert sam.post(one, {"words": "On the bench in June", "version": "1"}).status_code == 303
    both = sam.post(one, {"words": "In my garden", "version": "1"})
    assert both.status_code == 409 and "On the bench in June" in words(both) and "In my garden" in both.get_data(as_text=True)
    # Gone is gone; that it was there, and when, stays.
    assert sam.post(f"{one}/ending", {}).status_code == 422 and len(ask(rows, File)) == 2
    assert sam.post(f"{one}/ending", {"sure": "yes"}).status_code == 303
    gone = ask(rows, Piece)[0]
    assert ask(rows, File) == [] and (gone.caption_sealed, gone.helped_by_sealed) == (None, None) and isinstance(gone.withdrawn_at, datetime)
    assert sam.get(address).status_code == nurse.get(address).status_code == sam.get(one).status_code == 404 and files_on(sam.get(album)) == []


def test_others_hear_a_voice_note_once_it_has_words_and_a_player_may_ask_for_a_piece_of_it(sam, nurse, album, ask, me):
    bring(sam, album, "sound", recording(3), name="voice.wav")
    (address,) = files_on(sam.get(album))
    about = f"/people/{me}/plan/parts"
    assert "Only you can hear this now." in words(sam.get(album)) and nurse.get(address).status_code == 404 and files_on(nurse.get(about)) == []
    whole = sam.get(address)
    assert (whole.mimetype, whole.headers["Accept-Ranges"]) == ("audio/mpeg", "bytes")
    piece = sam.get(address, headers={"Range": "bytes=100-199"})
    assert piece.status_code == 206 and piece.data == whole.data[100:200] and piece.headers["Content-Range"] == f"bytes 100-199/{len(whole.data)}"
    assert sam.get(address, headers={"Range": "bytes=9999999-"}).status_code == 416 and sam.get(address.replace("whole", "small")).status_code == 404
    sam.post(address.removesuffix("/whole"), {"words": "I say hello", "version": "1"})
    assert files_on(nurse.get(about)) == [address] and "I say hello" in words(nurse.get(about)) and nurse.get(address).data == whole.data
    assert [one.caption for one in ask(sound_of, me)] == ["I say hello"]


def test_what_cannot_be_taken_gets_a_kind_word_keeps_what_was_typed_and_changes_nothing(sam, album, ask):
    wrong = {
        "Choose a photo first.": b"",
        "We cannot read this as a photo.": SVG,
        "It may be damaged.": photo()[:900],
        "This photo is too big for us.": b"\xff\xd8\xff" + bytes(MOST_BYTES),
        # So big that it is not taken in at all.
        "Choose a smaller one.": bytes(MOST_BYTES + 200_000),
    }
    for said, data in wrong.items():
        page = bring(sam, album, "picture", data, "My dog Rex", name="dog.jpg" if data else "")
        assert page.status_code == 422 and said in words(page), said
        assert "My dog Rex" in page.get_data(as_text=True) or len(data) > MOST_BYTES + 100_000
    page = bring(sam, album, "picture", photo(), "x" * 501)
    assert page.status_code == 422 and "Use fewer words." in words(page)
    assert sam.get(f"{album}/new/film").status_code == 404 and ask(rows, Piece) == ask(rows, File) == []


def test_there_is_room_for_a_few_the_same_form_adds_once_and_a_new_portrait_takes_the_old_one_s_place(sam, album, ask, me):
    small = photo(size=(40, 40))
    for _time in range(MOST[Kind.PICTURE] - 1):
        assert bring(sam, album, "picture", small).status_code == 303
    page = sam.get(f"{album}/new/picture").get_data(as_text=True)
    fields = dict(next(form for form in Forms(page).found if form["action"] == f"{album}/new/picture")["fields"])
    for _press in range(2):
        sent = fields | {"file": (io.BytesIO(small), "x.jpg")}
        assert sam.post(f"{album}/new/picture", sent, content_type="multipart/form-data").status_code == 303
    assert len(ask(album_of, me).pictures) == MOST[Kind.PICTURE]
    full = sam.post(f"{album}/new/picture", {"file": (io.BytesIO(small), "x.jpg")}, content_type="multipart/form-data")
    assert full.status_code == 409 and "There is no more room here." in words(full)
    for _time in range(2):
        assert bring(sam, album, "portrait", small).status_code == 303
    portraits = [piece for piece in ask(rows, Piece) if piece.kind is Kind.PORTRAIT]
    assert sorted(bool(piece.withdrawn_at) for piece in portraits) == [False, True]


class Slow(io.BytesIO):
    """A phone with a poor signal: while its photo arrives somebody else saves."""

    def __init__(self, data: bytes, meanwhile):
        super().__init__(data)
        self.meanwhile = meanwhile

    def read(self, *size):
        self.meanwhile()
        return super().read(*size)

    def readinto(self, room):
        self.meanwhile()
        return super().readinto(room)


def test_nobody_waits_while_a_photo_arrives(sam, album, database, ask):
    saved = []

    def somebody_saves():
        if not saved:
            with database.writing() as other:
                saved.append(other.execute(sa.text("UPDATE person SET language = language")).rowcount)

    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="x.jpg"\r\n\r\n' + photo(size=(40, 40)) + b"\r\n--x--\r\n"
    about = {"content_type": "multipart/form-data; boundary=x", "content_length": len(body), "input_stream": Slow(body, somebody_saves)}
    reply = sam.client.post(f"{album}/new/picture", headers={"Sec-Fetch-Site": "same-origin"}, **about)
    assert reply.status_code == 303 and saved and len(ask(rows, Piece)) == 1
