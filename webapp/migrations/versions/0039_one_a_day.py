"""at most one message a day and so many a year"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_day_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_day_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_day")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_message_day_person_id_day")),
    )
    op.add_column("practice", sa.Column("messages_a_year", sa.Integer(), nullable=False, server_default="6"))
