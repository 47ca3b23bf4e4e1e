"""receipts for what phones send again until they are told that it arrived"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=True),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrote", sa.String(), nullable=False),
        sa.Column("leads_to", sa.String(), nullable=True),
        sa.Column("handed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_receipt_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_arrived_at"), "receipt", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_receipt_form_id"), "receipt", ["form_id"], unique=False)
