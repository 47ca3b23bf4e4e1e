"""packs on paper, what was typed in of them, and who helped with a pack"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_support",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("named", "carer", "staff", name="helping", native_enum=False, length=32), nullable=False),
        sa.Column("name_sealed", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pack_support_account_id_account")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_support_pack_id_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_support")),
    )
    op.create_index(op.f("ix_pack_support_pack_id"), "pack_support", ["pack_id"], unique=False)
    op.create_table(
        "paper_print",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("key_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_paper_print_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_paper_print_made_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_print_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_paper_print_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_print")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_print_code")),
    )
    op.create_index(op.f("ix_paper_print_cycle_id"), "paper_print", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_paper_print_person_id"), "paper_print", ["person_id"], unique=False)
    op.create_index(op.f("ix_paper_print_practice_id"), "paper_print", ["practice_id"], unique=False)
    op.create_table(
        "paper_typed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("print_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("said_sealed", sa.String(), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed_by_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["print_id"], ["paper_print.id"], name=op.f("fk_paper_typed_print_id_paper_print")),
        sa.ForeignKeyConstraint(["typed_by_id"], ["staff_member.id"], name=op.f("fk_paper_typed_typed_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_typed")),
    )
    op.create_index("typed_of_print", "paper_typed", ["print_id", "replaced_at"], unique=False)
