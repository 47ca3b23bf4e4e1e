from typing import Any

from webapp.channels.push_address import Subscription


def address_in(posted: Any, also: str) -> Subscription | None:
    """What a browser gave the page; None when notices could not go there. `also`: `may_go_to` says."""
    given = Subscription(*(posted.get(name, "") for name in ("endpoint", "p256dh", "auth")))
    return given if given.is_sound(also) else None
