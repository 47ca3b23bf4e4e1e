"""A list of scores from its preview to its end."""

import json
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now, pathway_now
from webapp.base.i18n import day_in_words
from webapp.base.records import timed_id
from webapp.base.sealing import ring, where
from webapp.database.bulk import insert_rows
from webapp.scores.models import RiskScore, ScoreList
from webapp.scores.queries import Matched, matched
from webapp.scores.reading import ScoreFile

KEPT = timedelta(hours=24)
SAMPLES = 5


def keep_list(session: Session, *, practice_id: UUID, file: ScoreFile, file_name: str, name: str, method: str, reason: str, by: UUID) -> ScoreList:
    """Written down as it would be; it counts only from the yes on. `by` is a staff member's id."""
    found = matched(session, practice_id, file.rows)
    odd = sorted([*file.odd, *found.odd], key=lambda one: (one.line, one.reason))
    parts = {
        part: [[one.line, one.reason.value, one.detail] for one in odd if one.is_set_aside is aside]
        for part, aside in (("refused", False), ("set_aside", True))
    }
    counts = {"rows": file.seen, "added": len(found.people), "unchanged": file.repeated} | {part: len(lines) for part, lines in parts.items()}
    samples = [[row.line, whose, day_in_words(row.born_on, weekday=False), str(row.score), row.reason] for row, _id, whose in found.people[:SAMPLES]]
    said = {"name": name, "method": method, "reason": reason, "file_name": file_name[:120], "digest": file.digest}
    made = ScoreList(practice_id=practice_id, **said, counts=counts, made_by_id=by, report=json.dumps({**parts, "samples": samples}, ensure_ascii=False))
    session.add(made)
    session.flush()
    insert_scores(session, made.id, found)
    return made


def insert_scores(session: Session, list_id: UUID, found: Matched) -> None:
    opened, rows = ring(), []
    for row, person_id, _name in found.people:
        made = timed_id()
        amount = opened.seal(str(row.score), where("risk_score", "amount_sealed", made))
        reason = opened.seal(row.reason, where("risk_score", "reason_sealed", made)) if row.reason else None
        rows.append({"id": made, "list_id": list_id, "person_id": person_id, "amount_sealed": amount, "reason_sealed": reason})
    if rows:
        insert_rows(session, RiskScore.__table__, rows)


def let_count(session: Session, *, scores: ScoreList) -> None:
    """The yes: from now on people are found by it. What the preview said of odd lines is kept no longer than a day."""
    if scores.applied_at is None and scores.taken_back_at is None:
        scores.applied_at = pathway_now()
        session.add(scores)
        session.flush()


def take_back(session: Session, *, scores: ScoreList) -> None:
    """The scores are gone; that there was such a list, how it was made and why stays, for those who were asked because of it."""
    if scores.taken_back_at is None:
        scores.taken_back_at, scores.report = pathway_now(), None
        session.add(scores)
        session.flush()
        session.execute(sa.delete(RiskScore).where(col(RiskScore.list_id) == scores.id))


def forget_looked_at(session: Session) -> int:
    """Lists that nobody said yes to within a day."""
    old = sa.select(col(ScoreList.id)).where(col(ScoreList.applied_at).is_(None), col(ScoreList.taken_back_at).is_(None), col(ScoreList.made_at) < now() - KEPT)
    lists = [session.get_one(ScoreList, list_id) for list_id in session.scalars(old).all()]
    for scores in lists:
        take_back(session, scores=scores)
    return len(lists)
