"""care check: answers without a name, and who took a slip for them"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without row numbers SQLite keeps no trace of the order in which the rows came.
    op.create_table(
        "unnamed_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("said_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_unnamed_response_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unnamed_response")),
        sqlite_with_rowid=False,
    )
    op.create_index("unnamed_of_practice", "unnamed_response", ["practice_id", "month"], unique=False)
    op.create_table(
        "unnamed_taken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_unnamed_taken_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unnamed_taken_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unnamed_taken")),
        sa.UniqueConstraint("cycle_id", "instrument", name=op.f("uq_unnamed_taken_cycle_id_instrument")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unnamed_taken_person_id"), "unnamed_taken", ["person_id"], unique=False)
