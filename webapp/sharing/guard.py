"""The carer's guard: what is shared with them is read again on every request, and once more before the reply begins.

All else is the plain 404, whatever the reason.
"""

from functools import wraps
from uuid import UUID

from flask import abort, g, redirect, request, url_for
from sqlmodel import Session

from webapp.access.guard import READS, note_access
from webapp.access.policy import Permission, may
from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.web import db, last_look
from webapp.sharing.queries import Shared, kept_as_it_is, shared_with


def carer_needs(permission: Permission):
    """Swap `person_id` in the address for what that person shares with this carer now (Shared). Each look is written down before it is shown."""

    def wrap(view):
        @wraps(view)
        def guarded(person_id: UUID):
            who = visitor()
            if who is None:
                return redirect(url_for("sharing.carer_door"), 303)
            if request.method not in READS:
                kept_as_it_is(db, [person_id])
            found = shared_with(db, account_id=who.account_id, word_hash=who.word_hash, person_id=person_id, today=today())
            parts = found[0].parts if found else frozenset()
            practice_id = found[0].practice.id if found else None
            if not found or not may(who, permission, person_id=person_id, practice_id=practice_id, shared=parts):
                abort(404)
            # Only now: on the plain 404 a practice's name would tell that there is such a person.
            g.practice = found[0].practice
            note_access(who, permission, person_id, found[0].practice.id)
            look_again(who, found)
            return view(found[0])

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def carer_page(permission: Permission):
    """A carer's page about no one person. The view is called with those who share with them (list of Shared)."""

    def wrap(view):
        @wraps(view)
        def guarded():
            who = visitor()
            if who is None:
                return redirect(url_for("sharing.carer_door"), 303)
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
        now = {one.person.id: one.parts for one in found}
        stands = all(one.parts <= now.get(one.person.id, frozenset()) for one in shown)
        if not stands:
            g.pop("practice", None)
        return stands

    if shown:
        last_look(still)
