"""A link of each kind, and the asking that the invitation's belongs to."""

from datetime import timedelta

from sqlmodel import Session

from webapp.accounts.links import made_link
from webapp.accounts.models import LinkKind
from webapp.base.clock import today
from webapp.pathway.models import Cycle
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.recall.models import Attempt, Means, Recall


def some_links(session: Session, person: Person, practice: Practice, cycle: Cycle) -> list[str]:
    """The secrets, in the order of LinkKind. Nobody has yet seen that the asking is over."""
    made = {kind: made_link(session, person=person, practice=practice, kind=kind, dies_on=today() + timedelta(days=9)) for kind in LinkKind}
    recall = Recall(person_id=person.id, practice_id=cycle.practice_id, cycle_id=cycle.id, tries=1)
    session.add(recall)
    session.flush()
    session.add(Attempt(recall_id=recall.id, person_id=person.id, number=1, means=Means.SMS, link_id=made[LinkKind.INVITATION][0].id))
    session.flush()
    return [made[kind][1] for kind in LinkKind]
