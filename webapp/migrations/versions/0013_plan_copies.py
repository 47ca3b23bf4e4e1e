"""copies of a plan that phones keep"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column("passkey_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_plan_copy_account_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_plan_copy_ended_by_id_account")),
        sa.ForeignKeyConstraint(["passkey_id"], ["passkey.id"], name=op.f("fk_plan_copy_passkey_id_passkey")),
        sa.ForeignKeyConstraint(["phone_id"], ["remembered_phone.id"], name=op.f("fk_plan_copy_phone_id_remembered_phone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_copy")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_plan_copy_token_hash")),
    )
    op.create_index(op.f("ix_plan_copy_account_id"), "plan_copy", ["account_id"], unique=False)
    op.create_index(op.f("ix_plan_copy_passkey_id"), "plan_copy", ["passkey_id"], unique=False)
    op.create_index(op.f("ix_plan_copy_phone_id"), "plan_copy", ["phone_id"], unique=False)
