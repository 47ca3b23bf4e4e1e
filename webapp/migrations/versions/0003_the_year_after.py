"""the year after: the day of the review, and the reminder of a step"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_plan_review_on"), ["review_on"], unique=False)
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminder_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_plan_item_reminder_id_message"), "message", ["reminder_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_item_reminder_id_message"), type_="foreignkey")
        batch_op.drop_column("reminder_id")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_review_on"))
        batch_op.drop_column("review_on")
