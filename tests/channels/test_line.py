"""The line to Notify: one kept connection, nothing sent twice, one signature for a few seconds."""

import select
import socket
import ssl
import threading
from datetime import timedelta
from queue import SimpleQueue

import pytest

from tests.channels.certificate import certificate
from tests.messages.conftest import MOBILE, TUESDAY
from tests.notify_server import Mode
from webapp.channels import NoAnswer
from webapp.channels.answer import seconds
from webapp.channels.line import certificates, in_one_piece
from webapp.channels.notify import GovukNotify
from webapp.channels.switchboard import Switchboard


@pytest.fixture
def channel(settings) -> GovukNotify:
    return GovukNotify(settings)


def test_one_connection_serves_many_texts(notify, channel):
    for number in range(3):
        channel.send(MOBILE, "hello", f"text-{number}")
    assert len(notify.texts) == 3 and len({line for line, _token in notify.calls}) == 1


def test_a_connection_closed_in_the_meantime_is_made_anew_and_each_text_goes_once(notify, channel):
    notify.script.append(Mode.LAST)
    channel.send(MOBILE, "hello", "first")
    gone(channel)
    channel.send(MOBILE, "hello", "second")
    assert notify.taken() == {"first": 1, "second": 1} and len({line for line, _token in notify.calls}) == 2


def gone(channel) -> None:
    """Until the other end's goodbye has arrived."""
    line = channel.client.request_session.open
    assert select.select([line], [], [], 10)[0] and line.recv(1, socket.MSG_PEEK) == b""


@pytest.mark.parametrize("mode", [Mode.DROP, Mode.RESET, Mode.LATE])
def test_a_line_that_breaks_is_no_answer_and_nothing_is_sent_again(mode, notify, channel):
    notify.script.append(mode)
    with pytest.raises(NoAnswer):
        channel.send(MOBILE, "hello", "once")
    assert notify.posts == 1
    assert channel.send(MOBILE, "hello", "next")


def test_a_signature_serves_for_seconds_and_never_grows_old(notify, channel, clock):
    channel.send(MOBILE, "hello", "first")
    channel.send(MOBILE, "hello", "second")
    clock.move_to(TUESDAY + timedelta(minutes=5))
    channel.send(MOBILE, "hello", "third")
    first, second, third = [token for _line, token in notify.calls]
    assert first == second != third


def test_a_look_up_says_what_it_asks_for(notify, channel):
    sent = channel.send(MOBILE, "hello", "a b&c")
    assert channel.found("a b&c") == sent and channel.found("another") is None


def test_a_header_cannot_bring_another_with_it():
    with pytest.raises(ValueError, match="two lines"):
        in_one_piece("POST", "/", {"Host": "x\r\nX-Evil: 1"}, b"")


def test_a_proxy_of_the_surroundings_is_asked_for_a_tunnel(notify, settings, monkeypatch):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        threading.Thread(target=tunnel, args=(proxy, notify.server_address[1], asked), daemon=True).start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        channel = GovukNotify(settings.model_copy(update={"notify_base_url": f"http://notify.example:{notify.server_address[1]}"}))
        assert channel.send(MOBILE, "hello", "by tunnel")
    assert asked[0].startswith(f"CONNECT notify.example:{notify.server_address[1]} ".encode())


def tunnel(proxy, port: int, asked: list) -> None:
    """A proxy for one request and its answer."""
    near, _address = proxy.accept()
    with near, socket.create_connection(("127.0.0.1", port)) as far:
        asked.append(near.recv(4096))
        near.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        far.sendall(near.recv(65536))
        near.sendall(far.recv(65536))


@pytest.fixture
def secure(notify, settings, tmp_path):
    """The same server behind TLS, and the file that says whom to believe."""
    pem = certificate(tmp_path)
    told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    told.load_cert_chain(pem)
    notify.socket = told.wrap_socket(notify.socket, server_side=True)
    certificates.cache_clear()
    yield settings.model_copy(update={"notify_base_url": f"https://localhost:{notify.server_address[1]}", "notify_timeout": 10.0}), pem
    certificates.cache_clear()


def test_over_tls_one_connection_serves_too(notify, secure, monkeypatch):
    settings, pem = secure
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    channel = GovukNotify(settings)
    for number in range(3):
        channel.send(MOBILE, "hello", f"text-{number}")
    assert len(notify.texts) == 3 and len({line for line, _token in notify.calls}) == 1


def test_over_tls_many_are_in_the_air_in_one_thread(notify, secure, monkeypatch):
    settings, pem = secure
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    channel, came = GovukNotify(settings), SimpleQueue()
    with Switchboard(lambda one: came.put(channel.send(MOBILE, "hello", one)), 5, broke=lambda: came.put(None)) as board:
        board.add(map(str, range(40)))
        ids = [came.get(timeout=30) for _ in range(40)]
    assert sorted(ids) == sorted(text.id for text in notify.texts) and len({line for line, _token in notify.calls}) == 5


def test_nobody_unknown_is_told_anything(notify, secure):
    with pytest.raises(NoAnswer):
        GovukNotify(secure[0]).send(MOBILE, "hello", "secret")
    assert notify.texts == [] and notify.calls == []


@pytest.mark.parametrize(
    ("said", "wait"),
    [("7", 7), ("99999", 3600), ("Tue, 01 Dec 2026 10:02:00 GMT", 120), ("Tue, 01 Dec 2026 09:00:00 GMT", 0), ("soon", 0), ("", 0), ("²", 0)],
)
def test_how_long_the_service_asks_us_to_wait_may_be_seconds_or_a_date(said, wait, clock):
    assert seconds(said) == pytest.approx(wait, abs=5)
