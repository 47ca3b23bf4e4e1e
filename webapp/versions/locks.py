"""The lock on an agreed plan: one fingerprint of all its words, whose they are, who said yes and when. A row changed behind our back no longer fits it.

Keyed (HMAC-SHA256 under the ring's index key) over the plain text: without the key nobody makes a lock that fits changed rows, nor
tries out by guessing what the sealed words say. Whoever holds the key as well is found out by the short form on the person's own paper.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from webapp.base.sealing import Unopenable, ring
from webapp.plans.models import Agreement, Item, Plan, Revision, Side
from webapp.plans.queries import Rows, Whole, rows_of
from webapp.plans.rules import agreed_number, is_away, stands_in
from webapp.versions.models import Lock

SHORT, GROUP = 12, 4


def digest_of(rows: Rows, number: int, said: Iterable[Agreement]) -> str:
    """64 hex digits."""
    return ring().blind(canonical(rows, number, said), "plan agreed")


def canonical(rows: Rows, number: int, said: Iterable[Agreement]) -> str:
    """The plan as it stood in that revision, with these answers to it: always the same text for the same rows."""
    items = [item for item in rows.items if stands_in(item.made_in, item.withdrawn_in, number) and not is_away(item.away, number)]
    words = [row for row in rows.words if stands_in(row.made_in, row.replaced_in, number)]
    used = {item.made_in for item in items} | {row.made_in for row in words} | {number}
    told = {
        "plan": [str(rows.plan.id), str(rows.plan.person_id), number],
        "items": sorted(item_told(item) for item in items),
        "words": sorted([str(row.about_id), row.field, row.words or "", row.made_in] for row in words),
        "saves": [save_told(row) for row in rows.revisions if row.number in used],
        "said": [answer_told(one) for one in said],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def item_told(item: Item) -> list:
    return [str(item.id), item.kind.value, str(item.goal_id or ""), item.made_in]


def save_told(row: Revision) -> list:
    return [row.number, moment(row.at), str(row.by_id or ""), row.by_role or "", row.helped_by or "", moment(row.read_back_at)]


def answer_told(one: Agreement) -> list:
    return [one.side.value, one.answer.value, one.notes or "", moment(one.at), str(one.by_id or ""), one.by_role or ""]


def moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


def last_said(agreements: Iterable[Agreement], number: int) -> tuple[Agreement, Agreement]:
    """Each side's last answer to that revision: the person's, then the surgery's. Raises KeyError when one has given none."""
    said = {one.side: one for one in agreements if one.number == number}
    return said[Side.PERSON], said[Side.PROFESSIONAL]


def is_as_locked(rows: Rows, lock: Lock) -> bool:
    by_id = {one.id: one for one in rows.agreements}
    try:
        return digest_of(rows, lock.number, (by_id[lock.person_said_id], by_id[lock.professional_said_id])) == lock.digest
    except (Unopenable, KeyError):
        return False


def lock_of(session: Session, plan: Plan, number: int | None) -> Lock | None:
    """The last lock on that revision."""
    found = select(Lock).where(Lock.plan_id == plan.id, Lock.number == number).order_by(col(Lock.at).desc(), col(Lock.id))
    return session.exec(found).first() if number is not None else None


def short(lock: Lock) -> str:
    """For paper: `3F2A 91BC 07DE`."""
    text = lock.digest[:SHORT].upper()
    return " ".join(text[place : place + GROUP] for place in range(0, SHORT, GROUP))


def check_number(session: Session, whole: Whole) -> str:
    """For the paper of a plan that both sides said yes to as it stands; empty for any other."""
    lock = lock_of(session, whole.plan, whole.agreed) if whole.is_agreed else None
    return short(lock) if lock else ""


def looked_at(session: Session) -> tuple[int, list[Lock], int]:
    """How many locks fit, those whose plan was changed behind our back, and how many agreed plans have none though they should."""
    locks = session.exec(select(Lock).order_by(col(Lock.plan_id), col(Lock.number), col(Lock.at))).all()
    rows: Rows | None = None
    broken = []
    for lock in locks:
        if rows is None or rows.plan.id != lock.plan_id:
            rows = rows_of(session, session.get_one(Plan, lock.plan_id))
        if not is_as_locked(rows, lock):
            broken.append(lock)
    return len(locks) - len(broken), broken, unlocked(session, {(lock.plan_id, lock.number) for lock in locks})


def unlocked(session: Session, locked: set) -> int:
    """Plans agreed before there were locks have none: then nobody wrote what the member of staff was."""
    by_plan: dict = {}
    for one in session.exec(select(Agreement).order_by(col(Agreement.plan_id), col(Agreement.at), col(Agreement.id))):
        by_plan.setdefault(one.plan_id, []).append(one)
    agreed = {plan_id: agreed_number((one.number, one.side, one.answer) for one in said) for plan_id, said in by_plan.items()}
    missing = [(plan_id, number) for plan_id, number in agreed.items() if number is not None and (plan_id, number) not in locked]
    return sum(any(one.number == number and one.by_role for one in by_plan[plan_id]) for plan_id, number in missing)
