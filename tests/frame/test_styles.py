"""Styles come along in the first page, under their hash, and are only named once the browser has them."""

import base64
import hashlib
import re

from flask import render_template

from webapp.web.pages import static, static_version


def written_in(reply) -> list[str]:
    return re.findall(r"<style[^>]*>(.*?)</style>", reply.get_data(as_text=True), re.DOTALL)


def waited_for(reply) -> list[str]:
    """The stylesheets that a browser fetches before it shows a word."""
    return [link for link in re.findall(r'<link rel="stylesheet"[^>]*>', reply.get_data(as_text=True)) if 'media="print"' not in link]


def test_what_only_paper_needs_is_waited_for_on_paper_alone(app):
    linked = f'<link rel="stylesheet" href="{static("css/print.css")}"'
    assert f'{linked} media="print">' in app.test_client().get("/help").get_data(as_text=True)
    with app.test_request_context():
        assert f"{linked}>" in render_template("base/print.html")


def test_a_first_page_brings_its_styles_along_under_a_hash_the_policy_knows(app):
    for path, sheets in (("/help", 1), ("/staff/sign-in", 2)):
        reply = app.test_client().get(path)
        found = written_in(reply)
        assert len(found) == sheets and waited_for(reply) == []
        for text in found:
            assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in reply.headers["Content-Security-Policy"]


def test_what_a_style_names_beside_itself_is_named_in_full(app):
    text = "".join(written_in(app.test_client().get("/staff/sign-in")))
    named = re.findall(r"url\(([^)]+)\)", text)
    assert named and all(name.startswith(f"/static/{static_version()}/") for name in named)
    client = app.test_client()
    assert {client.get(name).status_code for name in named} == {200}


def test_a_browser_that_has_them_is_only_told_their_names(app):
    client = app.test_client()
    client.set_cookie("css", static_version())
    reply = client.get("/help")
    assert written_in(reply) == [] and f'<link rel="stylesheet" href="{static("css/app.css")}">' in reply.get_data(as_text=True)
    client.set_cookie("css", "an older one")
    assert len(written_in(client.get("/help"))) == 1
