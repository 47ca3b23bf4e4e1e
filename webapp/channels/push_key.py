"""The key by which browsers' push services know us (VAPID, RFC 8292): made once, and the same for good.

A browser ties its consent to the public half: with a new key, no phone that said yes hears from us again.
"""

import base64
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from webpush.vapid import VAPID

from webapp.channels.push_address import bytes_of
from webapp.settings import Settings


@dataclass(frozen=True)
class PushKey:
    """`private` and `public` are PEM; `shown` is what a page gives to the browser, base64url."""

    private: bytes
    public: bytes
    shown: str

    @classmethod
    def from_text(cls, text: str) -> "PushKey":
        """`text` is the private number, base64url. Raises ValueError."""
        key = ec.derive_private_key(int.from_bytes(bytes_of(text.strip())), ec.SECP256R1())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return cls(private, public, VAPID.get_application_server_key(key.public_key()))


def new_key() -> str:
    """As `from_text` reads it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def make_key(settings: Settings) -> bool:
    """In the instance folder, readable by nobody else. False when there is one: it is never written over."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(settings.push_key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_key() + "\n")
    except FileExistsError:
        return False
    return True


def push_key(settings: Settings) -> PushKey | None:
    """None: there is none, or nobody to write to about it, so push is off. Raises ValueError for what is no key."""
    kept = settings.push_key or (settings.push_key_file.read_text() if settings.push_key_file.exists() else "")
    return PushKey.from_text(kept) if kept and settings.push_contact else None
