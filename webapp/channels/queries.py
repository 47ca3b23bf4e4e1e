from sqlmodel import Session, col, select

from webapp.base.sealing import ring
from webapp.channels.models import PretendText


def pretend_texts(session: Session, to: str | None = None) -> list[PretendText]:
    """What the pretend phone holds, newest first; `to` is a number in E.164."""
    wanted = select(PretendText).order_by(col(PretendText.at).desc(), col(PretendText.id))
    return list(session.exec(wanted.where(PretendText.to_index == ring().blind(to, "phone")) if to else wanted))
