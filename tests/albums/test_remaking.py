"""What is kept is made anew: it looks and sounds the same, and nothing else of the file that came is in it. What is no photo or sound is refused."""

import io

import av
import pytest
from PIL import Image

from tests.albums.brought import HTML, PDF, PLACE, PLAYLIST, SVG, a_zip, photo, recorded_as, recording, says_it_is_huge
from webapp.albums.models import Kind, Shape
from webapp.albums.remaking import Refused, remade
from webapp.albums.rules import MOST_BYTES


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB"), ("HEIF", "RGB")])
def test_a_photo_of_any_phone_becomes_a_plain_jpeg_that_says_nothing_of_its_place(kind, mode):
    came = photo(kind, mode=mode)
    made = remade(Kind.PICTURE, came)
    whole = opened(made.bodies[Shape.WHOLE])
    assert PLACE in came and all(PLACE not in body for body in made.bodies.values())
    assert (whole.format, whole.mode, whole.size, dict(whole.getexif())) == ("JPEG", "RGB", (640, 480), {})
    assert set(whole.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_stands_upright_is_not_too_big_and_has_a_small_one():
    made = remade(Kind.PORTRAIT, photo(size=(4000, 3000), turned=True))
    whole, small = (opened(made.bodies[shape]) for shape in Shape)
    assert (made.width, made.height) == whole.size == (1200, 1600) and small.size == (240, 320)
    # What was on the left is on top after a quarter turn.
    assert whole.getpixel((600, 100))[2] > 200 and whole.getpixel((600, 1500))[0] > 200


@pytest.mark.parametrize(
    ("form", "codec"), [("webm", "libopus"), ("ogg", "libopus"), ("ipod", "aac"), ("mp3", "libmp3lame"), ("adts", "aac"), ("flac", "flac")]
)
def test_a_recording_of_any_phone_becomes_one_plain_mp3(form, codec):
    made = remade(Kind.SOUND, recorded_as(form, codec, 2))
    with av.open(io.BytesIO(made.bodies[Shape.WHOLE]), format="mp3") as heard:
        about = (heard.streams.audio[0].codec_context.name, heard.streams.audio[0].rate, heard.streams.audio[0].layout.name, heard.metadata)
    assert made.seconds == 2 and about == ("mp3float", 24000, "mono", {}) and PLACE not in made.bodies[Shape.WHOLE]


def test_what_hides_behind_or_before_a_photo_does_not_come_along():
    """A file that is a photo and something else as well: only the photo is kept, and what begins as something else is no photo."""
    for hidden in (HTML, a_zip(), PDF):
        made = remade(Kind.PICTURE, photo() + hidden)
        assert all(hidden[:40] not in body for body in made.bodies.values())
        with pytest.raises(Refused):
            remade(Kind.PICTURE, hidden + photo())


REFUSED = {
    "nothing": (b"", "empty"),
    "too heavy": (b"\xff\xd8\xff" + bytes(MOST_BYTES), "heavy"),
    "svg": (SVG, "unknown"),
    "html": (HTML, "unknown"),
    "pdf": (PDF, "unknown"),
    "zip": (a_zip(), "unknown"),
    "gif": (photo("GIF"), "unknown"),
    "sound": (recording(), "unknown"),
    "huge": (says_it_is_huge(), "dots"),
    "too small": (photo(size=(20, 20)), "small"),
    "half a jpeg": (photo()[:1500], "broken"),
    "half a png": (photo("PNG")[:-400], "broken"),
    "half a heic": (photo("HEIF")[:400], "broken"),
    "only a beginning": (b"\xff\xd8\xff", "broken"),
    "html called jpeg": (b"\xff\xd8\xff" + HTML, "broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_photo_is_refused(name):
    data, why = REFUSED[name]
    with pytest.raises(Refused, match=f"^{why}$"):
        remade(Kind.PICTURE, data)


REFUSED_SOUNDS = {
    "nothing": (b"", "empty"),
    "photo": (photo(), "unknown"),
    "playlist": (PLAYLIST, "unknown"),
    "html": (HTML, "unknown"),
    "too long": (recording(130), "long"),
    "too long, and silent about it": (recorded_as("adts", "aac", 130), "long"),
    "no sound at all": (recording(0), "silent"),
    "half a recording": (recording(10)[:80_000], "broken"),
    "half an m4a": (recorded_as("ipod", "aac", 3)[:8000], "broken"),
    "a playlist called mp3": (b"ID3" + PLAYLIST, "broken"),
    "a film that names other files": (b"\x00\x00\x00\x14ftypqt  " + bytes(8) + PLAYLIST, "broken"),
}


@pytest.mark.parametrize("name", REFUSED_SOUNDS)
def test_what_is_no_whole_recording_is_refused(name):
    data, why = REFUSED_SOUNDS[name]
    with pytest.raises(Refused, match=f"^{why}$"):
        remade(Kind.SOUND, data)
