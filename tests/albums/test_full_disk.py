"""No room left on the disk: a kind page with what was typed, and nothing is changed."""

import io

import pytest
import sqlalchemy as sa
from PIL import Image
from sqlmodel import select

from tests.again import copied
from tests.albums.test_album import bring
from tests.browsing import words
from tests.people_cast import sign_in
from webapp.albums.models import File, Piece


@pytest.fixture(params=["sqlite"])
def database_url(request, sqlite_template, tmp_path) -> str:
    """PostgreSQL cannot be given a small disk here; what it says of a full one is told from the rest by its own number."""
    return f"sqlite:///{copied(sqlite_template, tmp_path / 'words.db')}"


def grains() -> bytes:
    """A photo that cannot be made much smaller."""
    made = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).save(made, "JPEG")
    return made.getvalue()


def test_a_photo_that_has_no_room_changes_nothing_and_gets_a_kind_word(browse, session, cast, database):
    sam, album = sign_in(browse(), session, cast.person), f"/people/{cast.person.id}/plan/album"
    session.rollback()

    def is_full(connection, _record, _proxy):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 3}")

    sa.event.listen(database.engine.pool, "checkout", is_full)
    try:
        page = bring(sam, album, "picture", grains(), "Me on my bench")
    finally:
        sa.event.remove(database.engine.pool, "checkout", is_full)
        database.engine.dispose()
    assert page.status_code == 507 and "We have no room left to keep it." in words(page) and "Me on my bench" in words(page)
    with database.reading() as after:
        assert after.exec(select(Piece)).all() == after.exec(select(File)).all() == []
