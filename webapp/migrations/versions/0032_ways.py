"""which way each message leaves"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    way = sa.Enum("sms", "email", "push", "letter", name="way", native_enum=False, length=32)
    op.add_column("message", sa.Column("way", way, nullable=False, server_default="sms"))
