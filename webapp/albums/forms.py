"""Reading what was brought: a file and its words; and what to say when it cannot be taken."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.albums.models import Kind
from webapp.albums.remaking import Refused, Remade, remade
from webapp.albums.rules import LONGEST_CAPTION, LONGEST_NAME, MOST_BYTES
from webapp.base.i18n import _, lazy

# Room for the words around the file.
AROUND = 100_000
# A browser shows no answer before it has sent all: what is somewhat too big is still taken in, and thrown away.
MOST_THROWN_AWAY = 150_000_000
PIECE = 1 << 16
FILES = ("file", "fresh")

WHY_PHOTO = {
    "empty": lazy("This file is empty. Choose another photo."),
    "heavy": lazy("This photo is too big for us. Choose a smaller one."),
    "unknown": lazy("We cannot read this as a photo. Choose a photo from your phone."),
    "dots": lazy("This photo is too big for us. Choose a smaller one."),
    "small": lazy("This photo is too small to see. Choose a bigger one."),
    "busy": lazy("Many people send photos just now. Please try again in a minute."),
    "broken": lazy("This photo did not open. It may be damaged. Choose another one."),
}
WHY_SOUND = {
    "empty": lazy("This file is empty. Choose another recording."),
    "heavy": lazy("This recording is too big for us. Make a shorter one."),
    "unknown": lazy("We cannot read this as a recording. Choose one from your phone."),
    "long": lazy("This recording is too long. It can be 2 minutes."),
    "silent": lazy("We hear nothing in this recording. Please record it again."),
    "busy": lazy("Many people send recordings just now. Please try again in a minute."),
    "broken": lazy("This recording did not open. It may be damaged. Make a new one."),
}


@dataclass
class BroughtForm:
    """`piece_id` was made with the page. `brought` is None when nothing could be taken: `errors` says why."""

    kind: Kind
    piece_id: UUID = field(default_factory=uuid4)
    caption: str = ""
    helped_by: str = ""
    brought: Remade | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kind: Kind) -> "BroughtForm":
        """Takes seconds: the file is taken in and made anew. Only where no transaction is open."""
        request.max_content_length = MOST_BYTES + AROUND
        form = cls(kind)
        try:
            sent = [request.files[name] for name in FILES if name in request.files and request.files[name].filename]
        except RequestEntityTooLarge:
            throw_away()
            form.refuse("heavy")
            return form
        form.piece_id = as_id(request.form.get("piece")) or form.piece_id
        form.caption, form.helped_by = read_caption(form.errors), request.form.get("helped_by", "").strip()[:LONGEST_NAME]
        if not sent:
            form.errors["file"] = _("Record something, or choose a recording first.") if kind is Kind.SOUND else _("Choose a photo first.")
        elif not form.errors:
            form.take(sent[0].stream.read(MOST_BYTES + 1))
        return form

    def take(self, data: bytes) -> None:
        try:
            self.brought = remade(self.kind, data)
        except Refused as why:
            self.refuse(str(why))

    def refuse(self, why: str) -> None:
        known = WHY_SOUND if self.kind is Kind.SOUND else WHY_PHOTO
        self.errors["file"] = str(known.get(why, known["broken"]))


def read_caption(errors: dict[str, str]) -> str:
    caption = request.form.get("words", "").strip()
    if len(caption) > LONGEST_CAPTION:
        errors["words"] = _("Use fewer words. %(most)d letters fit here.", most=LONGEST_CAPTION)
    return caption


def as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def throw_away() -> None:
    request.give_up_body()  # type: ignore[attr-defined]
    left = min(request.content_length or 0, MOST_THROWN_AWAY)
    while left > 0:
        read = len(request.environ["wsgi.input"].read(min(PIECE, left)))
        left = left - read if read else 0
