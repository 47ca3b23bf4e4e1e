"""A file is taken in between two looks at who brings it: nobody else's is read at all, and while it is read nobody waits for us."""

from functools import wraps
from uuid import UUID

from flask import abort, g

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.albums.forms import BroughtForm
from webapp.albums.models import Kind
from webapp.web.request import end_request


def kind_or_404(kind: str) -> Kind:
    return Kind(kind) if kind in set(Kind) else abort(404)


def needs_with_file(permission: Permission):
    """As `needs`, for a form with a file: the view gets the person and the BroughtForm. What they may do is asked again when it is read."""

    def wrap(view):
        asked, done = needs(permission)(lambda person: None), needs(permission)(view)

        @wraps(view)
        def guarded(person_id: UUID, kind: str):
            refused = asked(person_id=person_id)
            if refused is not None:
                return refused
            let_others_save()
            form = BroughtForm.read(kind_or_404(kind))
            return done(person_id=person_id, form=form)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def let_others_save() -> None:
    """A phone may take minutes to send a photo: the write lock this request holds is given back. Nothing was written that is not written again."""
    end_request()
    for known in ("visitor", "receipt"):
        g.pop(known, None)
