"""how many messages were sent, failed, are unknown, by way"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_tally",
        sa.Column("way", sa.Enum("sms", "email", "push", "letter", name="way", native_enum=False, length=32), nullable=False),
        sa.Column("came_of", sa.String(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("way", "came_of", name=op.f("pk_message_tally")),
    )
