"""notices on people's own phones"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

WHY = ("off", "signed_out", "phone", "gone", "replaced", "browser")


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_sealed", sa.String(), nullable=False),
        sa.Column("endpoint_index", sa.String(length=64), nullable=False),
        sa.Column("p256dh_sealed", sa.String(), nullable=False),
        sa.Column("auth_sealed", sa.String(), nullable=False),
        sa.Column("device", sa.Enum("phone", "tablet", "computer", name="device", native_enum=False, length=32), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Enum(*WHY, name="ended", native_enum=False, length=32), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_push_subscription_account_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_push_subscription_ended_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_push_subscription_person_id_person")),
        sa.ForeignKeyConstraint(["phone_id"], ["remembered_phone.id"], name=op.f("fk_push_subscription_phone_id_remembered_phone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
    )
    for column in ("person_id", "phone_id", "endpoint_index"):
        op.create_index(op.f(f"ix_push_subscription_{column}"), "push_subscription", [column], unique=False)
    stands = sa.text("ended_at IS NULL")
    op.create_index("one_yes_in_a_browser", "push_subscription", ["account_id", "endpoint_index"], unique=True, sqlite_where=stands, postgresql_where=stands)
    op.create_table(
        "push_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["message.id"], name=op.f("fk_push_notice_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_push_notice_person_id_person")),
        sa.ForeignKeyConstraint(["subscription_id"], ["push_subscription.id"], name=op.f("fk_push_notice_subscription_id_push_subscription")),
        sa.ForeignKeyConstraint(["text_id"], ["message.id"], name=op.f("fk_push_notice_text_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_notice")),
    )
    for column in ("subscription_id", "person_id", "text_id", "made_at"):
        op.create_index(op.f(f"ix_push_notice_{column}"), "push_notice", [column], unique=False)
