"""batches of messages, who said yes to them, and who was left out"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

STATES = ("waiting", "sent_back", "canary", "going", "stopped", "cancelled")


def upgrade() -> None:
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch_limit", sa.Integer(), nullable=False, server_default="20"))
        batch_op.add_column(sa.Column("canary_minutes", sa.Integer(), nullable=False, server_default="30"))
        batch_op.add_column(sa.Column("details_days", sa.Integer(), nullable=False, server_default="10"))
    op.add_column("registration", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("label_sealed", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="batchstate", native_enum=False, length=32), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_batch_practice_id_practice")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_batch_made_by_id_account")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_batch_asked_by_id_account")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["account.id"], name=op.f("fk_batch_approved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("batches_of_practice", "batch", ["practice_id", "made_at"], unique=False)
    op.create_table(
        "batch_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("canary_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["message.id"], name=op.f("fk_batch_line_id_message")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_line_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_line")),
    )
    op.create_index(op.f("ix_batch_line_batch_id"), "batch_line", ["batch_id"], unique=False)
    op.create_table(
        "batch_left_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Enum("no_way", "opted_out", "by_hand", "old_details", "other", name="leftout", native_enum=False, length=32), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_left_out_batch_id_batch")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_batch_left_out_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_left_out")),
    )
    op.create_index(op.f("ix_batch_left_out_batch_id"), "batch_left_out", ["batch_id"], unique=False)
    op.create_table(
        "batch_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("from_state", sa.Enum(*STATES, name="batchstate", native_enum=False, length=32), nullable=True),
        sa.Column("to_state", sa.Enum(*STATES, name="batchstate", native_enum=False, length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("why_sealed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_move_batch_id_batch")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_batch_move_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_move")),
    )
    op.create_index(op.f("ix_batch_move_batch_id"), "batch_move", ["batch_id"], unique=False)
