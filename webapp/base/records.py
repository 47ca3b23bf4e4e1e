"""What every table shares: an id made in Python, sealed columns settable in the constructor, enums kept as their words."""

import os
import time
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from webapp.base.sealing import sealed

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def words(kind: type[StrEnum]):
    """A column type that keeps an enum as its value: native PostgreSQL enums and CHECKs make later members a migration trap."""
    return sa.Enum(kind, native_enum=False, create_constraint=False, length=32, values_callable=lambda e: [m.value for m in e], validate_strings=True)


def timed_id() -> UUID:
    """An id for a row that comes with thousands of others: UUID version 7 (RFC 9562), which begins with the time in milliseconds.

    Such rows lie side by side in every index. Under random ids each touches pages of its own, and a commit has them all to write.
    """
    # 48 bits of time, 4 of version, 12 random, 2 of variant, 62 random.
    drawn = int.from_bytes(os.urandom(10))
    return UUID(int=time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | (drawn >> 68) << 64 | 0b10 << 62 | drawn & 0x3FFF_FFFF_FFFF_FFFF)


class Record(SQLModel):
    """A row with a UUID made in Python, because sealing binds the row id before the row is saved."""

    if TYPE_CHECKING:
        __table__: ClassVar[sa.Table]

    id: UUID = Field(default_factory=uuid4, primary_key=True)

    def __init__(self, **data):
        hidden = {name: data.pop(name) for name in list(data) if isinstance(getattr(type(self), name, None), sealed)}
        super().__init__(**data)
        for name, text in hidden.items():
            setattr(self, name, text)
