"""What lets one browser answer without a name: a slip, sealed in a cookie of its own. The server keeps no list of slips.

It is not bound to the sign-in, so that no page it opens has to ask who is there.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from flask import Response, request

from webapp.accounts.signed_in import cookie_name
from webapp.base.clock import now
from webapp.base.sealing import Unopenable, ring
from webapp.doors.arriving import drop_cookie, keep_cookie

NAME, LASTS, BOUND_TO = "care", timedelta(hours=2), "care check slip"


@dataclass(frozen=True)
class Slip:
    """`id` is drawn by lot and is the response's own; `month` its first day; `who` fills it in: me, with_me, for_me, or empty."""

    id: UUID
    practice_id: UUID
    month: date
    who: str

    @classmethod
    def drawn(cls, practice_id: UUID, month: date, who: str) -> "Slip":
        return cls(uuid4(), practice_id, month, who)


def hand_out(reply: Response, slip: Slip) -> Response:
    told = [(now() + LASTS).timestamp(), str(slip.id), str(slip.practice_id), slip.month.isoformat(), slip.who]
    keep_cookie(reply, NAME, ring().seal(json.dumps(told), BOUND_TO), LASTS)
    return reply


def slip_here() -> Slip | None:
    """This browser's slip, while it lasts."""
    try:
        until, slip_id, practice_id, month, who = json.loads(ring().unseal(request.cookies.get(cookie_name(NAME), ""), BOUND_TO))
    except Unopenable:
        return None
    return Slip(UUID(slip_id), UUID(practice_id), date.fromisoformat(month), who) if now().timestamp() < until else None


def give_back(reply: Response) -> Response:
    drop_cookie(reply, NAME)
    return reply
