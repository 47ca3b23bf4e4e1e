"""A photo or a sound as it is kept: made anew, in a program of its own that is shut in and short-lived. Never inside a transaction."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Timer

from webapp.albums.models import Kind, Shape
from webapp.albums.rules import MOST_BYTES, decoder_of

PROGRAM = Path(__file__).with_name("darkroom.py")
# By the clock on the wall; the program's own limit is time at work.
MOST_WAIT = 40
MOST_MADE = 4_000_000
# Each takes a processor for a second or two, and memory for a big photo.
AT_ONCE = BoundedSemaphore(2)
PATIENCE = 30
JPEG, MP3 = b"\xff\xd8\xff", (b"\xff\xf2", b"\xff\xf3")


class Refused(Exception):
    """Why it was not taken: empty, heavy, unknown, dots, small, long, silent, broken or busy."""


@dataclass(frozen=True)
class Remade:
    """What is kept of one file. Pixels, seconds; `bodies` holds JPEG, or MP3 for a sound."""

    kind: Kind
    bodies: dict[Shape, bytes]
    width: int = 0
    height: int = 0
    seconds: int = 0


def remade(kind: Kind, data: bytes) -> Remade:
    """Raises Refused. Takes up to a few seconds: no lock and no transaction may be held meanwhile."""
    if not data:
        raise Refused("empty")
    if len(data) > MOST_BYTES:
        raise Refused("heavy")
    decoder = decoder_of(kind, data[:64])
    if decoder is None:
        raise Refused("unknown")
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Refused("busy")
    try:
        return taken(kind, developed("sound" if kind is Kind.SOUND else "photo", decoder, data))
    finally:
        AT_ONCE.release()


def developed(way: str, decoder: str, data: bytes) -> bytes:
    """What the program said. It gets the file in memory, no surroundings, and is ended when it takes too long or says too much."""
    given = os.memfd_create("given")
    try:
        with open(given, "r+b", closefd=False) as file:
            file.write(data)
            file.seek(0)
        words = [sys.executable, "-I", str(PROGRAM), way, decoder]
        with subprocess.Popen(words, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/") as program:  # noqa: S603
            alarm = Timer(MOST_WAIT, program.kill)
            alarm.start()
            try:
                return program.stdout.read(MOST_MADE) if program.stdout else b""
            finally:
                alarm.cancel()
                program.kill()
    finally:
        os.close(given)


def taken(kind: Kind, said: bytes) -> Remade:
    """Believed as little as what was sent: the file that came may have got the better of its decoder."""
    line, _end, rest = said.partition(b"\n")
    try:
        facts = json.loads(line)
        lengths = [int(length) for length in facts["lengths"]]
        sizes = {name: int(facts.get(name, 0)) for name in ("width", "height", "seconds")}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("broken") from None
    if facts.get("refused"):
        raise Refused(str(facts["refused"]))
    shapes = (Shape.WHOLE,) if kind is Kind.SOUND else (Shape.WHOLE, Shape.SMALL)
    bodies = [rest[sum(lengths[:n]) : sum(lengths[: n + 1])] for n in range(len(lengths))]
    start = MP3 if kind is Kind.SOUND else JPEG
    if len(bodies) != len(shapes) or min(lengths) < 1 or sum(lengths) != len(rest) or not all(body.startswith(start) for body in bodies):
        raise Refused("broken")
    return Remade(kind, dict(zip(shapes, bodies, strict=True)), **sizes)
