"""Writing prints down: what each code means is kept before the paper leaves, so that it can be read weeks later."""

import secrets
from uuid import UUID

from sqlmodel import Session

from webapp.content.catalogue import provenance
from webapp.papers.codes import DRAWN, SIGNS, Key, with_check
from webapp.papers.models import Print
from webapp.papers.queries import is_taken
from webapp.pathway.models import Cycle


def record_print(session: Session, *, cycle: Cycle, key: Key, points: int, language: str, by: UUID | None) -> Print:
    """`by` is the account that printed it."""
    made = Print(
        code=a_new_code(session),
        person_id=cycle.person_id,
        practice_id=cycle.practice_id,
        cycle_id=cycle.id,
        made_by_id=by,
        points=points,
        language=language,
        version=provenance("prompts").version,
        key=key.kept(),
    )
    session.add(made)
    session.flush()
    return made


def a_new_code(session: Session) -> str:
    code = with_check("".join(secrets.choice(SIGNS) for _place in range(DRAWN)))
    return a_new_code(session) if is_taken(session, code) else code
