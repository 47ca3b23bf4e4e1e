"""letters that were printed, and given to a service"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("maker", sa.Enum("printer", "service", name="maker", native_enum=False, length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("again_by_id", sa.Uuid(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("posted_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["again_by_id"], ["staff_member.id"], name=op.f("fk_letter_run_again_by_id_staff_member")),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_letter_run_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["posted_by_id"], ["staff_member.id"], name=op.f("fk_letter_run_posted_by_id_staff_member")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_letter_run_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_run")),
    )
    op.create_index(op.f("ix_letter_run_practice_id"), "letter_run", ["practice_id"], unique=False)
    op.create_table(
        "letter_of_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_letter_of_run_message_id_message")),
        sa.ForeignKeyConstraint(["run_id"], ["letter_run.id"], name=op.f("fk_letter_of_run_run_id_letter_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_of_run")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letter_of_run_message_id")),
    )
    op.create_index(op.f("ix_letter_of_run_run_id"), "letter_of_run", ["run_id"], unique=False)
