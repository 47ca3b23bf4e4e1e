"""What staff say of two who look like one."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import pathway_now
from webapp.registers.models import DoubleRuling, Ruling
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind


def rule(session: Session, *, practice_id: UUID, people: tuple[UUID, UUID], ruling: Ruling, by: UUID) -> DoubleRuling:
    """`by` is a staff member's id. To be put together in the GP system is a task; here nothing is ever put together."""
    first, second = sorted(people)
    pair = (col(DoubleRuling.practice_id) == practice_id, col(DoubleRuling.first_id) == first, col(DoubleRuling.second_id) == second)
    said = session.scalars(sa.select(DoubleRuling).where(*pair).with_for_update()).first()
    said = said or DoubleRuling(practice_id=practice_id, first_id=first, second_id=second, ruling=ruling)
    said.ruling, said.at, said.by_id = ruling, pathway_now(), by
    session.add(said)
    session.flush()
    if ruling is Ruling.MERGE_ASKED:
        open_task(session, practice_id=practice_id, kind=TaskKind.MERGE_RECORDS, subject=f"double:{first}:{second}", person_id=first)
    return said
