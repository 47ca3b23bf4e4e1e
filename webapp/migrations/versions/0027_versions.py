"""the lock on an agreed plan, words set aside in a clash, what staff were when they wrote, and items that were put back"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ROLE = sa.Enum("reception", "hca", "clinician", "coordinator", "manager", "duty", name="role", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "plan_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("helped_by_sealed", sa.String(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("chosen", sa.Enum("mine", "theirs", "both", name="keep", native_enum=False, length=32), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_plan_aside_by_id_account")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_aside_plan_id_plan")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["account.id"], name=op.f("fk_plan_aside_settled_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_aside")),
    )
    op.create_index(op.f("ix_plan_aside_plan_id"), "plan_aside", ["plan_id"], unique=False)
    op.create_table(
        "plan_lock",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_said_id", sa.Uuid(), nullable=False),
        sa.Column("professional_said_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_said_id"], ["plan_agreement.id"], name=op.f("fk_plan_lock_person_said_id_plan_agreement")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_lock_plan_id_plan")),
        sa.ForeignKeyConstraint(["professional_said_id"], ["plan_agreement.id"], name=op.f("fk_plan_lock_professional_said_id_plan_agreement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_lock")),
    )
    op.create_index(op.f("ix_plan_lock_plan_id"), "plan_lock", ["plan_id"], unique=False)
    op.add_column("plan_item", sa.Column("away", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("plan_revision", sa.Column("by_role", ROLE, nullable=True))
    op.add_column("plan_agreement", sa.Column("by_role", ROLE, nullable=True))
