"""What is a surgery's own and about nobody: a file, something to read, a batch, letters, requests whose person nobody has found."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from webapp.asks.models import Asker, Outcome, TalkAsk, Told
from webapp.base.clock import now, today
from webapp.batches.models import Batch, BatchState
from webapp.leaflets.models import Leaflet, LeafletKind
from webapp.letters.models import LetterRun
from webapp.practices.models import Practice, StaffMember
from webapp.textfiles.models import TextFile


def of_the_practice(session: Session, practice: Practice, clinician: StaffMember) -> dict[str, UUID]:
    """A file of texts, letters, something to read, and a batch that waits for a yes."""
    whose = {"practice_id": practice.id, "made_by_id": clinician.id}
    said = {"title": "Your feet", "text": "Look at your feet each day.", "owner": "Nurse Green", "source": "Us", "review_on": today() + timedelta(days=90)}
    file, leaflet = TextFile(**whose), Leaflet(**whose, kind=LeafletKind.LEAFLET, **said)
    letters = LetterRun(**whose)
    about = {"practice_id": practice.id, "asker": Asker.SELF, "name": "Ann Asker", "born": "1950-02-01", "reach": "by post"}
    ask, answered = TalkAsk(**about), TalkAsk(**about, outcome=Outcome.NO, told=Told.LETTER, answer="We cannot.", answered_at=now())
    batch = Batch(practice_id=practice.id, label="Invitations, March", planned=0, state=BatchState.WAITING)
    session.add_all([file, leaflet, batch, letters, ask, answered])
    session.flush()
    return {"file": file.id, "leaflet": leaflet.id, "batch": batch.id, "letters": letters.id, "ask": ask.id, "answered": answered.id}
