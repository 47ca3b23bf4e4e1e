from datetime import timedelta

from sqlmodel import Field, SQLModel


class DemoClock(SQLModel, table=True):
    """How far the pathway's clock is ahead of the true one, in seconds. One row."""

    __tablename__ = "demo_clock"
    id: int = Field(default=1, primary_key=True)
    seconds_ahead: int = 0

    @property
    def shift(self) -> timedelta:
        return timedelta(seconds=self.seconds_ahead)
