"""earlier values that go with a release, for the drawing over the years"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("released_result") as released:
        released.add_column(sa.Column("earlier", sa.Boolean(), nullable=False, server_default=sa.false()))
