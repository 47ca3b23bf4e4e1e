"""The carer's guard: what is shared with them is read again on every request, and once more before the reply begins.

All else is the plain 404, whatever the reason.
"""

from functools import wraps
from uuid import UUID

from flask import abort, g, request
from sqlmodel import Session

from webapp.access.guard import READS, ask_first, note_access
from webapp.access.models import Seen
from webapp.access.policy import Permission, may
from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.grants.models import Right, SharedPart
from webapp.grants.queries import Shared, kept_as_it_is, shared_with
from webapp.grants.rules import is_no_less
from webapp.web.request import db, last_look


def carer_needs(permission: Permission, part: SharedPart | None = None, *, seen: Seen | None = None):
    """Swap `person_id` in the address for what that person shares with this carer now (Shared). Each look is written down before it is shown.

    `part`, or the one that the address names: then only what the carer may do there counts, and the view is told which part.
    """

    def wrap(view):
        @wraps(view)
        def guarded(person_id: UUID, **kwargs):
            who = visitor()
            if who is None:
                return not_signed_in()
            if "part" in kwargs:
                kwargs["part"] = named_part(kwargs["part"])
            if request.method not in READS:
                kept_as_it_is(db, [person_id])
            found = shared_with(db, account_id=who.account_id, word_hash=who.word_hash, person_id=person_id, today=today())
            rights = rights_on(found[0], kwargs.get("part", part)) if found else set()
            if not found or not may(who, permission, person_id=person_id, practice_id=found[0].practice_id, rights=rights):
                abort(404)
            # Only now: on the plain 404 a practice's name would tell that there is such a person.
            g.practice = found[0].practice
            note_access(who, seen or permission, person_id, found[0].practice_id)
            look_again(who, found)
            return view(found[0], **kwargs)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def not_signed_in():
    """To the carer's door; but what was typed is shown first, because nothing of it was kept."""
    return ask_first("sharing.carer_door", asked=request.path)


def named_part(name: str) -> SharedPart:
    return SharedPart(name) if name in set(SharedPart) else abort(404)


def rights_on(shared: Shared, part: SharedPart | None) -> set[Right]:
    return {right for one, right in shared.rights.items() if part in (None, one)}


def carer_page(permission: Permission):
    """A carer's page about no one person. The view is called with those who share with them (list of Shared)."""

    def wrap(view):
        @wraps(view)
        def guarded():
            who = visitor()
            if who is None:
                return not_signed_in()
            if not may(who, permission, person_id=None, practice_id=None):
                abort(404)
            found = shared_with(db, account_id=who.account_id, word_hash=who.word_hash, person_id=None, today=today())
            look_again(who, found)
            return view(found)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def look_again(who: SignedIn, shown: list[Shared]) -> None:
    """When the page is made: is all of this still shared? The person who stops meanwhile waits for the reply to begin, or it says nothing."""

    def still(session: Session) -> bool:
        kept_as_it_is(session, [one.person.id for one in shown])
        found = shared_with(session, account_id=who.account_id, word_hash=who.word_hash, person_id=None, today=today())
        now = {one.person.id: one.rights for one in found}
        stands = all(is_no_less(now.get(one.person.id, {}), one.rights) for one in shown)
        if not stands:
            g.pop("practice", None)
        return stands

    if shown:
        last_look(still)
