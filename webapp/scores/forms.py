"""What was typed beside a list of scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.tables.files import MOST_BYTES
from webapp.web.typed import seen_only

LONGEST = 300


def one_line(form: Mapping[str, str], name: str, most: int = LONGEST) -> str:
    return " ".join(form.get(name, "").split())[: most + 1]


@dataclass
class ListForm:
    """`data` is the file as it came, one byte over the limit at most. `method` may be empty when the file says it."""

    name: str = ""
    method: str = ""
    reason: str = ""
    file_name: str = ""
    data: bytes = b""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str], files) -> "ListForm":
        sent = files.get("file")
        made = cls(one_line(form, "name", 80), one_line(form, "method"), one_line(form, "reason"))
        if sent is None or not sent.filename:
            made.errors["file"] = _("Choose a file first.")
        else:
            made.file_name, made.data = seen_only(sent.filename)[-120:], sent.stream.read(MOST_BYTES + 1)
        for name, most in (("name", 80), ("method", LONGEST), ("reason", LONGEST)):
            if len(getattr(made, name)) > most:
                made.errors[name] = _("Write less: %(most)s letters or fewer.", most=most)
        if not made.name:
            made.errors["name"] = _("Give the list a name.")
        if not made.reason:
            made.errors["reason"] = _("Say why you ask these people. They can read it.")
        return made
