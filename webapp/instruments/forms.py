"""Reading what the desk loads: a published form, or a licensed pack with its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.instruments.fhir_files import BIGGEST
from webapp.web.typed import seen_only


@dataclass
class LoadForm:
    """`data` is the file as it came, one byte over the limit at most."""

    data: bytes = b""
    leave_out: bool = False
    evidence: str = ""
    declared: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str], files) -> "LoadForm":
        sent = files.get("file")
        made = cls(leave_out=form.get("leave-out") == "yes", evidence=seen_only(form.get("evidence", "")).strip()[:200], declared=form.get("declared") == "yes")
        if sent is None or not sent.filename:
            made.errors["file"] = _("Choose a file first.")
        else:
            made.data = sent.stream.read(BIGGEST + 1)
        return made
