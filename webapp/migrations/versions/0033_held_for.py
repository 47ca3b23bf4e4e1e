"""what a held message waits for"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waits_for = sa.Enum("file", "printing", "details", "approval", name="heldfor", native_enum=False, length=32)
    op.add_column("message_queue", sa.Column("held_for", waits_for, nullable=True))
    # Until now there was one reason alone.
    op.execute("UPDATE message_queue SET held_for = 'file' WHERE held_at IS NOT NULL")
