"""The room's one blueprint (a person's pages in `views`, the desk's in `staff_views`), and whose hand writes here."""

from flask import Blueprint

from webapp.accounts.signed_in import visitor
from webapp.plans.changes import Hand
from webapp.plans.models import Side

blueprint = Blueprint("plans", __name__)


def hand() -> Hand:
    """The visitor's: on the professional's side for staff, on the person's for anybody else."""
    who = visitor()
    return Hand(who.account_id, Side.PROFESSIONAL if who.role is not None else Side.PERSON)
