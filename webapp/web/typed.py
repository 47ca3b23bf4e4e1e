"""What people type, as it reaches the views: without control characters. Nobody sees or means them, and PostgreSQL keeps no NUL."""

import re
from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property

# All but the tab and the two line ends, which a text area may well hold.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def seen_only(text: str) -> str:
    return UNSEEN.sub("", text)


def cleaned(typed: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict([(seen_only(name), seen_only(text)) for name, text in typed.items(multi=True)])


# Every box of the pack filled to its last letter is less than this; only a file may be bigger.
MOST_BYTES_TYPED = 2_000_000


class TypedRequest(Request):
    """`args` and `form` are cleaned once, for every view there is."""

    @property  # type: ignore[misc]
    def max_content_length(self) -> int | None:  # type: ignore[override]
        most = super().max_content_length
        return most if most is None or self.mimetype == "multipart/form-data" else min(most, MOST_BYTES_TYPED)

    @max_content_length.setter
    def max_content_length(self, most: int | None) -> None:
        """More, for one request: a view that takes big files says so, once it knows who brings one."""
        Request.max_content_length.__set__(self, most)  # type: ignore[attr-defined]

    def give_up_body(self) -> None:
        """What came cannot be read: for whoever asks from here on, nothing came."""
        self.__dict__ |= {"form": ImmutableMultiDict(), "files": ImmutableMultiDict()}

    def _get_file_stream(self, *_about: Any, **_named: Any) -> IO[bytes]:
        """In memory: no file that somebody sent ever lies open on a disk, and a full one does not matter yet."""
        return BytesIO()

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        return cleaned(super().args)

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """From the one place where a server puts them: werkzeug looks through all headers."""
        return parse_cookie(self.environ.get("HTTP_COOKIE"), cls=ImmutableMultiDict)  # type: ignore[return-value]

    def _load_form_data(self) -> None:
        if "form" not in self.__dict__:
            super()._load_form_data()
            self.__dict__["form"] = cleaned(self.__dict__["form"])
