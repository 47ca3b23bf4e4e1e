from threading import Event, Thread

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from webapp.database.plain import Plain


class LongInTheMaking(sa.types.TypeDecorator):
    """Whoever asks first how its values are read is held until `go`."""

    impl, cache_ok = sa.String, True
    asked, go = Event(), Event()

    def result_processor(self, dialect, coltype):
        is_first = not self.asked.is_set()
        self.asked.set()
        assert not is_first or self.go.wait(20)
        return str.upper


def test_two_who_ask_a_statement_for_the_first_time_at_once_are_both_answered():
    asked = Plain(sa.select(sa.column("said", LongInTheMaking())))
    first = Thread(target=asked.rows, args=([], sqlite.dialect()))
    first.start()
    try:
        assert LongInTheMaking.asked.wait(20)
        assert [row.said for row in asked.rows([["tea"]], sqlite.dialect())] == ["TEA"]
    finally:
        LongInTheMaking.go.set()
        first.join()
