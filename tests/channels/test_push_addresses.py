"""Addresses that come from a browser, so from anybody: 300 hostile ones lead to no connection at all."""

import socket
import sys
from itertools import product

import pytest

from tests.push_server import Browser
from webapp.channels import Refused, TryLater
from webapp.channels.push import BrowserPush
from webapp.channels.push_address import Subscription, is_outside, may_go_to
from webapp.channels.push_key import PushKey, new_key
from webapp.settings import Settings

KNOWN = ("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", "wns2-par02p.notify.windows.com")
INSIDE = (
    *("127.0.0.1", "localhost", "0", "0.0.0.0", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "localhost."),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "[fd00::1]", "[fc00::1]"),
    *("10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "metadata.google.internal", "metadata", "db", "router.lan"),
    *("127.0.0.1.nip.io", "localtest.me", "①②⑦.⓪.⓪.①", "ⓛocalhost", "127。0。0。1", "1.1.1.1", "8.8.8.8", "[2606:4700::1111]", "example.org"),
)
NEARLY = (
    *("fcm.googleapis.com.evil.org", "evilfcm.googleapis.com", "xfcm.googleapis.com", "fcm.googleapis.com.", "fcm-googleapis.com", "googleapis.com"),
    *("notify.windows.com", "evilnotify.windows.com", "x.notify.windows.com.evil.org", "push.apple.com", "evil-push.apple.com", "apple.com"),
    *("push.services.mozilla.com", "evil.org#.push.apple.com", "evil.org?.push.apple.com", "evil.org\\.push.apple.com", ".push.apple.com"),
    *(
        "fcm.googleapis.com\t",
        "fcm.googleapis.com\n",
        " fcm.googleapis.com",
        "fcm.googleapis.com%00",
        "fcm%2egoogleapis.com",
        "fcm.googleapis。com",
        "FCM.googleapis.com",
    ),
)
AROUND = (
    "{}:80",
    "{}:8443",
    "{}:0",
    "{}:",
    "{}:443:443",
    "user@{}",
    "user:pass@{}",
    "@{}",
    "evil.org@{}",
    "{}@evil.org",
    "{}:443@evil.org",
    "{}\\@evil.org",
    "{}%40evil.org",
)
RESTS = ("", "?a", "#a", "\r\nHost: evil.org/", "/a b", "/\r\nX: y", "/é", "/" + "a" * 2000, "/#x")
SCHEMES = ("http", "ftp", "file", "gopher", "ws", "wss", "javascript", "data", "HTTPS", "https ", "\thttps", "//")


def hostile() -> list[str]:
    made = [f"https://{host}{port}/push/x" for host, port in product(INSIDE, ("", ":443", ":8080", ":22"))]
    made += [f"https://{host}/push/x" for host in NEARLY]
    made += [f"https://{around.format(host)}/push/x" for around, host in product(AROUND, KNOWN)]
    made += [f"{scheme}://{host}/push/x" for scheme, host in product(SCHEMES, KNOWN)]
    made += [f"https://{host}{rest}" for host, rest in product(KNOWN, RESTS)]
    made += [*("", "https:", "https://", "https:///x", "//x/y", "x", "null", "about:blank", "https:fcm.googleapis.com/x", "https:\\\\fcm.googleapis.com\\x")]
    return made


def heard(event: str, arguments: tuple) -> None:
    """Python itself says of each look-up and each connection of this process."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        reached.append((event, arguments[-1]))
        if outside_is_closed and event == "socket.connect":
            raise ConnectionRefusedError


sys.addaudithook(heard)
reached: list[tuple] = []
outside_is_closed: list[bool] = []


@pytest.fixture
def world(tmp_path):
    """A channel whose look-up answers what a test says, and what was looked up by it."""
    settings = Settings(instance=tmp_path, push_contact="it@example.org", push_timeout=0.3, _env_file=None)
    looked_up: list[str] = []

    def channel(*answers: str) -> BrowserPush:
        def look_up(host, port, **_how):
            looked_up.append(host)
            return [(socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers]

        return BrowserPush(settings, PushKey.from_text(new_key()), look_up)

    return channel, looked_up


def subscribed(endpoint: str) -> str:
    given = Browser("x").given("https://x")
    return Subscription(endpoint, given["p256dh"], given["auth"]).as_text()


def test_300_hostile_addresses_lead_to_no_look_up_and_no_connection(world):
    channel, looked_up = world
    sends, tried = channel("127.0.0.1"), hostile()
    assert len(set(tried)) >= 300
    reached.clear()
    for endpoint in set(tried):
        with pytest.raises(Refused, match="not_allowed"):
            sends.send(subscribed(endpoint), "words", "ref")
    assert looked_up == [] == reached


WITHIN = ("127.0.0.1", "10.1.2.3", "172.31.0.9", "192.168.1.1", "169.254.169.254", "100.64.9.9", "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1")
WITHIN += (
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "2001:db8::1",
)


@pytest.mark.parametrize("answer", WITHIN)
def test_a_known_name_that_leads_inside_is_not_connected_to(answer, world):
    channel, looked_up = world
    assert not is_outside(answer)
    reached.clear()
    for answers in ((answer,), ("142.250.1.95", answer)):
        with pytest.raises(TryLater, match="unreachable"):
            channel(*answers).send(subscribed("https://fcm.googleapis.com/push/x"), "words", "ref")
    assert looked_up == ["fcm.googleapis.com"] * 2 and reached == []


def test_the_answer_that_was_looked_at_is_the_one_connected_to(world):
    channel, looked_up = world
    reached.clear()
    outside_is_closed.append(True)
    with pytest.raises(TryLater, match="unreachable"):
        channel("142.250.1.95").send(subscribed("https://fcm.googleapis.com/push/x"), "words", "ref")
    outside_is_closed.clear()
    assert looked_up == ["fcm.googleapis.com"] and [where[:2] for event, where in reached if event == "socket.connect"] == [("142.250.1.95", 443)]


def test_addresses_of_the_open_internet_are_outside():
    assert all(is_outside(one) for one in ("142.250.1.95", "17.57.144.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"))


def test_the_browsers_own_addresses_are_taken():
    tokens = ("fcm/send/dEf:APA91b_-x", "wpush/v2/gAAAA~=", "QABC-_9", "w/?token=BQYAAA%2b%2f")
    assert all(may_go_to(f"https://{host}{port}/{token}") for host, port, token in product(KNOWN, ("", ":443"), tokens))


def test_the_service_for_tests_is_one_origin_and_nothing_beside_it():
    also = "http://127.0.0.1:9000"
    assert may_go_to(f"{also}/push/x", also)
    assert not any(may_go_to(one, also) for one in ("http://127.0.0.1:90001/x", "http://127.0.0.1:9001/x", f"{also}@evil.org/x", "http://127.0.0.1/x", also))


GIVEN = Browser("x").given("https://x") | {"endpoint": "https://fcm.googleapis.com/x"}


@pytest.mark.parametrize(
    "spoilt", [{"p256dh": "AAAA"}, {"p256dh": ""}, {"auth": ""}, {"auth": "AAAA"}, {"auth": "!"}, {"p256dh": "B" + "A" * 86}, {"p256dh": "é"}]
)
def test_a_key_or_secret_that_is_none_is_not_taken(spoilt):
    assert Subscription(**GIVEN).is_sound() and not Subscription(**GIVEN | spoilt).is_sound()
