"""Rate limits counted in our own database, so that two web processes share one count. Exact on SQLite and PostgreSQL."""

import time

import sqlalchemy as sa
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage
from sqlmodel import Field, SQLModel, col, select


class RateCount(SQLModel, table=True):
    __tablename__ = "rate_count"
    key: str = Field(primary_key=True, max_length=255)
    count: int
    ends_at: float


class DatabaseStorage(Storage):
    """`limits` storage on the app's database; each hit is one short statement of its own, outside any request's transaction."""

    STORAGE_SCHEME = ["appdb"]

    def __init__(self, uri: str | None = None, *, database=None, **options):
        super().__init__(uri, **options)
        self.database = database

    @property
    def base_exceptions(self):
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        sql = sa.text(
            "INSERT INTO rate_count (key, count, ends_at) VALUES (:key, :amount, :ends) ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN rate_count.ends_at <= :now THEN :amount ELSE rate_count.count + :amount END, "
            "ends_at = CASE WHEN rate_count.ends_at <= :now THEN :ends ELSE rate_count.ends_at END RETURNING count"
        )
        with self.database.writing() as session:
            return int(session.execute(sql, {"key": key, "amount": amount, "ends": now + expiry, "now": now}).scalar_one())

    def _row(self, key: str):
        with self.database.reading() as session:
            return session.execute(select(RateCount.count, RateCount.ends_at).where(RateCount.key == key)).first()

    def get(self, key: str) -> int:
        row = self._row(key)
        return row.count if row and row.ends_at > time.time() else 0

    def get_expiry(self, key: str) -> float:
        row = self._row(key)
        return row.ends_at if row else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self.database.writing() as session:
            return session.execute(sa.delete(RateCount)).rowcount

    def clear(self, key: str) -> None:
        with self.database.writing() as session:
            session.execute(sa.delete(RateCount).where(col(RateCount.key) == key))


limiter = Limiter(key_func=get_remote_address, storage_uri="appdb://", default_limits=[])


def install(app) -> None:
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"database": app.extensions["database"]}
    app.config["RATELIMIT_ENABLED"] = app.config["SETTINGS"].rate_limits
    limiter.init_app(app)
