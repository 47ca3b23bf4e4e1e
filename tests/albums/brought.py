"""Files as phones make them, and as somebody bad would: made here, none is kept in the repository."""

import array
import io
import math
import struct
import wave
import zipfile
import zlib

import av
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
PLACE = b"51.5007N"


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, turned: bool = False, mode: str = "RGB") -> bytes:
    """Half red, half blue. As from a phone: it says where it was taken, and, when `turned`, that it lies on its side."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    about = Image.Exif()
    about[0x010E] = PLACE.decode()
    if turned:
        about[0x0112] = 6
    made = io.BytesIO()
    picture.convert(mode).save(made, kind, exif=about.tobytes())
    return made.getvalue()


def recording(seconds: int = 1, rate: int = 8000) -> bytes:
    """A tone, as a plain WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        one = array.array("h", (int(8000 * math.sin(2 * math.pi * 440 * n / rate)) for n in range(rate))).tobytes()
        file.writeframes(one * seconds)
    return made.getvalue()


def recorded_as(form: str, codec: str, seconds: int = 1) -> bytes:
    """The same as a phone's recorder writes it, with a name and a place in it."""
    made = io.BytesIO()
    with av.open(io.BytesIO(recording(seconds, 48000))) as source, av.open(made, "w", format=form) as target:
        target.metadata["title"] = PLACE.decode()
        stream = target.add_stream(codec, rate=48000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made.getvalue()


def says_it_is_huge() -> bytes:
    """A few bytes that would unpack to ten thousand million dots."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + photo("PNG")[33:]


def a_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros", bytes(5_000_000))
    return made.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj"
PLAYLIST = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
