"""How long is left, one tap to stay, and words kept when it is over. All three are asked for by the page's script."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, g, request, url_for

from webapp.accounts.changes import stay_awake
from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.base.clock import now
from webapp.base.i18n import _
from webapp.sittings.changes import forget_form, keep_form
from webapp.sittings.late import who_is_here, who_was_here
from webapp.sittings.rules import MARK, MOST_FORMS, Typed, worth_keeping
from webapp.web.pages import public, wants_fragment
from webapp.web.request import database, db
from webapp.web.typed import seen_only

blueprint = Blueprint("sittings", __name__)
DOORS = {Tier.STAFF: "doors.staff_door", Tier.CARER: "sharing.carer_door"}


def install(app) -> None:
    @app.after_request
    def forget_what_was_sent(reply):
        """The form given back says which one it was. A small save on the way is not the whole of it."""
        # What was too big to be read is not read again here.
        is_saved = request.method == "POST" and reply.status_code < 400 and not wants_fragment()
        kept, who = request.form.get(MARK) if is_saved else None, g.get("signed_in")
        if kept and who:
            with contextlib.suppress(ValueError), database().writing() as session:
                forget_form(session, kept_id=UUID(kept), by=who.account_id)
        return reply


@blueprint.get("/stay")
@public
def time_left():
    """Asking is no sign of life: the time goes on."""
    return told(who_is_here())


@blueprint.post("/stay")
@public
def stay_here():
    who = who_is_here()
    if who:
        stay_awake(db, who=who, at=now())
        who = replace(who, seen_at=now())
    return told(who)


@blueprint.post("/stay/words")
@public
def words_on_the_page():
    """The page's own script hands over what stands in its forms, because the time is over: the sign-in it was written in may just have ended."""
    who = who_is_here() or who_was_here()
    posted = request.get_json(silent=True)
    kept = [typed for typed in forms_in(posted) if typed] if who else []
    for typed in kept:
        keep_form(db, typed=typed, by=who)  # type: ignore[arg-type]
    return {"kept": len(kept)}


def forms_in(posted: Any) -> Iterator[Typed | None]:
    """`{"page": ..., "forms": [{"action": ..., "typed": [[name, text], ...]}, ...]}`; whatever else it may be is nothing."""
    with contextlib.suppress(TypeError, KeyError, ValueError):
        for form in posted["forms"][:MOST_FORMS]:
            fields = [(seen_only(str(name)), seen_only(str(text))) for name, text in form["typed"]]
            yield worth_keeping(str(posted["page"]), str(form["action"]), fields)


def told(who: SignedIn | None) -> dict[str, Any]:
    """For the script: the seconds left, and what to say when they are few."""
    if who is None:
        was = who_was_here()
        return {"left": 0, "door": url_for(DOORS.get(was.tier, "doors.front_door")) if was else url_for("doors.signed_out")}
    last = who.ends_at <= who.over_at
    return {
        "left": int((who.over_at - now()).total_seconds()),
        "visit": str(who.sign_in_id)[:8],
        "words": last_words() if last else _("You are signed out in 2 minutes, to keep things private."),
        "stay": "" if last else _("Stay signed in"),
        "stays": _("You stay signed in."),
        "unheard": _("There is no signal") + ". " + _("What you wrote is kept."),
    }


def last_words() -> str:
    return _("In 2 minutes we must ask again who you are.") + " " + _("What you wrote is kept.")
