"""the group whose words an invitation says"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recall", sa.Column("cohort", sa.String(), nullable=False, server_default=""))
