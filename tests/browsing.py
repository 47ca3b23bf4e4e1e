"""A client that sends what a real browser sends, follows one redirect at a time, and finds forms in the page."""

import re
from html.parser import HTMLParser

from flask.testing import FlaskClient


class Forms(HTMLParser):
    """Every form of a page: its action, method and the fields it would post."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.found: list[dict] = []
        self.text: list[str] = []
        self._textarea: str | None = None
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        self._in_style = tag == "style"
        if tag == "form":
            self.found.append({"action": a.get("action"), "method": (a.get("method") or "get").lower(), "fields": []})
        elif tag == "input" and self.found and a.get("name") and a.get("type") not in ("submit", "file"):
            if a.get("type") in ("checkbox", "radio") and "checked" not in a:
                return
            self.found[-1]["fields"].append((a["name"], a.get("value", "on" if a.get("type") == "checkbox" else "")))
        elif tag == "textarea":
            self._textarea = a.get("name")

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        if self._in_style:
            return
        self.text.append(data)
        if self._textarea and self.found:
            self.found[-1]["fields"].append((self._textarea, data.lstrip("\n")))
            self._textarea = None


class Browsing:
    """One person's browser. `post` sends Sec-Fetch-Site as a browser on our own page would; `cookies` are kept."""

    def __init__(self, app):
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **kwargs):
        return self.client.get(path, **kwargs)

    def post(self, path: str, data: dict | None = None, *, site: str | None = "same-origin", **kwargs):
        headers = dict(kwargs.pop("headers", {}) or {})
        if site:
            headers["Sec-Fetch-Site"] = site
        return self.client.post(path, data=data or {}, headers=headers, **kwargs)

    def follow(self, reply):
        """The page a redirect leads to, at most five steps."""
        for _ in range(5):
            if reply.status_code not in (301, 302, 303, 307, 308):
                return reply
            reply = self.get(reply.headers["Location"])
        return reply


def text_of(reply) -> str:
    """What a reply says; of a file that is no text, whatever of it is."""
    return reply.get_data().decode("utf-8", "replace")


def words(reply) -> str:
    """The page's text, white space folded."""
    return " ".join(" ".join(Forms(re.sub("<template.*?</template>", "", text_of(reply), flags=re.DOTALL)).text).split())


def markup(reply) -> str:
    """The page without the styles that come along in it, and without what only a script may show."""
    return re.sub(r"<style.*?</style>|<template.*?</template>", "", text_of(reply), flags=re.DOTALL)


def nobodys(reply) -> str:
    """The page without ids and without what only says whose visit it is: the same for two people whom it may not tell apart."""
    return re.sub(r' data-(?:visit|whose|ends)="\w+"|[0-9a-f]{8}-[0-9a-f-]{27}', "", text_of(reply))
