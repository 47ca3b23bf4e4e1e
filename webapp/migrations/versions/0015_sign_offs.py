"""clinical content signed off in the app"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
STANDS = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("content_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_sign_off_practice_id_practice")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["staff_member.id"], name=op.f("fk_sign_off_signed_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index("one_standing_sign_off", "sign_off", ["practice_id", "content_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
