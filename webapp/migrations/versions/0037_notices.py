"""what a practice agreed about the data it looks through"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_data_record_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_data_record_practice_id_practice")),
        sa.ForeignKeyConstraint(["replaces_id"], ["data_record.id"], name=op.f("fk_data_record_replaces_id_data_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_record")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_data_record_replaces_id")),
    )
    op.create_index("data_records_of_practice", "data_record", ["practice_id", "made_at"], unique=False)
