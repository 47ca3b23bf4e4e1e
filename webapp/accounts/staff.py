"""Staff who sign in here: adding one, and checking a password and the six digits of their app."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

import pyotp
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, select

from webapp.accounts import rules
from webapp.accounts.models import Account, StaffSecret
from webapp.practices.models import Practice, Role, StaffMember

# OWASP's second choice for Argon2id: 19 MiB, 2 passes, 1 lane. Source: OWASP Password Storage Cheat Sheet.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
STEP_SECONDS = 30
NOBODY = UUID(int=0)


class UnfitPassword(ValueError):
    """`short`, `long`, `plain` or `own`."""


def add_staff(session: Session, *, practice: Practice, name: str, email: str, role: Role, password: str | None = None) -> tuple[StaffMember, str, str]:
    """A staff member who can sign in. Returns them, the password (made here when none is given) and the address their app scans.

    Raises UnfitPassword.
    """
    email, password = email.strip().casefold(), password or rules.fresh_password()
    problem = rules.password_problem(password, name, email)
    if problem:
        raise UnfitPassword(problem)
    seed, hashed = pyotp.random_base32(), HASHER.hash(password)
    member = StaffMember(practice_id=practice.id, name=name, email=email, role=role)
    session.add(member)
    session.flush()
    account = Account(staff_id=member.id)
    session.add(account)
    session.flush()
    session.add(StaffSecret(id=account.id, password_hash=hashed, totp=seed))
    session.flush()
    return member, password, pyotp.TOTP(seed).provisioning_uri(name=email, issuer_name="In My Words")


@dataclass(frozen=True)
class Proof:
    """What somebody typed, checked without any lock held: whose it might be, and the app's step that matched."""

    account: Account | None
    member: StaffMember | None
    is_right: bool
    step: int


def check_staff(session: Session, *, email: str, password: str, digits: str, at: datetime) -> Proof:
    """Reads only, and takes as long for an unknown address as for a known one."""
    found = session.exec(
        select(Account, StaffMember, StaffSecret)
        .join(StaffMember, col(StaffMember.id) == Account.staff_id)
        .join(StaffSecret, col(StaffSecret.id) == Account.id)
        .where(StaffMember.email == email, col(StaffMember.ended_at).is_(None), col(Account.ended_at).is_(None))
    ).first()
    account, member, secret = found or (None, None, None)
    fits = is_password(secret.password_hash if secret else nobodys_hash(), password)
    step = matching_step(secret.totp or "" if secret else "A" * 32, digits, at)
    return Proof(account, member, bool(secret and fits and step), step or 0)


def accept_staff(session: Session, *, proof: Proof, at: datetime) -> bool:
    """Count a wrong try, or take the step so that it never works twice. Ten wrong in a row: nothing is right for 15 minutes."""
    # For an unknown address the same statements run and find no row: the time taken tells nothing.
    mine = sa.update(StaffSecret).where(col(StaffSecret.id) == (proof.account.id if proof.account else NOBODY)).execution_options(synchronize_session=False)
    unlocked = mine.where(sa.or_(col(StaffSecret.locked_until).is_(None), col(StaffSecret.locked_until) <= at))
    if proof.is_right:
        taken = session.execute(unlocked.where(col(StaffSecret.last_step) < proof.step).values(last_step=proof.step, wrong_tries=0, locked_until=None))
        if taken.rowcount:  # type: ignore[attr-defined]
            return True
    session.execute(unlocked.values(wrong_tries=StaffSecret.wrong_tries + 1))
    full = mine.where(col(StaffSecret.wrong_tries) >= rules.STAFF_TRIES)
    session.execute(full.values(wrong_tries=0, locked_until=at + rules.STAFF_WAIT))
    return False


def is_password(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))


def matching_step(seed: str, digits: str, at: datetime) -> int | None:
    """The 30-second step these digits belong to: this one, or one either side for a clock that is a little off."""
    made, now_step = pyotp.TOTP(seed), int(at.timestamp()) // STEP_SECONDS
    matching = [step for step in (now_step - 1, now_step, now_step + 1) if hmac.compare_digest(made.generate_otp(step), digits)]
    return max(matching, default=None)
