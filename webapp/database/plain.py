"""Statements put together once and run on the driver itself: for the few that every page, or the page everybody opens, asks.

Through SQLAlchemy the same statement costs five to ten times what the database takes for it. What goes in and comes out still
passes its own types: `read` gives the values the columns declare, `raw` what the driver gave, for whoever only compares.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from webapp.database.session import Glance, tell

# Rows as the driver gave them, or as one text that says the same (see Gathered).
Raw = Sequence[Sequence[Any]] | str


class Ready:
    """A statement in one database's own words."""

    def __init__(self, statement: Any, dialect: sa.Dialect):
        compiled: Any = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        names: list[str] = list(compiled.positiontup or compiled.params)
        binders = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        fixed = {name: Gap(name, name, binders.get(name)).filled(value) for name, value in compiled.params.items() if value is not None}
        # By name or by place, as the driver takes them: what never changes stands there already, the rest are gaps.
        places = list(enumerate(names)) if compiled.positional else [(name, name) for name in names]
        self.begun: Any = [fixed.get(name) for name in names] if compiled.positional else {name: fixed.get(name) for name in names}
        self.gaps = [Gap(place, name, binders.get(name)) for place, name in places if name not in fixed]

    def parameters(self, values: dict[str, Any]) -> Any:
        return fill(self.begun, self.gaps, values)

    def parameters_each(self, rows: Iterable[dict[str, Any]], alike: dict[str, Any]) -> list[Any]:
        """As `parameters`, of many rows. What is alike in all is bound once."""
        begun = fill(self.begun, [gap for gap in self.gaps if gap.name in alike], alike)
        own = [gap for gap in self.gaps if gap.name not in alike]
        return [fill(begun, own, row) for row in rows]


class Gap(NamedTuple):
    """Where a value goes, whose, and what the driver takes for it."""

    place: int | str
    name: str
    binder: Callable | None

    def filled(self, value: Any) -> Any:
        return value if value is None or self.binder is None else self.binder(value)


def fill(begun: Any, gaps: Iterable[Gap], values: dict[str, Any]) -> Any:
    made = begun.copy()
    for gap in gaps:
        made[gap.place] = gap.filled(values[gap.name])
    return made


def reader_of(kind: sa.types.TypeEngine, dialect: sa.Dialect) -> Callable | None:
    """What makes a column's value of the driver's. None: it is as it is."""
    if isinstance(kind, sa.Enum) and kind.enum_class:
        members: dict[str | None, Any] = dict(zip(kind.enums, kind.enum_class, strict=True))
        return (members | {None: None}).__getitem__
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class Plain:
    """One statement with `bindparam`s. Its rows are named tuples of its columns.

    `made` makes something else of such a row. `remembered`: so many rows are read once, for what is asked again and again and seldom changes:
    the same from the driver is the same row.
    """

    def __init__(self, statement: Any, made: Callable[[Any], Any] | None = None, remembered: int = 0):
        self.statement, self._remembered = statement, remembered
        self._ready: dict[str, Ready] = {}
        # What it selects, or what a change returns.
        columns = list(getattr(statement, "exported_columns", ()))
        self._types = [column.type for column in columns]
        self._readers: dict[str, Callable[[Sequence[Any]], Any]] = {}
        names: list[str] = []
        for column in columns:
            names.append(column.key if column.key not in names else f"{column.key}_{len(names)}")
        row: Any = namedtuple("row", names)  # type: ignore[misc]
        self._made: Callable[[Iterable[Any]], Any] = row._make if made is None else lambda values: made(row._make(values))

    def ready(self, dialect: sa.Dialect) -> Ready:
        found = self._ready.get(dialect.name)
        if found is None:
            # Last, what another thread looks for first: who finds it finds the reader too.
            self._readers[dialect.name] = self._reader(dialect)
            found = self._ready[dialect.name] = Ready(self.statement, dialect)
        return found

    def _reader(self, dialect: sa.Dialect) -> Callable[[Sequence[Any]], Any]:
        found = [(place, reader_of(kind, dialect)) for place, kind in enumerate(self._types)]
        readers = [(place, reader) for place, reader in found if reader]

        def row(raw: Sequence[Any]) -> Any:
            values = list(raw)
            for place, reader in readers:
                values[place] = reader(values[place])
            return self._made(values)

        return lru_cache(self._remembered)(row) if self._remembered else row

    def raw(self, source: Session | Glance, **values: object) -> Raw:
        """What the driver gives. `source` is a session, whose transaction is used, or a glance."""
        if isinstance(source, Glance):
            ready = self.ready(source.dialect)
            return source.ask(ready.sql, ready.parameters(values))
        return self._run(source, values).fetchall()

    def change(self, session: Session, **values: object) -> int:
        """In the session's transaction. Returns how many rows it changed."""
        return self._run(session, values).rowcount

    def change_each(self, session: Session, rows: Sequence[dict[str, Any]], **alike: object) -> None:
        """The same change once for each of many rows. `alike` are the values that all of them share."""
        connection, ready = self._on(session)
        parameters = ready.parameters_each(rows, alike)
        tell(connection.engine, ready.sql, parameters)
        connection.connection.driver_connection.cursor().executemany(ready.sql, parameters)  # type: ignore[union-attr]

    def _run(self, session: Session, values: dict[str, Any]) -> Any:
        connection, ready = self._on(session)
        parameters = ready.parameters(values)
        tell(connection.engine, ready.sql, parameters)
        return connection.connection.driver_connection.execute(ready.sql, parameters)  # type: ignore[union-attr]

    def _on(self, session: Session) -> tuple[sa.Connection, Ready]:
        if session.autoflush:
            session.flush()
        connection = session.connection()
        return connection, self.ready(connection.dialect)

    def rows(self, raw: Raw, dialect: sa.Dialect) -> list[Any]:
        """Raw rows as named tuples, each value as its column declares."""
        self.ready(dialect)
        return list(map(self._readers[dialect.name], json.loads(raw) if isinstance(raw, str) else raw))

    def read(self, source: Session | Glance, **values: object) -> list[Any]:
        return self.rows(self.raw(source, **values), dialect_of(source))

    def write(self, source: Session | Glance, **values: object) -> None:
        """One row: by a glance in a transaction of its own (see `Glance.write`), by a session in the session's."""
        if isinstance(source, Glance):
            ready = self.ready(source.dialect)
            source.write(ready.sql, ready.parameters(values))
        else:
            source.execute(self.statement, values)


class Gathered:
    """Several statements in one. SQLite gives the rows of each as one text: a step from row to row hands Python round among the threads each time."""

    def __init__(self, *parts: Plain):
        self._parts = parts
        found = [part.statement.subquery() for part in parts]
        texts = [sa.select(sa.func.json_group_array(sa.func.json_array(*rows.c))).select_from(rows) for rows in found]
        self._whole = Plain(sa.select(*[text.scalar_subquery().label(f"part_{place}") for place, text in enumerate(texts)]))

    def raw(self, source: Session | Glance, **values: object) -> tuple[Raw, ...]:
        """The rows of each, hashable. Each part reads its own: `part.rows`."""
        if dialect_of(source).name == "sqlite":
            return tuple(self._whole.raw(source, **values)[0])
        return tuple(tuple(part.raw(source, **values)) for part in self._parts)


def dialect_of(source: Session | Glance) -> sa.Dialect:
    return source.dialect if isinstance(source, Glance) else source.get_bind().dialect
