"""The room's one blueprint, and what rooms above know of a person's year."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from webapp.people.models import Person

blueprint = Blueprint("booklets", __name__)


# A room above adds what it knows of a person's year, by the names under which the plan's page shows it.
OF_THE_YEAR: list[Callable[[Person], dict[str, Any]]] = []


def of_the_year(person: Person) -> dict[str, Any]:
    return {name: fact for asked in OF_THE_YEAR for name, fact in asked(person).items()}
