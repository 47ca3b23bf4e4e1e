"""Statements put together once and run on the driver itself: for the few that every page, or the page everybody opens, asks.

Through SQLAlchemy the same statement costs five to ten times what the database takes for it. What goes in and comes out still
passes its own types: `read` gives the values the columns declare, `raw` what the driver gave, for whoever only compares.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.session import Glance, tell

Raw = list[tuple[Any, ...]]


class Ready:
    """A statement in one database's own words."""

    def __init__(self, statement: Any, dialect: sa.Dialect):
        compiled: Any = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self.names: list[str] = list(compiled.positiontup or compiled.params)
        self.named = not compiled.positional
        self.given = compiled.params
        binders = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        self.binders: dict[str, Callable] = {name: binder for name, binder in binders.items() if binder}
        self.fixed = {name: self.bound(name, value) for name, value in compiled.params.items() if value is not None}

    def bound(self, name: str, value: Any) -> Any:
        return value if value is None or name not in self.binders else self.binders[name](value)

    def parameters_each(self, rows: Iterable[dict[str, Any]], alike: dict[str, Any]) -> list[Any]:
        """As `parameters`, of many rows. What is alike in all is bound once."""
        shared = self.fixed | {name: self.bound(name, value) for name, value in alike.items()}
        bound, own = self.bound, [name for name in self.names if name not in shared]
        named = [shared | {name: bound(name, row[name]) for name in own} for row in rows]
        return named if self.named else [[row[name] for name in self.names] for row in named]

    def parameters(self, values: dict[str, Any]) -> Any:
        fixed, bound = self.fixed, self.bound
        if self.named:
            return {name: fixed[name] if name in fixed else bound(name, values[name]) for name in self.names}
        return [fixed[name] if name in fixed else bound(name, values[name]) for name in self.names]


class Plain:
    """One statement with `bindparam`s. Its rows are named tuples of its columns."""

    def __init__(self, statement: Any):
        self.statement = statement
        self._ready: dict[str, Ready] = {}
        # What it selects, or what a change returns.
        columns = list(statement.exported_columns)
        self._types = [column.type for column in columns]
        self._readers: dict[str, list[tuple[int, Callable]]] = {}
        names: list[str] = []
        for column in columns:
            names.append(column.key if column.key not in names else f"{column.key}_{len(names)}")
        row: Any = namedtuple("row", names)  # type: ignore[misc]
        self.made: Callable[[Iterable[Any]], Any] = row._make

    def ready(self, dialect: sa.Dialect) -> Ready:
        found = self._ready.get(dialect.name)
        if found is None:
            found = self._ready[dialect.name] = Ready(self.statement, dialect)
            readers = [(place, kind.dialect_impl(dialect).result_processor(dialect, None)) for place, kind in enumerate(self._types)]
            self._readers[dialect.name] = [(place, reader) for place, reader in readers if reader]
        return found

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
        return list(self._read(raw, self._readers[dialect.name]))

    def _read(self, raw: Raw, readers: list[tuple[int, Callable]]) -> Iterable[Any]:
        for one in raw:
            values = list(one)
            for place, reader in readers:
                values[place] = reader(values[place])
            yield self.made(values)

    def read(self, source: Session | Glance, **values: object) -> list[Any]:
        dialect = source.dialect if isinstance(source, Glance) else source.get_bind().dialect
        return self.rows(self.raw(source, **values), dialect)

    def write(self, source: Session | Glance, *, outlives_power: bool = True, **values: object) -> None:
        """One row: by a glance in a transaction of its own (see `Glance.write`), by a session in the session's."""
        if isinstance(source, Glance):
            ready = self.ready(source.dialect)
            source.write(ready.sql, ready.parameters(values), outlives_power=outlives_power)
        else:
            source.execute(self.statement, values)
