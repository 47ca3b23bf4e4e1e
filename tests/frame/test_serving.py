"""What stands around the rooms: health, compression, static files."""

import os
import zlib

import brotli
import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from webapp.app import create_app
from webapp.serving import with_static
from webapp.web import static_files
from webapp.web.pages import static

OPEN = {"br": brotli.decompress, "gzip": lambda body: zlib.decompress(body, 31), None: bytes}


def test_health_needs_no_database_and_readiness_does(browse, database, session):
    assert (browse().get("/healthz").status_code, browse().get("/readyz").status_code) == (200, 200)
    session.connection().execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    session.commit()
    assert (browse().get("/healthz").status_code, browse().get("/readyz").status_code) == (200, 503)


def test_metrics_are_for_this_machine_when_no_proxy_stands_between(browse):
    browse().get("/healthz")
    reply = browse().get("/metrics")
    names = {family.name for family in text_string_to_metric_families(reply.text)}
    assert {"in_my_words_replies", "in_my_words_seconds"} <= names
    assert browse().get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    assert browse().get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


def test_metrics_with_a_token_are_for_who_knows_it(settings, database):
    client = create_app(settings.model_copy(update={"metrics_token": "a-long-token"}), database).test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer a-long-token"}).status_code == 200


def test_metrics_never_hold_an_address(browse):
    browse().get("/i/SECRETSECRET")
    assert "SECRET" not in browse().get("/metrics").text


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_a_page_is_compressed_as_the_browser_asks(browse, accepted, encoding):
    plain = browse().get("/sign-in").get_data()
    reply = browse().get("/sign-in", headers={"Accept-Encoding": accepted})
    assert reply.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in reply.headers["Vary"] and "Cookie" in reply.headers["Vary"]
    assert OPEN[encoding](reply.get_data()) == plain
    assert int(reply.headers["Content-Length"]) == len(reply.get_data())


def test_a_static_file_is_sent_compressed_and_kept_for_ever(app):
    static_files.compress()
    client = app.test_client()
    client.application.wsgi_app = with_static(app.wsgi_app)
    reply = client.get(static("css/app.css"), headers={"Accept-Encoding": "br"})
    assert reply.headers["Content-Encoding"] == "br" and "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert brotli.decompress(reply.get_data())[:1]


def test_a_changed_file_gets_a_new_copy_and_a_gone_one_loses_it(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text("p { margin: 0 } " * 50)
    assert static_files.compress(tmp_path) == 1
    assert static_files.compress(tmp_path) == 0
    sheet.write_text("p { margin: 1px } " * 50)
    os.utime(sheet, (1, 1))
    assert static_files.compress(tmp_path) == 1
    assert b"1px" in brotli.decompress((tmp_path / "a.css.br").read_bytes())
    sheet.unlink()
    static_files.compress(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_health_asks_the_database_nothing(app, database):
    asked: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda _c, _k, sql, *_: asked.append(sql))
    assert app.test_client().get("/healthz").status_code == 200
    assert asked == []
