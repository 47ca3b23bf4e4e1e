from dataclasses import dataclass
from hmac import compare_digest
from typing import Any
from uuid import UUID

from webapp.web.typed import seen_only

FINAL = {"delivered", "permanent-failure", "temporary-failure", "technical-failure"}


@dataclass(frozen=True)
class DeliveryNews:
    """What the provider posts about one message. `is_final` is False while it is still on its way."""

    reference: UUID
    provider_id: str | None
    status: str

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    @classmethod
    def read(cls, posted: Any) -> "DeliveryNews | None":
        """None when it is not news of one of our messages."""
        try:
            return cls(UUID(posted["reference"]), plain(posted["id"]) if posted.get("id") else None, str(posted["status"]))
        except (TypeError, KeyError, ValueError, AttributeError):
            return None


def plain(provider_id: object) -> str:
    """What both databases can keep of it."""
    return seen_only(str(provider_id)[:100].encode("utf-8", "ignore").decode())


def bears(header: str, token: str) -> bool:
    """Does the Authorization header bear this token? No token set means nobody may call."""
    return bool(token) and compare_digest(header.encode(), f"Bearer {token}".encode())
