"""Reading the file of a plan that was chosen at the desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from webapp.arrivals.reading import bundle_in
from webapp.base.i18n import _
from webapp.bundles.marks import Json
from webapp.fhir.files import FormRefused, Refusal

BIGGEST = 5_000_000


class Locked(Exception):
    """The file is sealed, and this password does not open it."""


# A room above opens files of its own kind: (the file, the password as typed) -> the bundle in it, or None when it is no such file. Raises Locked.
OPENERS: list[Callable[[bytes, str], Json | None]] = []


@dataclass
class PlanFileForm:
    """`reasons`: what stands against the file, each with its place in it."""

    bundle: Json | None = None
    errors: dict[str, str] = field(default_factory=dict)
    reasons: list[Refusal] = field(default_factory=list)

    @classmethod
    def read(cls, files, form: Mapping[str, str]) -> "PlanFileForm":
        sent, found = files.get("file"), cls()
        if sent is None or not sent.filename:
            found.errors["file"] = _("Choose a file first.")
            return found
        data = sent.stream.read(BIGGEST + 1)
        if len(data) > BIGGEST:
            found.errors["file"] = _("The file is too big for a plan.")
            return found
        try:
            found.bundle = unsealed(data, form.get("password", "")) or bundle_in(data)
        except Locked:
            found.errors["password"] = _("This password does not open the file. Ask the person to type it.")
        except FormRefused as why:
            found.refuse(why)
        return found

    def refuse(self, why: FormRefused) -> None:
        self.errors["file"] = _("We cannot read this file as a plan. Nothing was changed.")
        self.reasons = why.reasons


def unsealed(data: bytes, password: str) -> Json | None:
    return next((bundle for opener in OPENERS if (bundle := opener(data, password)) is not None), None)
