"""a person may want to see their results at the talk and not before"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pack") as pack:
        pack.add_column(sa.Column("results_wait_since", sa.DateTime(timezone=True), nullable=True))
        pack.add_column(sa.Column("results_wait_by_id", sa.Uuid(), nullable=True))
        pack.create_foreign_key(op.f("fk_pack_results_wait_by_id_account"), "account", ["results_wait_by_id"], ["id"])
