"""ethnic group, and how deprived the area is"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

GROUPS = ("asian", "black", "mixed", "white", "other", "not_stated")
PLACES = (*(f"{place}/10" for place in range(1, 11)), *(f"{place}/5" for place in range(1, 6)))


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ethnic_group", sa.Enum(*GROUPS, name="ethnicgroup", native_enum=False, length=32), nullable=True))
        batch_op.add_column(sa.Column("deprivation", sa.Enum(*PLACES, name="deprivation", native_enum=False, length=32), nullable=True))
