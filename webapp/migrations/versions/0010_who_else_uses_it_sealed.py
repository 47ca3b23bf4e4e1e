"""who else uses a phone is the person's words about people: sealed from now on"""

import sqlalchemy as sa
from alembic import op

from webapp.base.sealing import ring, where

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CONTACTS = sa.table("contact_point", sa.column("id", sa.Uuid()), sa.column("shared_with_sealed", sa.String()))


def upgrade() -> None:
    # Renamed as it stands: a batch would copy the table.
    op.execute("ALTER TABLE contact_point RENAME COLUMN shared_with TO shared_with_sealed")
    session = op.get_bind()
    clear = session.execute(sa.select(CONTACTS).where(CONTACTS.c.shared_with_sealed.is_not(None))).all()
    for contact in clear:
        kept = ring().seal(contact.shared_with_sealed, where("contact_point", "shared_with_sealed", contact.id)) if contact.shared_with_sealed else None
        session.execute(sa.update(CONTACTS).where(CONTACTS.c.id == contact.id).values(shared_with_sealed=kept))
