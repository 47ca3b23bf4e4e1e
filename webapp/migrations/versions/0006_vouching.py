"""vouching and suggestions"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vouch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("knew", sa.Enum("long_known", "photo", "answers", name="knew", native_enum=False, length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_vouch_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vouch_person_id_person")),
        sa.ForeignKeyConstraint(["phone_id"], ["remembered_phone.id"], name=op.f("fk_vouch_phone_id_remembered_phone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouch")),
    )
    with op.batch_alter_table("vouch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vouch_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vouch_phone_id"), ["phone_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Enum("about", "goals", "promises", "danger", "team", name="sharedpart", native_enum=False, length=32), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Enum("kept", "own_words", "no", name="said", native_enum=False, length=32), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_suggestion_by_id_account")),
        sa.ForeignKeyConstraint(["grant_id"], ["sharing_grant.id"], name=op.f("fk_suggestion_grant_id_sharing_grant")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")),
        sa.ForeignKeyConstraint(["said_by_id"], ["account.id"], name=op.f("fk_suggestion_said_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_grant_id"), ["grant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vouch_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_code_vouch_id_vouch"), "vouch", ["vouch_id"], ["id"])

    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("given_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_sign_in_given_by_id_staff_member"), "staff_member", ["given_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_in_given_by_id_staff_member"), type_="foreignkey")
        batch_op.drop_column("given_by_id")

    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_code_vouch_id_vouch"), type_="foreignkey")
        batch_op.drop_column("vouch_id")

    op.drop_table("suggestion")
    op.drop_table("vouch")
