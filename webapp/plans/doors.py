"""The room's one blueprint (a person's pages in `views`, the desk's in `staff_views`), whose hand writes here, what rooms above know of the year."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from webapp.accounts.signed_in import visitor
from webapp.people.models import Person
from webapp.plans.changes import Hand
from webapp.plans.models import Side

blueprint = Blueprint("plans", __name__)


# A room above adds what it knows of a person's year, by the names under which the plan's page shows it.
OF_THE_YEAR: list[Callable[[Person], dict[str, Any]]] = []


def of_the_year(person: Person) -> dict[str, Any]:
    return {name: fact for asked in OF_THE_YEAR for name, fact in asked(person).items()}


def hand() -> Hand:
    """The visitor's: on the professional's side for staff, on the person's for anybody else."""
    who = visitor()
    return Hand(who.account_id, Side.PROFESSIONAL if who.role is not None else Side.PERSON)
