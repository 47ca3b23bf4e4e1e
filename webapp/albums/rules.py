"""How many, how big, how long; and what a file is by its own first bytes, whatever its name or its sender says."""

from webapp.albums.models import Kind

MOST = {Kind.PORTRAIT: 1, Kind.PICTURE: 4, Kind.SOUND: 4}
MEDIA = {Kind.PORTRAIT: "image/jpeg", Kind.PICTURE: "image/jpeg", Kind.SOUND: "audio/mpeg"}
# What a phone makes fits: a big photo, two minutes of sound as a plain recording.
MOST_BYTES = 24_000_000
LONGEST_CAPTION = 500
LONGEST_NAME = 60

# ISO base media files say their brand after "ftyp" (ISO/IEC 14496-12, 23008-12).
PHOTO_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
SOUND_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"3gp4", b"3gp5", b"3gp6", b"qt  ", b"dash")


def photo_decoder(head: bytes) -> str | None:
    """The one decoder that may open it: JPEG, PNG, WEBP or HEIF; None for all else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if head[4:8] == b"ftyp" and head[8:12] in PHOTO_BRANDS else None


def sound_decoder(head: bytes) -> str | None:
    """The one reader that may open it, by its name in FFmpeg; None for all else."""
    if head[:4] == b"RIFF":
        return "wav" if head[8:12] == b"WAVE" else None
    if head[4:8] == b"ftyp":
        return "mov" if head[8:12] in SOUND_BRANDS else None
    return next((reader for start, reader in STARTS.items() if head.startswith(start)), None) or frames(head)


STARTS = {b"\x1a\x45\xdf\xa3": "matroska", b"OggS": "ogg", b"ID3": "mp3", b"#!AMR": "amr", b"caff": "caf", b"fLaC": "flac"}


def frames(head: bytes) -> str | None:
    """A bare stream begins with a frame: eleven or twelve bits set, then its layer (ISO/IEC 11172-3, 13818-7)."""
    if len(head) < 2 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    return "mp3" if head[1] & 0xE6 == 0xE2 else None


def decoder_of(kind: Kind, head: bytes) -> str | None:
    return sound_decoder(head) if kind is Kind.SOUND else photo_decoder(head)
