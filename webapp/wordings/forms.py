"""Reading a wording as typed: quotes and dashes made plain, and every error says how to put it right."""

from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.messages.segments import plain
from webapp.wordings.lint import Asked, faults

LONGEST_TEXT, LONGEST_LETTER, NAME = 1200, 4000, 80


@dataclass
class WordingForm:
    """`errors` are (field, words), as the error summary takes them. `made_plain`: curly quotes or long dashes were changed."""

    text: str = ""
    read_by: str = ""
    made_plain: bool = False
    errors: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, posted, asked: Asked) -> "WordingForm":
        most = LONGEST_TEXT if asked.is_text else LONGEST_LETTER
        typed = "\n".join(line.strip() for line in posted.get("text", "")[: most + 1].splitlines()).strip()
        made = cls(plain(typed), " ".join(posted.get("read_by", "")[:NAME].split()), plain(typed) != typed)
        made.errors += [("text", fault) for fault in faults(made.text, asked)]
        if len(typed) > most:
            made.errors.insert(0, ("text", _("This is too long for one message.")))
        return made

    def ask_reader(self, language: str) -> None:
        """We cannot check another language: somebody who reads it must have."""
        if language != "en" and not self.read_by:
            self.errors.append(("read_by", _("Write who read it. They must know this language well.")))

    @property
    def error(self) -> str | None:
        return next((words for name, words in self.errors if name == "text"), None)

    @property
    def reader_error(self) -> str | None:
        return next((words for name, words in self.errors if name == "read_by"), None)
