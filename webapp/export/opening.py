"""A sealed file that somebody brings to the desk of another surgery: opened with their password, for the plan in it."""

from typing import Any

from webapp.arrivals.forms import OPENERS, Locked
from webapp.base.i18n import _
from webapp.export.sealed_file import CannotOpen, opened
from webapp.fhir.files import refuse


def plan_in(file: bytes, password: str) -> dict[str, Any] | None:
    """The bundle; None when it is no sealed file of ours. Raises Locked for another password, and FormRefused for a file that was changed."""
    try:
        return opened(file, password).bundle
    except CannotOpen as why:
        if why.why == "other":
            return None
        if why.why == "password":
            raise Locked from None
        raise refuse("file", _("Some of this file is lost or was changed. Ask for it again.")) from None


OPENERS.append(plan_in)
