"""what a practice gives people to read"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leaflet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("leaflet", "film", "page", name="leafletkind", native_enum=False, create_constraint=False, length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff_member.id"], name=op.f("fk_leaflet_ended_by_id_staff_member")),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_leaflet_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_leaflet_practice_id_practice")),
        sa.ForeignKeyConstraint(["replaces_id"], ["leaflet.id"], name=op.f("fk_leaflet_replaces_id_leaflet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaflet")),
    )
    op.create_index("leaflets_of_practice", "leaflet", ["practice_id", "ended_at"], unique=False)
