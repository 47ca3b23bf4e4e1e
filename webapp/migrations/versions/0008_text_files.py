"""texts for a practice that sends with its own system"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_texts_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("own_texts_by_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("message_queue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "text_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("again_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["again_by_id"], ["staff_member.id"], name=op.f("fk_text_file_again_by_id_staff_member")),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_text_file_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_text_file_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_file")),
    )
    op.create_index(op.f("ix_text_file_practice_id"), "text_file", ["practice_id"], unique=False)
    op.create_table(
        "text_file_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["text_file.id"], name=op.f("fk_text_file_line_file_id_text_file")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_text_file_line_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_file_line")),
        sa.UniqueConstraint("message_id", name=op.f("uq_text_file_line_message_id")),
    )
    op.create_index(op.f("ix_text_file_line_file_id"), "text_file_line", ["file_id"], unique=False)
