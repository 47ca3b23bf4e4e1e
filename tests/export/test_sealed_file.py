"""The lock of a sealed file: what opens it, what does not, and that nothing can be read from outside."""

import base64
import json
import re

import pytest

from webapp.export.sealed_file import PADDED_TO, ROUNDS, CannotOpen, locked_parts, opened, sealed_html, sum_of

BUNDLE = {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "name": [{"text": "Zephyrine Quill"}]}}]}
PAGE = "<article><h1>My plan: Zephyrine Quill</h1><p>Wychwood Surgery, chest pain: phone 999</p></article>"
PASSWORD = "otter lemon boat piano acid"


def file_of(lock: str, locked: str, sum: str | None = None) -> bytes:
    total = sum or sum_of(locked.encode())
    return f'<script type="text/plain" id="lock">{lock}</script>\n<script type="text/plain" id="locked" data-sum="{total}">{locked}</script>'.encode()


def why(file: bytes, password: str = PASSWORD) -> str:
    with pytest.raises(CannotOpen) as problem:
        opened(file, password)
    return problem.value.why


@pytest.fixture(scope="module")
def parts() -> tuple[str, str]:
    return locked_parts(json.dumps({"page": PAGE, "bundle": BUNDLE}), PASSWORD)


def changed(locked: str) -> str:
    """One bit of the first byte is another."""
    raw = bytearray(base64.b64decode(locked))
    raw[0] ^= 1
    return base64.b64encode(raw).decode()


def test_it_opens_with_its_password_and_with_no_other(parts):
    assert opened(file_of(*parts), PASSWORD) == opened(file_of(*parts), " Otter lemon. Boat  piano ACID") == (BUNDLE, PAGE)
    assert why(file_of(*parts), "otter lemon boat piano") == "password"


def test_a_byte_that_is_another_is_found_out_by_its_sum_and_without_it_by_the_lock(parts):
    lock, locked = parts
    assert why(file_of(lock, changed(locked), sum_of(locked.encode()))) == "broken"
    assert why(file_of(lock, changed(locked))) == "password"
    assert why(file_of(lock, locked[:-8])) == "password"


def test_what_is_said_of_the_lock_is_locked_with_it(parts):
    lock, locked = parts
    assert why(file_of(lock.replace(str(ROUNDS), str(ROUNDS + 1)), locked)) == "password"


@pytest.mark.parametrize("rounds", ["1000", "599999", "5000001", "99999999999", "-1", "many"])
def test_a_lock_made_weak_or_endless_is_not_even_tried(parts, rounds):
    lock, locked = parts
    assert why(file_of(lock.replace(str(ROUNDS), rounds), locked)) == "broken"


@pytest.mark.parametrize(
    "file", [b"", b"<html>", b'{"resourceType": "Bundle"}', b"\xff\xfe", b"x" * 6_000_001], ids=["empty", "page", "data", "no text", "large"]
)
def test_what_is_no_sealed_file_is_said_to_be_none(file):
    assert why(file) == "other"


def test_what_is_locked_in_but_is_no_plan_is_broken():
    assert [why(file_of(*locked_parts(text, PASSWORD))) for text in ("[]", "{}", "no")] == ["broken"] * 3


def test_each_file_has_a_lock_of_its_own_and_its_length_tells_little(parts):
    again = locked_parts(json.dumps({"page": PAGE + "x" * 500, "bundle": BUNDLE}), PASSWORD)
    assert again[0] != parts[0] and len(again[1]) == len(parts[1])
    assert (len(base64.b64decode(parts[1])) - 16) % PADDED_TO == 0


def test_nothing_about_anybody_stands_in_its_bytes_and_nothing_may_come_in_or_go_out(app):
    with app.test_request_context("/"):
        files = {language: sealed_html(BUNDLE, PAGE, PASSWORD, language=language).decode() for language in ("en", "cy")}
    for language, whole in files.items():
        text = re.sub(r"(data-sum=)[^<]+|(sha256-)[^']+", "", whole)
        assert not re.search(r"Zephyrine|Quill|Wychwood|surgery|plan\b|health|\bGP\b|999|otter|piano|In My Words|patient|article>", text, re.IGNORECASE)
        assert not re.search(r"https?:|//[a-z]|url\(|\ssrc=|\shref=|\sstyle=|\son\w+=", re.sub(r"//.*", "", text))
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', whole)[1]
        assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy and policy.count("sha256-") == 2
        for kind in ("style", "script"):
            inside = re.search(rf"<{kind}>(.*?)</{kind}>", whole, re.DOTALL)[1]
            assert f"{kind}-src 'sha256-{sum_of(inside.encode())}'" in policy
        assert f'lang="{"en-GB" if language == "en" else language}"' in text
    assert opened(files["en"].encode(), PASSWORD) == (BUNDLE, PAGE)
