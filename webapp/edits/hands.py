"""Whose hand writes. Uses the request."""

from webapp.accounts.signed_in import visitor
from webapp.plans.changes import Hand
from webapp.plans.models import Side


def hand() -> Hand:
    """The visitor's: on the professional's side for staff, on the person's for anybody else."""
    who = visitor()
    return Hand(who.account_id, Side.PROFESSIONAL if who.role is not None else Side.PERSON, role=who.role)
