"""A notice on its way to a browser's push service: what is sealed in it, and what each answer means. The push service is local and checks everything."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.push_server import PushServer, bytes_of, opened
from webapp.channels import CannotBeAsked, NoAnswer, Refused, TryLater
from webapp.channels.push import LENGTH, BrowserPush, notice, seconds
from webapp.channels.push_address import Subscription
from webapp.channels.push_key import PushKey, make_key, new_key, push_key
from webapp.settings import Settings

WORDS = "There is something new for you."
# RFC 8291, appendix A.
VECTOR = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
    "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
RECEIVER, SECRET = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BTBZMqHH6r4Tts7J_aSIgg"


@pytest.fixture
def service():
    with PushServer() as server:
        yield server


@pytest.fixture
def channel(service, tmp_path) -> BrowserPush:
    settings = Settings(instance=tmp_path, push_contact="it@example.org", push_service_for_tests=service.url, push_timeout=2.0, _env_file=None)
    key = PushKey.from_text(new_key())
    service.key = key.shown
    return BrowserPush(settings, key)


def to(service, name: str = "one") -> str:
    return Subscription(**service.browser(name)).as_text()


def test_the_push_service_of_these_tests_opens_the_example_of_the_standard():
    key = ec.derive_private_key(int.from_bytes(bytes_of(RECEIVER)), ec.SECP256R1())
    assert opened(bytes_of(VECTOR), key, bytes_of(SECRET)) == b"When I grow up, I want to be a watermelon"


def test_a_notice_is_signed_and_sealed_says_one_sentence_and_is_always_as_long(service, channel):
    other = "W\u0300 ".join("Mae rhywbeth newydd i chi.") * 3
    for name, words in (("one", WORDS), ("two", other)):
        assert channel.send(to(service, name), words, f"ref-{name}") == f"ref-{name}"
    first, second = service.taken
    said = json.loads(first.text)
    assert said == {"web_push": 8030, "notification": {"title": "In My Words", "body": WORDS, "navigate": "http://localhost:8000/new-for-me"}}
    assert len(first.text) == len(second.text) == LENGTH and first.headers["size"] == second.headers["size"]
    told = {name: first.headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")}
    assert told == {"ttl": "86400", "urgency": "normal", "topic": "new", "content-encoding": "aes128gcm"}


@pytest.mark.parametrize(
    ("answer", "meant", "why", "wait"),
    [
        (404, Refused, "gone", 0),
        (410, Refused, "gone", 0),
        (400, Refused, "refused", 0),
        (413, Refused, "refused", 0),
        ((302, {"Location": "http://127.0.0.1:9/"}), Refused, "refused", 0),
        (401, TryLater, "forbidden", 3600),
        (403, TryLater, "forbidden", 3600),
        ((429, {"Retry-After": "120"}), TryLater, "too_busy", 120),
        ((503, {"Retry-After": "60"}), TryLater, "provider_fault", 60),
        (500, TryLater, "provider_fault", 0),
        ("drop", NoAnswer, "the line broke", 0),
    ],
)
def test_what_each_answer_means_and_nothing_goes_twice(answer, meant, why, wait, service, channel):
    service.script.append(answer)
    with pytest.raises(meant) as raised:
        channel.send(to(service), WORDS, "ref")
    assert str(raised.value) == why and getattr(raised.value, "seconds", 0) == wait and service.asked["one"] == 1


def test_a_lost_answer_can_never_be_asked_after(channel):
    with pytest.raises(CannotBeAsked):
        channel.found("ref")


def test_a_service_that_cannot_be_reached_was_told_nothing(service, channel):
    address = to(service)
    service.shutdown()
    service.server_close()
    with pytest.raises(TryLater, match="unreachable"):
        channel.send(address, WORDS, "ref")


def test_another_key_is_refused_by_the_service_that_knows_ours(service, channel):
    service.key = PushKey.from_text(new_key()).shown
    with pytest.raises(TryLater, match="forbidden"):
        channel.send(to(service), WORDS, "ref")


@pytest.mark.parametrize(("header", "wait"), [("", 0), ("7", 7), ("99999", 3600), ("-5", 0), ("soon", 0), ("Tue, 01 Dec 2020 10:00:00 GMT", 0), ("٣", 0)])
def test_how_long_a_service_asks_us_to_wait(header, wait):
    assert seconds(header) == wait


def test_words_too_long_for_their_one_length_are_not_sent():
    assert len(notice(WORDS, "https://plan.example.org")) == LENGTH
    with pytest.raises(Refused, match="too_long"):
        notice("w" * LENGTH, "")


def test_the_key_is_made_once_and_without_it_or_a_contact_push_is_off(tmp_path):
    settings = Settings(instance=tmp_path, push_contact="it@example.org", _env_file=None)
    assert push_key(settings) is None and make_key(settings) and not make_key(settings)
    made = push_key(settings)
    assert made == push_key(settings) and len(bytes_of(made.shown)) == 65 and settings.push_key_file.stat().st_mode & 0o077 == 0
    assert push_key(settings.model_copy(update={"push_contact": ""})) is None
