"""with whom and how a practice does its talks"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practice", sa.Column("talk_with", sa.String(), nullable=False, server_default=""))
    op.add_column("practice", sa.Column("talk_ways", sa.String(), nullable=False, server_default=""))
    op.add_column("practice", sa.Column("same_person_since", sa.DateTime(timezone=True), nullable=True))
