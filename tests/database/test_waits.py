"""No wait of a test is for ever."""

import pytest
import sqlalchemy as sa

from tests.people_cast import a_practice


def test_rows_that_a_fixture_still_holds_are_an_error_and_not_a_wait_for_ever(database, session):
    if database.is_sqlite:
        return
    a_practice(session)
    session.commit()
    session.execute(sa.text("UPDATE practice SET phone = '1'"))
    with database.engine.connect() as other:
        assert other.exec_driver_sql("SHOW lock_timeout").scalar() == "30s" and other.exec_driver_sql("SHOW statement_timeout").scalar() == "2min"
        other.exec_driver_sql("SET lock_timeout = '50ms'")
        with pytest.raises(sa.exc.OperationalError, match="lock timeout"):
            other.exec_driver_sql("UPDATE practice SET phone = '2'")
