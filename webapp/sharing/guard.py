"""The carer's guard: what is shared with them is read again on every request. All else is the plain 404, whatever the reason."""

from functools import wraps
from uuid import UUID

from flask import abort, g, redirect, url_for

from webapp.access.guard import note_access
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.web import db
from webapp.sharing.queries import shared_with


def carer_needs(permission: Permission):
    """Swap `person_id` in the address for what that person shares with this carer now (Shared). Each look is written down before it is shown."""

    def wrap(view):
        @wraps(view)
        def guarded(person_id: UUID):
            who = visitor()
            if who is None:
                return redirect(url_for("sharing.carer_door"), 303)
            found = shared_with(db, account_id=who.account_id, word_hash=who.word_hash, person_id=person_id, today=today())
            parts = found[0].parts if found else frozenset()
            practice_id = found[0].practice.id if found else None
            if not found or not may(who, permission, person_id=person_id, practice_id=practice_id, shared=parts):
                abort(404)
            # Only now: on the plain 404 a practice's name would tell that there is such a person.
            g.practice = found[0].practice
            note_access(who, permission, person_id, found[0].practice.id)
            return view(found[0])

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def carer_page(permission: Permission):
    """A carer's page about no one person. It shows the names of those who share with them, and nothing else."""

    def wrap(view):
        @wraps(view)
        def guarded():
            who = visitor()
            if who is None:
                return redirect(url_for("sharing.carer_door"), 303)
            if not may(who, permission, person_id=None, practice_id=None):
                abort(404)
            return view(who)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap
