"""A page's stylesheets: written into the page until the browser has them, named by a link from then on.

A slow phone waits for every trip. On its first page the styles come along in the page itself; when all is there, our script fetches the
files quietly and says so in a cookie, and every later page only names them. Without script they always come along. The content policy
knows each text by its hash, so no other style may be written into a page.
"""

import base64
import hashlib
from functools import cache

from flask import request
from markupsafe import Markup

from webapp.web.pages import STATIC, static_version

COOKIE = "css"
# The stylesheets of every page; what only one page needs stays a link.
SHEETS = ("css/app.css", "css/staff.css")


@cache
def written(path: str) -> Markup:
    """The text of a stylesheet as it stands in a page: what it names beside itself is named in full. Only ever a file of our own."""
    return Markup((STATIC / path).read_text("utf-8").replace("url(../", f"url(/static/{static_version()}/").strip())  # noqa: S704


def hashes() -> str:
    """For the content policy's style-src."""
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(written(path).encode()).digest()).decode()}'" for path in SHEETS)


def has_styles() -> bool:
    """Does this browser have the stylesheets of this version?"""
    return request.cookies.get(COOKIE) == static_version()
