"""`.env.example` lists every setting, with the value used when it is not given."""

from tests.guards.source import ROOT
from webapp.settings import Settings

LINES = [line.split("=", 1) for line in (ROOT / ".env.example").read_text().splitlines() if line and not line.startswith("#")]


def name_of(field: str) -> str:
    return str(Settings.model_fields[field].validation_alias or f"IN_MY_WORDS_{field.upper()}")


def test_every_setting_is_listed_and_no_other():
    assert sorted(name for name, _value in LINES) == sorted(map(name_of, Settings.model_fields))


def test_the_listed_values_are_the_ones_used_without_them(tmp_path):
    example = tmp_path / "example"
    example.write_text((ROOT / ".env.example").read_text().replace("DATABASE_URL=\n", ""))
    assert Settings(_env_file=example) == Settings(_env_file=None)
