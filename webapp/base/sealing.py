"""Sealed columns: AES-256-GCM with a key ring; table, column and row id are bound in, so a value moved elsewhere does not open.

Stored form: `1.<key id>.<base64url of nonce, ciphertext and tag>`. A blind index (HMAC-SHA256 under its own key) finds a phone
number without opening it. Source of the scheme: DESIGN section 5.
"""

import base64
import binascii
import contextlib
import hmac
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Unopenable(Exception):
    """The value does not open here: wrong key, or moved from another row, column or table."""


@dataclass
class KeyRing:
    current: str
    keys: dict[str, bytes]
    index_key: bytes
    _ciphers: dict[str, AESGCM] = field(default_factory=dict)

    def cipher(self, key_id: str) -> AESGCM:
        if key_id not in self._ciphers:
            self._ciphers[key_id] = AESGCM(self.keys[key_id])
        return self._ciphers[key_id]

    def _closed(self, body: bytes, where: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + self.cipher(self.current).encrypt(nonce, body, where.encode())

    def seal(self, text: str, where: str) -> str:
        """`where` is `table.column.row id`, bound in as associated data."""
        return f"1.{self.current}.{base64.urlsafe_b64encode(self._closed(text.encode(), where)).decode()}"

    def unseal(self, sealed: str, where: str) -> str:
        """Raises Unopenable when the key is gone or the value was moved."""
        try:
            _, key_id, body = sealed.split(".", 2)
            raw = binascii.a2b_base64(body.replace("-", "+").replace("_", "/"))
            return self.cipher(key_id).decrypt(raw[:12], raw[12:], where.encode()).decode()
        except (ValueError, KeyError, InvalidTag) as why:
            raise Unopenable(where) from why

    def seal_bytes(self, body: bytes, where: str) -> bytes:
        """The same for a file: `1.<key id>.` and then the bytes as they are, for a third less room."""
        return f"1.{self.current}.".encode() + self._closed(body, where)

    def unseal_bytes(self, sealed: bytes, where: str) -> bytes:
        """Raises Unopenable when the key is gone or the file was moved."""
        try:
            _, key_id, raw = sealed.split(b".", 2)
            return self.cipher(key_id.decode()).decrypt(raw[:12], raw[12:], where.encode())
        except (ValueError, KeyError, InvalidTag) as why:
            raise Unopenable(where) from why

    def blind(self, text: str, purpose: str) -> str:
        """A keyed fingerprint for look-up: 64 hex digits."""
        return hmac.digest(self.index_key, f"{purpose}:{text}".encode(), "sha256").hex()

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "current": self.current,
            "keys": {k: base64.b64encode(v).decode() for k, v in self.keys.items()},
            "index": base64.b64encode(self.index_key).decode(),
        }
        # Written whole under another name and then linked: a second process starting now sees all of it or nothing.
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(kept, file)
        try:
            os.link(draft, path)
        finally:
            draft.unlink()

    @classmethod
    def fresh(cls) -> "KeyRing":
        return cls("k1", {"k1": os.urandom(32)}, os.urandom(32))

    @classmethod
    def load(cls, path: Path) -> "KeyRing":
        kept = json.loads(path.read_text())
        return cls(kept["current"], {k: base64.b64decode(v) for k, v in kept["keys"].items()}, base64.b64decode(kept["index"]))


_ring: KeyRing | None = None


def open_ring(path: Path) -> KeyRing:
    """Load the key ring, or make one the first time. Two processes starting together both end up with the one that was written."""
    global _ring
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            KeyRing.fresh().save(path)
    _ring = KeyRing.load(path)
    return _ring


def use_ring(ring: KeyRing) -> None:
    global _ring
    _ring = ring


def ring() -> KeyRing:
    if _ring is None:
        raise RuntimeError("No key ring is open: call open_ring(settings.key_file) first")
    return _ring


def where(table: str, column: str, row_id: object) -> str:
    return f"{table}.{column}.{row_id}"


class sealed(property):
    """`words = sealed("words_sealed")`: the clear text of a column kept sealed. Needs the row's id, which Record makes in Python."""

    def __init__(self, column: str):
        self.column = column
        super().__init__(self._open, self._close)

    def _open(self, row) -> str | None:
        kept = getattr(row, self.column)
        # Nothing was written, or it was forgotten since.
        return kept if not kept else ring().unseal(kept, where(row.__tablename__, self.column, row.id))

    def _close(self, row, text: str | None) -> None:
        setattr(row, self.column, None if text is None else ring().seal(text, where(row.__tablename__, self.column, row.id)))


class sealed_bytes(sealed):
    """`body = sealed_bytes("body_sealed")`: the same for a column that holds a file."""

    def _open(self, row) -> bytes | None:  # type: ignore[override]
        kept = getattr(row, self.column)
        return kept if not kept else ring().unseal_bytes(kept, where(row.__tablename__, self.column, row.id))

    def _close(self, row, body: bytes | None) -> None:  # type: ignore[override]
        setattr(row, self.column, None if body is None else ring().seal_bytes(body, where(row.__tablename__, self.column, row.id)))
