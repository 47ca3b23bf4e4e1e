"""who of the staff has answered this month, and nothing of what they said"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_taken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_survey_taken_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_taken")),
        sa.UniqueConstraint("staff_id", "instrument", "month", name=op.f("uq_survey_taken_staff_id_instrument_month")),
        sqlite_with_rowid=False,
    )
