"""What a closed Chromium has left on the disk: its HTTP cache, the history with its titles, and every other file of the profile."""

import sqlite3
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli

# An entry of Chromium's cache: how it begins and how each of its two streams ends. The body comes first, then what the server said of it.
HEAD, TAIL, SHA = struct.Struct("<QIIII"), struct.Struct("<QIIII"), 32
BEGINS, ENDS, HAS_SHA = 0xFCFB6D1BA7725C30, 0xF4FA6F45970D41D8, 2


def entry(raw: bytes) -> tuple[str, bytes]:
    """Its address, and its body as a page would get it."""
    begins, _version, length, _hash, _ = HEAD.unpack_from(raw)
    ends, flags, _crc, said, _ = TAIL.unpack_from(raw, len(raw) - TAIL.size)
    assert (begins, ends) == (BEGINS, ENDS), "Chromium writes its cache in another way now"
    at = HEAD.size + length
    until = len(raw) - TAIL.size - (SHA if flags & HAS_SHA else 0) - said
    body, headers = raw[at : until - TAIL.size], raw[until:]
    return raw[HEAD.size : at].decode().split()[-1], opened(body, headers.lower())


def opened(body: bytes, headers: bytes) -> bytes:
    if b"content-encoding:br" in headers.replace(b" ", b""):
        return brotli.decompress(body)
    return zlib.decompress(body, 47) if b"content-encoding:gzip" in headers.replace(b" ", b"") else body


def cached(profile: Path) -> dict[str, bytes]:
    """The browser's HTTP cache: address to body."""
    return dict(entry(one.read_bytes()) for one in (profile / "Default/Cache/Cache_Data").glob("*_0"))


def history(profile: Path) -> dict[str, str]:
    """Address to title, of every page that was open."""
    db = sqlite3.connect(profile / "Default/History")
    try:
        return dict(db.execute("SELECT url, title FROM urls").fetchall())
    finally:
        db.close()


def texts(profile: Path) -> Iterator[tuple[str, str]]:
    """Every file of the profile, by name: as it stands, and as the two-byte letters in which Chromium writes what was typed."""
    for path in sorted(one for one in profile.rglob("*") if one.is_file()):
        raw = path.read_bytes()
        for text in (raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace"), raw[1:].decode("utf-16-le", "replace")):
            yield str(path.relative_to(profile)), text
    for address, body in cached(profile).items():
        yield address, body.decode("utf-8", "replace")


def found_on(profile: Path, words: list[str]) -> list[str]:
    """Which of these words stand where, in any letters large or small."""
    return sorted({f"{name}: {word}" for name, text in texts(profile) for word in words if word.lower() in text.lower()})
