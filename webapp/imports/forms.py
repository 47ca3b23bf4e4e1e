"""Reading an uploaded file."""

from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.tables.decoding import FileRefused
from webapp.tables.files import MOST_BYTES
from webapp.web.typed import seen_only


@dataclass
class UploadForm:
    """`data` is the file as it came, one byte over the limit at most."""

    name: str = ""
    data: bytes = b""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, files) -> "UploadForm":
        sent = files.get("file")
        if sent is None or not sent.filename:
            return cls(errors={"file": _("Choose a file first.")})
        return cls(name=seen_only(sent.filename)[-120:], data=sent.stream.read(MOST_BYTES + 1))

    @property
    def is_valid(self) -> bool:
        return not self.errors

    def refuse(self, why: FileRefused) -> None:
        self.errors["file"] = str(why)
