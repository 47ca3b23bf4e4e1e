"""who holds a plan for a person who cannot decide about it; why something is shared, and how the person said yes"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PARTS = (
    "about",
    "goals",
    "promises",
    "danger",
    "team",
    "pack",
    "about-me",
    "when-things-change",
    "looking-after",
    "health",
    "medicines",
    "contacts",
    "week",
    "help-and-services",
    "equipment",
    "wishes",
)
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "plan_holder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("knew", sa.Enum("long_known", "photo", "answers", name="knew", native_enum=False, length=32), nullable=False),
        sa.Column("basis", sa.Enum("chosen", "attorney", "deputy", "best_interests", name="basis", native_enum=False, length=32), nullable=False),
        *(sa.Column(f"{name}_sealed", sa.String(), nullable=False) for name in ("reason", "evidence", "kept_at", "seen_by")),
        sa.Column("seen_on", sa.Date(), nullable=False),
        *(sa.Column(f"{name}_sealed", sa.String(), nullable=False) for name in ("capacity", "assessed_by")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("assessed_on", "starts_on", "review_on")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.Enum("able_again", "staff", "person", "renewed", name="holdingend", native_enum=False, length=32), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_holder_person_id_person")),
        sa.ForeignKeyConstraint(["grant_id"], ["sharing_grant.id"], name=op.f("fk_plan_holder_grant_id_sharing_grant")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_plan_holder_made_by_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_plan_holder_ended_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_holder")),
    )
    op.create_index("one_holder_a_person", "plan_holder", ["person_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(op.f("ix_plan_holder_grant_id"), "plan_holder", ["grant_id"], unique=False)
    op.create_table(
        "held_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Enum(*PARTS, name="sharedpart", native_enum=False, length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["holder_id"], ["plan_holder.id"], name=op.f("fk_held_part_holder_id_plan_holder")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_held_part_made_by_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_held_part_ended_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_part")),
    )
    op.create_index(op.f("ix_held_part_holder_id"), "held_part", ["holder_id"], unique=False)
    op.create_index("one_open_held_part", "held_part", ["holder_id", "part"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    with op.batch_alter_table("sharing_grant", schema=None) as batch_op:
        given = sa.Enum("here", "talk", "paper", "holder", name="given", native_enum=False, length=32)
        batch_op.add_column(sa.Column("given", given, nullable=False, server_default="here"))
        batch_op.add_column(sa.Column("why_sealed", sa.String(), nullable=True))
    with op.batch_alter_table("plan_revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
