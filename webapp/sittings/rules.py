"""What is kept of a form that came too late, for how long, and to whom it may be given back. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from webapp.accounts.models import Tier
from webapp.web.refill import SECRET_NAMES

KEPT_FOR = timedelta(days=1)
# The widest page of the app has fewer boxes and fewer letters.
MOST_FORMS, MOST_FIELDS, MOST_LETTERS = 12, 400, 200_000
MARK = "kept-form"


@dataclass(frozen=True)
class Typed:
    """One form as it was posted. `page` is the address it stood on, `action` the path it goes to."""

    page: str
    action: str
    fields: tuple[tuple[str, str], ...]

    def as_text(self) -> str:
        return json.dumps({"page": self.page, "action": self.action, "typed": self.fields}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Typed":
        kept = json.loads(text)
        return cls(kept["page"], kept["action"], tuple((name, words) for name, words in kept["typed"]))


def worth_keeping(page: str, action: str, fields: Sequence[tuple[str, str]]) -> Typed | None:
    """Without what proves who somebody is; None when nothing is left, or it is more than any page of ours holds."""
    kept = tuple((name, text) for name, text in fields if name not in SECRET_NAMES | {MARK})
    letters = sum(len(name) + len(text) for name, text in kept)
    fits = len(kept) <= MOST_FIELDS and letters <= MOST_LETTERS and max(len(page), len(action)) < 500
    return Typed(page, action, kept) if fits and any(text.strip() for _name, text in kept) else None


def may_have_back(kept: Tier, tier: Tier, *, same_browser: bool) -> bool:
    """Who came in by a link and a birthday alone sees only what was typed in this browser; whoever showed more sees their own."""
    return same_browser if tier in (Tier.OPENED, Tier.LETTERBOX) else True
