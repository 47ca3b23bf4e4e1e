"""A whole list as one parameter: `column.in_` puts one into the statement for each value, and is put together anew each time."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Listed(sa.types.UserDefinedType):
    """Values of one type, as each database takes many: an array, or JSON where there are none."""

    cache_ok = True

    def __init__(self, each: sa.types.TypeEngine):
        self.each = each

    def bind_processor(self, dialect: sa.Dialect) -> Callable:
        if dialect.name == "postgresql":
            return list
        bound = self.each.dialect_impl(dialect).bind_processor(dialect) or (lambda one: one)
        return lambda values: json.dumps([bound(one) for one in values])


class Values(FunctionElement):
    """The values of a list, as rows."""

    inherit_cache = True


@compiles(Values)
def from_json(values: Any, compiler: Any, **kw) -> str:
    return f"(SELECT value FROM json_each({compiler.process(values.clauses, **kw)}))"  # noqa: S608


@compiles(Values, "postgresql")
def from_array(values: Any, compiler: Any, **kw) -> str:
    (given,) = values.clauses
    return f"(SELECT unnest(CAST({compiler.process(given, **kw)} AS {compiler.dialect.type_compiler_instance.process(given.type.each)}[])))"


def among(column: Any, name: str) -> Any:
    """`column IN` what is given as the parameter `name`, a list of what the column holds."""
    return column.op("IN", is_comparison=True)(Values(sa.bindparam(name, type_=Listed(column.type))))
