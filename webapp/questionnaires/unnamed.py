"""Writing a care check without a name, so that nothing kept leads from the answers to the person: not an id, a time, an order or a row's own marks."""

import json

import sqlalchemy as sa
from sqlmodel import Session, select

from webapp.base.clock import today
from webapp.content.catalogue import provenance
from webapp.pathway.models import Cycle
from webapp.practices.models import Practice
from webapp.questionnaires.care_rules import month_of
from webapp.questionnaires.models import UnnamedResponse, UnnamedTaken
from webapp.questionnaires.queries import response_of
from webapp.questionnaires.slips import Slip

ROWS: sa.Table = UnnamedResponse.__table__
KEPT = ("id", "practice_id", "instrument", "version", "month", "said_sealed")


def take_slip(session: Session, *, cycle: Cycle, instrument: str, who: str) -> Slip | None:
    """One for each person and year; None when it was taken before, or answers with a name have begun. What is kept of the person is the month."""
    session.exec(select(Cycle.id).where(Cycle.id == cycle.id).with_for_update(key_share=True)).all()
    before = session.exec(select(UnnamedTaken.id).where(UnnamedTaken.cycle_id == cycle.id, UnnamedTaken.instrument == instrument)).first()
    if before or response_of(session, cycle.id, instrument):
        return None
    month = month_of(today())
    session.add(UnnamedTaken(person_id=cycle.person_id, cycle_id=cycle.id, instrument=instrument, month=month))
    session.flush()
    return Slip.drawn(cycle.practice_id, month, who)


def save_unnamed(session: Session, *, slip: Slip, instrument: str, said: dict[str, str]) -> None:
    """Keep these answers, and write the practice's whole month anew in the order of its ids.

    A database marks each row with the transaction that wrote it, and lays rows down as they come. Written all at once, by lot, they look alike.
    """
    session.exec(select(Practice.id).where(Practice.id == slip.practice_id).with_for_update(key_share=True)).all()
    month = (UnnamedResponse.practice_id == slip.practice_id, UnnamedResponse.instrument == instrument, UnnamedResponse.month == slip.month)
    rows = {row.id: row for row in session.exec(select(UnnamedResponse).where(*month))}
    for row in rows.values():
        session.expunge(row)
    mine = rows.get(slip.id) or blank(slip, instrument)
    mine.said = json.dumps(json.loads(mine.said or "{}") | {"who": slip.who} | said, ensure_ascii=False)
    dealt = [{name: getattr(row, name) for name in KEPT} for row in sorted({**rows, slip.id: mine}.values(), key=lambda row: row.id)]
    session.execute(sa.delete(UnnamedResponse).where(*month))
    session.execute(sa.insert(ROWS), dealt)


def blank(slip: Slip, instrument: str) -> UnnamedResponse:
    return UnnamedResponse(id=slip.id, practice_id=slip.practice_id, instrument=instrument, version=provenance(instrument).version, month=slip.month, said="{}")  # type: ignore[call-arg]
