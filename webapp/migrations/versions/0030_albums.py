"""photos and voice notes of a plan, and their sealed files"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "album_piece",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("portrait", "picture", "sound", name="kind", native_enum=False, length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("helped_by_sealed", sa.String(), nullable=True),
        sa.Column("caption_sealed", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("printed_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_album_piece_made_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_album_piece_person_id_person")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["account.id"], name=op.f("fk_album_piece_printed_by_id_account")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["account.id"], name=op.f("fk_album_piece_withdrawn_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_album_piece")),
    )
    op.create_index(op.f("ix_album_piece_person_id"), "album_piece", ["person_id"], unique=False)
    the_portrait = sa.text("kind = 'portrait' AND withdrawn_at IS NULL")
    op.create_index("one_portrait", "album_piece", ["person_id"], unique=True, sqlite_where=the_portrait, postgresql_where=the_portrait)
    op.create_table(
        "album_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=False),
        sa.Column("shape", sa.Enum("whole", "small", name="shape", native_enum=False, length=32), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["album_piece.id"], name=op.f("fk_album_file_piece_id_album_piece")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_album_file")),
        sa.UniqueConstraint("piece_id", "shape", name=op.f("uq_album_file_piece_id_shape")),
    )
