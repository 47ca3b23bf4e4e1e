"""What the other end may say, in every shape that HTTP allows and in some that it does not: alone, and among many in one thread."""

import socket
import struct
import threading
from queue import SimpleQueue

import pytest

from tests.channels.far_end import FarEnd, honest
from tests.messages.conftest import MOBILE
from tests.outbox.worker_process import until
from webapp.channels import NoAnswer
from webapp.channels.answer import LONGEST
from webapp.channels.notify import GovukNotify
from webapp.channels.switchboard import Switchboard

NEVER = threading.Event()
BODY = b'{"id": "id-odd", "reference": "odd"}'
HEAD = b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\n"


def byte_by_byte(line, whole) -> None:
    for place in range(len(whole)):
        line.sendall(whole[place : place + 1])


def in_chunks(line, _whole) -> None:
    line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n" + BODY[:5])
    line.sendall(b"\r\n%x\r\n" % len(BODY[5:]) + BODY[5:] + b"\r\n0\r\n\r\n")


def after_go_on(line, whole) -> None:
    line.sendall(b"HTTP/1.1 100 Continue\r\nContent-Length: 3\r\n\r\n" + whole)


def until_closed(line, _whole) -> None:
    line.sendall(HEAD + b"\r\n" + BODY)
    line.shutdown(socket.SHUT_RDWR)


def said_to_close(line, _whole) -> None:
    line.sendall(honest("odd", head=b"Connection: close\r\n"))
    line.shutdown(socket.SHUT_RDWR)


def half(of: bytes):
    def saying(line, _whole) -> None:
        line.sendall(of)
        line.shutdown(socket.SHUT_RDWR)

    return saying


def reset(line, whole) -> None:
    line.sendall(whole[:30])
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def drip(line, whole) -> None:
    """One byte and then another, each soon enough, the whole never."""
    for place in range(len(whole)):
        line.sendall(whole[place : place + 1])
        NEVER.wait(0.1)


def endless(line, _whole) -> None:
    line.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (3 * LONGEST))
    for _ in range(300):
        line.sendall(b" " * (LONGEST // 100))


def of_another(line, _whole) -> None:
    line.sendall(honest("another"))


def twice(line, whole) -> None:
    line.sendall(whole + whole)


GOOD = [byte_by_byte, in_chunks, after_go_on, until_closed, said_to_close]
BAD = {
    "closed in its first line": half(b"HTTP/1.1 2"),
    "closed in its head": half(HEAD),
    "closed in its body": half(HEAD + b"Content-Length: 90\r\n\r\n" + BODY),
    "closed in a chunk": half(HEAD + b"Transfer-Encoding: chunked\r\n\r\n90\r\n" + BODY),
    "closed without a word": half(b""),
    "no HTTP": half(b"+OK hello\r\n\r\n"),
    "reset": reset,
    "a drip": drip,
    "endless": endless,
    "of another text": of_another,
    "two at once": twice,
}


@pytest.fixture
def told(settings):
    """`told(url)`: the real client on a line to that address."""
    return lambda url: GovukNotify(settings.model_copy(update={"notify_base_url": url, "notify_timeout": 1.0}))


def said(channel, reference: str) -> str:
    try:
        return channel.send(MOBILE, "hello", reference)
    except NoAnswer:
        return "no answer"


def all_said(channel, references: list[str], calls: int = 50) -> dict[str, str]:
    """What came of each, in the order it came, all in one thread."""
    came: SimpleQueue = SimpleQueue()
    with Switchboard(lambda reference: came.put((reference, said(channel, reference))), calls, broke=lambda: came.put(None)) as board:
        board.add(references)
        return dict(came.get(timeout=30) for _ in references)


@pytest.mark.parametrize("saying", GOOD)
def test_an_answer_in_any_shape_that_is_allowed_is_read(saying, told):
    with FarEnd({"odd": saying}) as end:
        channel = told(end.url)
        assert [said(channel, one) for one in ("before", "odd", "after")] == ["id-before", "id-odd", "id-after"]
        assert all_said(channel, ["x", "odd", "y", "z"], calls=2) == {"x": "id-x", "odd": "id-odd", "y": "id-y", "z": "id-z"}
        assert sorted(end.heard) == ["after", "before", "odd", "odd", "x", "y", "z"]


@pytest.mark.parametrize("saying", BAD.values(), ids=BAD)
def test_any_other_is_no_answer_the_text_goes_once_and_the_next_is_not_harmed(saying, told):
    with FarEnd({"odd": saying}) as end:
        channel = told(end.url)
        assert [said(channel, one) for one in ("before", "odd", "after")] == ["id-before", "no answer", "id-after"]
        assert all_said(channel, ["x", "odd", "y", "z"], calls=2) == {"x": "id-x", "odd": "no answer", "y": "id-y", "z": "id-z"}
        assert sorted(end.heard) == ["after", "before", "odd", "odd", "x", "y", "z"]


def test_an_answer_that_comes_too_late_is_never_read_as_the_next_one_s(told):
    late = threading.Event()

    def too_late(line, whole) -> None:
        late.wait(10)
        line.sendall(whole)

    with FarEnd({"odd": too_late}) as end:
        channel = told(end.url)
        assert said(channel, "odd") == "no answer"
        late.set()
        assert said(channel, "next") == "id-next"


def test_a_line_that_was_closed_while_nobody_spoke_is_forgotten_and_made_anew(told):
    came: SimpleQueue = SimpleQueue()
    with FarEnd({"odd": half(honest("odd"))}) as end:
        channel = told(end.url)
        with Switchboard(lambda one: came.put(said(channel, one)), 1, broke=lambda: came.put(None)) as board:
            board.add(["odd"])
            assert came.get(timeout=10) == "id-odd"
            assert until(lambda: not board.watched)
            board.add(["next"])
            assert came.get(timeout=10) == "id-next"
        assert end.heard == ["odd", "next"]


def test_a_slow_answer_does_not_delay_the_others(told):
    others_are_here = threading.Event()

    def slow(line, whole) -> None:
        line.sendall(whole[:40])
        others_are_here.wait(10)
        line.sendall(whole[40:])

    came: list[str] = []
    with FarEnd({"slow": slow}) as end:
        channel = told(end.url)

        def run(reference: str) -> None:
            came.append(said(channel, reference))
            if len(came) == 200:
                others_are_here.set()

        with Switchboard(run, 20, broke=others_are_here.set) as board:
            board.add(["slow", *map(str, range(200))])
            assert others_are_here.wait(20)
    assert came[-1] == "id-slow" and len(set(came)) == 201 and "no answer" not in came
