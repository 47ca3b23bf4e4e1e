"""a text that offers the care check after the talk"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_check_offer_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_check_offer_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_offer")),
        sa.UniqueConstraint("cycle_id", name=op.f("uq_check_offer_cycle_id")),
    )
    op.create_index(op.f("ix_check_offer_message_id"), "check_offer", ["message_id"], unique=False)
