"""The guard turns an id in the address into a person or a 404, and writes the look down before anything is read."""

from functools import wraps
from uuid import UUID

from flask import abort, current_app, g, redirect, request, url_for
from sqlmodel import col, select

from webapp.access.looks import LOOKS
from webapp.access.models import Seen
from webapp.access.policy import PERSON_NEEDS, WITHOUT_SURGERY, Permission, for_staff_only, may
from webapp.access.queries import about, person_in_practice
from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import visitor
from webapp.base.clock import now
from webapp.base.records import timed_id
from webapp.database.plain import Plain
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.sittings.late import keep_late, who_was_here
from webapp.web.pages import page
from webapp.web.request import db, quick
from webapp.web.written import words_in

READS = ("GET", "HEAD")
LOOK = Plain(LOOKS)


def needs(permission: Permission, *, plainly: bool = False, seen: Seen | None = None):
    """Swap `person_id` in the address for a person this visitor may do this about. The view is called with `person` first.

    `plainly`: the view reads plain rows only and is called with what the guard knows (About). `seen` stands in the log instead of the permission.
    """

    def wrap(view):
        @wraps(view)
        def guarded(person_id: UUID, **kwargs):
            who = visitor()
            if who is None:
                return sign_in_first(permission)
            found = about(quick(), person_id, permission)
            if found is None:
                return without_surgery(view, who, permission, person_id, seen, **kwargs)
            moved = {permission: found.moved} if found.moved else None
            if not may(who, permission, person_id=person_id, practice_id=found.practice.id, moved=moved):
                return refuse(who, permission, person_id)
            # Only now: on the plain 404 a practice's name would tell that there is such a person.
            g.practice = found.practice
            note_access(who, seen or permission, person_id, found.practice.id)
            if plainly:
                return view(found, **kwargs)
            person, g.practice = person_in_practice(db, person_id) or abort(404)
            return view(person, **kwargs)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def without_surgery(view, who: SignedIn, permission: Permission, person_id: UUID, seen: Seen | None, **kwargs):
    """No surgery looks after this person now: they alone go on with what is theirs. For everybody else there is no such page."""
    person = db.get(Person, person_id) if who.person_id == person_id and permission in WITHOUT_SURGERY else None
    if person is None:
        abort(404)
    if not may(who, permission, person_id=person_id, practice_id=None):
        return refuse(who, permission, person_id)
    g.practice = None
    note_access(who, seen or permission, person_id, None)
    return view(person, **kwargs)


def allows(permission: Permission, person_id: UUID) -> bool:
    """Inside a guarded view: may this visitor do this other thing about the same person too?"""
    who, found = visitor(), about(quick(), person_id, permission)
    if who is None or found is None:
        return False
    moved = {permission: found.moved} if found.moved else None
    return may(who, permission, person_id=person_id, practice_id=found.practice.id, moved=moved)


def staff_needs(permission: Permission):
    """A desk page about no one person: the visitor's own practice, never another."""

    def wrap(view):
        @wraps(view)
        def guarded(**kwargs):
            who = visitor()
            if who is None:
                return sign_in_first(permission)
            if not may(who, permission, person_id=None, practice_id=who.practice_id):
                abort(404)
            g.practice = db.exec(select(Practice).where(col(Practice.id) == who.practice_id)).one()
            return view(**kwargs)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def note_access(who: SignedIn, permission: Permission | Seen, person_id: UUID, practice_id: UUID | None) -> None:
    look = {"id": timed_id(), "person_id": person_id, "account_id": who.account_id, "practice_id": practice_id, "permission": permission, "at": now()}
    # Somebody else's look must outlive anything; a person's own look at their own page may go with the next second's.
    if who.person_id == person_id and request.method in READS and current_app.extensions["looks"].note(look):
        return
    # On a page that only reads: its own short transaction, before it reads, for a reading transaction may not turn into a writing one.
    LOOK.write(quick(), **look)


def refuse(who: SignedIn, permission: Permission, person_id: UUID):
    """A plain 404, except for the person's own page at too low a tier: that asks for a code, or says how we can be surer still."""
    if who.person_id == person_id and permission in PERSON_NEEDS:
        return ask_first("doors.sure_door" if who.tier is Tier.OWN else "doors.code_door", asked=request.path)
    return abort(404)


def sign_in_first(permission: Permission):
    return ask_first("doors.staff_door" if for_staff_only(permission) else "doors.front_door", asked=request.full_path.rstrip("?"))


def ask_first(door: str, *, asked: str):
    """To that door; but what was typed is shown first. What came too late is kept for whoever wrote it."""
    if request.method in READS:
        return redirect(url_for(door, next=asked), 303)
    was, is_kept = who_was_here() or visitor(), keep_late()
    by_link = was is not None and was.tier is Tier.LETTERBOX and is_kept
    return page("sittings/again.html", status=401, door=url_for(door), typed=words_in(request.form), is_kept=is_kept, by_link=by_link, is_out=visitor() is None)
