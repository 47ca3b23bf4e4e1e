"""Addresses on this site, as a form or a browser says them: none of another site is ever followed."""

import re

from flask import request

HERE = re.compile(r"/([^/\\\s][^\\\s]*)?")


def local_address(address: str, *, never: tuple[str, ...] = ()) -> str:
    """Only an address on this site. Browsers drop tabs and line ends and read a backslash as a slash, so none of them may stand in it."""
    return address if HERE.fullmatch(address) and len(address) < 500 and not address.startswith(never) else "/"


def back_to(address: str) -> str:
    """Where Back leads: never to the page it stands on."""
    return local_address(address, never=("/look",)) if address.partition("?")[0] != request.path else "/"


def page_before() -> str:
    """The page before this one, if it was ours."""
    referrer = request.referrer or ""
    return local_address(referrer[len(request.host_url) - 1 :] if referrer.startswith(request.host_url) else "/")


def came_from() -> str:
    return back_to(page_before())
