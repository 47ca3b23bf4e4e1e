"""A link of each kind, the asking that the invitation's belongs to, and a passkey."""

from datetime import timedelta

from sqlmodel import Session
from webauthn.helpers import bytes_to_base64url

from webapp.accounts.links import made_link
from webapp.accounts.models import Account, LinkKind, Passkey
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


def a_passkey(session: Session, account: Account, name: str) -> Passkey:
    credential = bytes_to_base64url(name.encode())
    made = Passkey(account_id=account.id, credential_id=credential, public_key="x", sign_count=0, name=f"{name}named")  # type: ignore[call-arg]
    session.add(made)
    return made
