"""Pure: what of the notes fits on one page."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

# So many notes of all goals together, with an empty line for each goal, stand on one side of A4 at 16 points.
NOTES_ON_A_PAGE = 5
Kind = TypeVar("Kind")


def fit_on_a_page(notes: Mapping[UUID, Sequence[Kind]], goals: int) -> dict[UUID, Sequence[Kind]]:
    """The newest of each goal: fewer of each, the more goals there are."""
    most = NOTES_ON_A_PAGE // max(goals, 1)
    return {goal_id: some[:most] for goal_id, some in notes.items()}
