"""who reads mood answers, the duty list and its steps; a text to staff is about nobody"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)


def staff(table: str, *names: str) -> list:
    return [sa.ForeignKeyConstraint([name], ["staff_member.id"], name=op.f(f"fk_{table}_{name}_staff_member")) for name in names]


def practice(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f(f"fk_{table}_practice_id_practice"))


def upgrade() -> None:
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.alter_column("person_id", existing_type=sa.Uuid(), nullable=True)
    op.create_table(
        "mood_cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("lead_id", "deputy_id", "manager_id")),
        sa.Column("reads_from", sa.Time(), nullable=True),
        sa.Column("reads_until", sa.Time(), nullable=True),
        *(sa.Column(f"{name}_phone_sealed", sa.String(), nullable=True) for name in ("duty", "deputy", "manager")),
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("officer_on", sa.Date(), nullable=True),
        sa.Column("officer_by_id", sa.Uuid(), nullable=True),
        sa.Column("crisis_on", sa.Date(), nullable=True),
        sa.Column("crisis_by_id", sa.Uuid(), nullable=True),
        sa.Column("stopped_at", WHEN, nullable=True),
        sa.Column("stopped_by_id", sa.Uuid(), nullable=True),
        sa.Column("stood_since", WHEN, nullable=True),
        sa.Column("changed_at", WHEN, nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        practice("mood_cover"),
        *staff("mood_cover", "lead_id", "deputy_id", "manager_id", "officer_by_id", "crisis_by_id", "stopped_by_id", "changed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mood_cover")),
        sa.UniqueConstraint("practice_id", name=op.f("uq_mood_cover_practice_id")),
    )
    op.create_table(
        "alert_test",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", WHEN, nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("acknowledged_at", WHEN, nullable=True),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        practice("alert_test"),
        *staff("alert_test", "sent_by_id", "acknowledged_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_test")),
    )
    op.create_index("alert_tests", "alert_test", ["practice_id", "sent_at"], unique=False)
    duty_list()


def duty_list() -> None:
    op.create_table(
        "duty_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("stored_at", WHEN, nullable=False),
        sa.Column("said_sealed", sa.String(), nullable=False),
        sa.Column("call_me_sealed", sa.String(), nullable=True),
        sa.Column("acknowledged_at", WHEN, nullable=True),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", WHEN, nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("next_step_sealed", sa.String(), nullable=True),
        practice("duty_entry"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_entry_person_id_person")),
        *staff("duty_entry", "acknowledged_by_id", "closed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_entry")),
    )
    still_open = sa.text("closed_at IS NULL")
    op.create_index("one_open_entry", "duty_entry", ["practice_id", "subject"], unique=True, sqlite_where=still_open, postgresql_where=still_open)
    op.create_index("open_entries", "duty_entry", ["practice_id", "closed_at", "stored_at"], unique=False)
    op.create_index(op.f("ix_duty_entry_person_id"), "duty_entry", ["person_id"], unique=False)
    op.create_table(
        "duty_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["duty_entry.id"], name=op.f("fk_duty_step_entry_id_duty_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_step")),
        sa.UniqueConstraint("entry_id", "minutes", name=op.f("uq_duty_step_entry_id_minutes")),
    )


def downgrade() -> None:
    for table in ("duty_step", "duty_entry", "alert_test", "mood_cover"):
        op.drop_table(table)
    op.execute("DELETE FROM message_queue WHERE id IN (SELECT id FROM message WHERE person_id IS NULL)")
    op.execute("DELETE FROM message WHERE person_id IS NULL")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.alter_column("person_id", existing_type=sa.Uuid(), nullable=False)
