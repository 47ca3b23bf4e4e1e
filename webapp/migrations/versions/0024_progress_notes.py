"""notes of how each goal is going"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    how = sa.Enum("not_started", "started", "done", "changed_mind", name="progress", native_enum=False, length=32)
    op.create_table(
        "progress_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("how", how, nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=True),
        sa.Column("helped_by_sealed", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_progress_note_by_id_account")),
        sa.ForeignKeyConstraint(["goal_id"], ["plan_item.id"], name=op.f("fk_progress_note_goal_id_plan_item")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_progress_note_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_note")),
    )
    op.create_index("notes_of_plan", "progress_note", ["plan_id", "at"], unique=False)
