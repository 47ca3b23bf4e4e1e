"""The command line, on both databases."""

import io
import json
import tarfile

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice
from webapp.base.clock import now
from webapp.base.sealing import open_ring
from webapp.commands import main
from webapp.database.backup import PARTS, save
from webapp.people.models import ContactPoint, Person
from webapp.practices.models import Practice, StaffMember


@pytest.fixture
def run(settings):
    """`run("practice", "add", ...)`: the command's result, as on a terminal."""
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], obj=settings)


def test_a_practice_is_added_once(run, database):
    assert run("practice", "add", "--code", "y02345", "--name", "Elm Road", "--phone", "01632 960002").exit_code == 0
    again = run("practice", "add", "--code", "Y02345", "--name", "Elm Road")
    assert again.exit_code == 1 and "already" in again.stderr
    with database.reading() as session:
        assert session.exec(select(Practice.code, Practice.phone)).all() == [("Y02345", "01632 960002")]


def test_a_staff_member_can_be_added_and_only_once(run, database):
    run("practice", "add", "--code", "Y02345", "--name", "Elm Road")
    words = ("staff", "add", "--practice", "y02345", "--name", "Ann Lee", "--email", "Ann@example.org", "--role", "coordinator")
    first = run(*words)
    assert first.exit_code == 0 and "otpauth://" in first.stdout and "Password" in first.stdout
    assert run(*words).exit_code == 1
    with database.reading() as session:
        assert session.exec(select(StaffMember.email)).all() == ["ann@example.org"]


def test_a_missing_practice_and_an_unknown_role_are_explained(run):
    nowhere = run("staff", "add", "--practice", "NOPE", "--name", "Ann", "--email", "a@example.org", "--role", "hca")
    assert (nowhere.exit_code, "practice add" in nowhere.stderr) == (1, True)
    assert run("staff", "add", "--practice", "Y1", "--name", "Ann", "--email", "a@example.org", "--role", "king").exit_code == 2


def test_a_link_is_printed_for_a_booked_person_only(run, session, settings):
    practice = a_practice(session)
    booked, alone = a_person(session, practice), a_person(session, practice)
    a_cycle(session, booked, practice, talk_at=now())
    numbers = booked.nhs_number, alone.nhs_number
    session.commit()
    printed, none, nobody = (run("link", number) for number in (*numbers, "9990000000"))
    assert printed.exit_code == 0 and printed.stdout.startswith(f"{settings.base_url}/i/")
    assert none.exit_code == nobody.exit_code == 1


def test_an_import_prints_json_and_a_dry_run_writes_nothing(run, session, tmp_path):
    a_practice(session, code="Y02345")
    session.commit()
    file = tmp_path / "people.csv"
    file.write_bytes(b"NHS Number,Surname,Forename,Date of Birth\n9990000018,Carter,Sam,14/03/1950\n")
    dry = json.loads(run("import", file, "--practice", "Y02345", "--dry-run", "--json").stdout)
    session.rollback()
    assert dry["kind"] == "people" and session.exec(select(Person)).all() == []
    assert {"rows", "added", "changed", "unchanged", "refused", "set_aside"} <= set(dry)


def test_an_unreadable_import_ends_with_1_and_a_missing_one_with_2(run, session, tmp_path):
    a_practice(session, code="Y02345")
    session.commit()
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert run("import", file, "--practice", "Y02345").exit_code == 1
    assert run("import", tmp_path / "none.csv", "--practice", "Y02345").exit_code == 2


def test_check_is_well_on_a_fresh_installation(run):
    said = run("check")
    assert said.exit_code == 0, said.stdout


def test_check_ends_with_1_when_the_demo_is_public(settings):
    public = settings.model_copy(update={"demo": True, "base_url": "https://words.example.org"})
    said = CliRunner().invoke(main, ["check"], obj=public)
    assert said.exit_code == 1 and "demo is on" in said.stdout


def test_check_ends_with_1_when_the_database_is_old(run, session):
    session.connection().execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    session.commit()
    said = run("check")
    assert said.exit_code == 1 and "in-my-words upgrade" in said.stdout


def test_a_backup_brings_everything_back(run, session, database, settings, tmp_path):
    practice = a_practice(session)
    person = a_person(session, practice, mobile="+447700900123")
    session.commit()
    session.close()
    file = tmp_path / "all.tar"
    assert run("backup", file).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    with database.writing() as session:
        session.execute(sa.delete(ContactPoint))
    refused = run("restore", file)
    assert refused.exit_code == 1 and "--force" in refused.stderr
    settings.key_file.unlink()
    assert run("restore", file, "--force").exit_code == 0
    open_ring(settings.key_file)
    with database.reading() as session:
        assert session.exec(select(Person.id)).one() == person.id
        assert session.exec(select(ContactPoint)).one().value == "+447700900123"


def cut_off(file) -> None:
    file.write_bytes(file.read_bytes()[:2000])


def no_tar(file) -> None:
    file.write_text("Dear surgery")


def without_its_database(file) -> None:
    repacked(file, database=None)


def a_link_for_a_database(file) -> None:
    link = tarfile.TarInfo("database")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    repacked(file, database=None)
    with tarfile.open(file, "a") as tar:
        tar.addfile(link)


def a_database_that_is_none(file) -> None:
    repacked(file, database=b"Dear surgery" * 500)


def keys_that_are_none(file) -> None:
    repacked(file, keys=b'{"current": "k1"}')


def about_nothing(file) -> None:
    repacked(file, about=b"[]")


def repacked(file, **parts: bytes | None) -> None:
    """With these parts in place of its own; None: left out."""
    with tarfile.open(file) as tar:
        kept = {name: tar.extractfile(name).read() for name in PARTS}
    with tarfile.open(file, "w") as tar:
        for name, words in (kept | {name: parts[name.removesuffix(".json")] for name in PARTS if name.removesuffix(".json") in parts}).items():
            if words is not None:
                add(tar, name, words)


def add(tar, name: str, words: bytes) -> None:
    """By exactly this name, which `tar.add` would make a harmless one."""
    about = tarfile.TarInfo(name)
    about.size = len(words)
    tar.addfile(about, io.BytesIO(words))


HARMS = (cut_off, no_tar, without_its_database, a_link_for_a_database, a_database_that_is_none, keys_that_are_none, about_nothing)


@pytest.mark.parametrize("harm", HARMS)
def test_a_backup_never_overwrites_and_a_damaged_one_changes_nothing(run, session, database, settings, tmp_path, harm):
    a_practice(session)
    session.commit()
    session.close()
    file = tmp_path / "all.tar"
    save(database, settings.key_file, file)
    assert run("backup", file).exit_code == 1
    harm(file)
    settings.key_file.write_text(settings.key_file.read_text().replace('"k1"', '"k2"'))
    ours = settings.key_file.read_text()
    refused = run("restore", file, "--force")
    assert isinstance(refused.exception, SystemExit) and refused.exit_code == 1 and refused.stderr.strip()
    with database.reading() as after:
        assert len(after.exec(select(Practice)).all()) == 1
    assert [path.name for path in settings.instance.glob("keys*")] == ["keys.json"] and settings.key_file.read_text() == ours


def test_what_else_lies_in_a_backup_is_written_nowhere(run, session, settings, tmp_path):
    session.close()
    file, away = tmp_path / "all.tar", tmp_path / "planted"
    run("backup", file)
    with tarfile.open(file, "a") as tar:
        add(tar, str(away), b"planted")
    assert run("restore", file, "--force").exit_code == 0
    assert not away.exists()


def test_other_keys_are_set_aside_never_lost(run, session, settings, tmp_path):
    file = tmp_path / "all.tar"
    session.close()
    run("backup", file)
    settings.key_file.write_text(settings.key_file.read_text().replace('"k1"', '"k2"'))
    ours = settings.key_file.read_text()
    assert run("restore", file).exit_code == 1
    assert run("restore", file, "--force").exit_code == 0
    kept = list(settings.instance.glob("keys.json.before-*"))
    assert [path.read_text() for path in kept] == [ours]


def test_a_push_key_is_made_once_and_never_written_over(run, settings):
    first, second = run("push-key"), run("push-key")
    assert "was made" in first.output and "is here already" in second.output and first.output.splitlines()[0][-40:] == second.output.splitlines()[0][-40:]
