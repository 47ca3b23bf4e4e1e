"""people who said no to being looked for and invited"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    way = sa.Enum("on_the_web", "on_paper", "to_staff", name="optoutway", native_enum=False, length=32)
    op.create_table(
        "planning_opt_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", way, nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff_member.id"], name=op.f("fk_planning_opt_out_ended_by_id_staff_member")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_planning_opt_out_person_id_person")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_planning_opt_out_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_opt_out")),
    )
    op.create_index(op.f("ix_planning_opt_out_person_id"), "planning_opt_out", ["person_id"], unique=False)
    is_open = sa.text("ended_at IS NULL")
    op.create_index("one_open_opt_out", "planning_opt_out", ["person_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open)
