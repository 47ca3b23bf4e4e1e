"""The command line. Each command asks its room; a room is loaded only when its command runs. Exit codes: 0 done, 1 not done, 2 asked wrongly."""

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from webapp.database.session import Database
from webapp.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.pass_context
def main(context: click.Context) -> None:
    """In My Words: the yearly conversation, in the person's own words."""
    context.obj = context.obj or Settings()


def stop(why: object) -> NoReturn:
    click.echo(str(why), err=True)
    sys.exit(1)


def opened(settings: Settings) -> Database:
    """The database in its newest shape, with the keys open; or a kind end."""
    from webapp.app import import_models
    from webapp.base.sealing import open_ring
    from webapp.database.migrate import is_current

    settings.instance.mkdir(parents=True, exist_ok=True)
    import_models()
    database = Database(settings.database)
    if not is_current(database):
        stop("The database is not in its newest shape. Run: in-my-words upgrade")
    open_ring(settings.key_file)
    return database


@main.command()
@click.option("--host", help="Where to listen.")
@click.option("--port", type=int, help="Where to listen.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the pages until stopped."""
    from webapp.serving import serve as serve_pages

    settings = settings.model_copy(update={name: value for name, value in {"host": host, "port": port}.items() if value is not None})
    opened(settings).close()
    serve_pages(settings, ready=lambda: welcome(settings))


def welcome(settings: Settings) -> None:
    """Who to be and where to click, once the address answers."""
    click.echo(f"\n  In My Words is at {settings.base_url}\n")
    if settings.demo:
        click.echo(f"  Be anyone of a made-up practice:  {settings.base_url}/demo")
        click.echo(f"  Read the texts they were sent:    {settings.base_url}/demo/phone")
        click.echo(f"  Jump a day or a week ahead:       {settings.base_url}/demo/clock\n")
        click.echo("  Press Ctrl and C together to stop.\n")


@main.command()
@click.pass_obj
def worker(settings: Settings) -> None:
    """Send what is due, and do the day's work, until stopped. Any number may run."""
    opened(settings).close()
    from webapp.worker import run

    run(settings)


@main.command()
@click.pass_obj
def today(settings: Settings) -> None:
    """Do now what is due today. Safe to run twice."""
    from webapp.jobs import run_due
    from webapp.worker import follow_demo_clock

    follow_demo_clock(settings)
    click.echo(run_due(opened(settings), settings) or "Done.")


@main.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Bring the database to its newest shape."""
    from webapp.app import import_models
    from webapp.base.sealing import open_ring
    from webapp.database.migrate import upgrade as upgrade_database

    settings.instance.mkdir(parents=True, exist_ok=True)
    import_models()
    # Before: a column that is sealed from now on is sealed by its migration.
    open_ring(settings.key_file)
    upgrade_database(Database(settings.database))


@main.command("push-key")
@click.pass_obj
def push_key(settings: Settings) -> None:
    """Make the key by which phones' push services know us. Only once: with another, no phone hears from us again."""
    from webapp.channels.push_key import PushKey, make_key

    if settings.push_key:
        stop("IN_MY_WORDS_PUSH_KEY is set: that key is in use.")
    made = make_key(settings)
    shown = PushKey.from_text(settings.push_key_file.read_text()).shown
    click.echo(f"{settings.push_key_file} {'was made' if made else 'is here already'}. Its public half: {shown}")
    click.echo("Keep it with the other keys. On other machines give it as IN_MY_WORDS_PUSH_KEY.", err=True)
    if not settings.push_contact:
        click.echo("Push is still off: set IN_MY_WORDS_PUSH_CONTACT to an e-mail address.", err=True)


@main.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Fill an empty database with the made-up practice. Does nothing when it is there."""
    from webapp.demo.seed import seed

    if not settings.demo:
        stop("The demo is off. Set IN_MY_WORDS_DEMO=true, and never with real people.")
    click.echo("The made-up practice is ready." if seed(opened(settings), settings) else "The made-up practice is here.")


@main.group()
def practice() -> None:
    """Practices."""


@practice.command("add")
@click.option("--code", required=True, help="The practice's own code, for example Y02345.")
@click.option("--name", required=True, help="As people know it.")
@click.option("--phone", default="", help="The number people call.")
@click.pass_obj
def practice_add(settings: Settings, code: str, name: str, phone: str) -> None:
    """Set up a practice."""
    from webapp.practices.changes import CodeTaken, add_practice

    try:
        with opened(settings).writing() as session:
            made = add_practice(session, code=code, name=name, phone=phone)
    except CodeTaken as taken:
        stop(f"There is a practice with the code {taken} already.")
    click.echo(f"{made.code} {made.name}")


@main.group()
def staff() -> None:
    """Staff members."""


@staff.command("add")
@click.option("--practice", "code", required=True, help="The practice's code.")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--role", required=True, type=click.Choice(["reception", "hca", "clinician", "coordinator", "manager", "duty"]))
@click.pass_obj
def staff_add(settings: Settings, code: str, name: str, email: str, role: str) -> None:
    """Let somebody in; prints how they sign in the first time."""
    from sqlalchemy.exc import IntegrityError

    from webapp.accounts.staff import add_staff
    from webapp.practices.models import Role

    database = opened(settings)
    found = practice_called(database, code)
    try:
        with database.writing() as session:
            member, password, address = add_staff(session, practice=found, name=name, email=email, role=Role(role))
    except IntegrityError:
        stop(f"{email} is in use by another staff member.")
    click.echo(f"{member.name}, {member.role.value}, {found.name}\nE-mail:    {member.email}\nPassword:  {password}\nFor the authenticator app: {address}")
    click.echo("Hand these over in person. They are not shown again.", err=True)


def practice_called(database: Database, code: str):
    from webapp.practices.queries import practice_by_code

    with database.reading() as session:
        found = practice_by_code(session, code.strip().upper())
    return found or stop(f"There is no practice with the code {code}. Add it first: in-my-words practice add")


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--practice", "code", required=True, help="The practice's code.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="For another program to read.")
@click.pass_obj
def import_file(settings: Settings, file: Path, code: str, dry_run: bool, as_json: bool) -> None:
    """Bring in people, results or appointments from a GP system's export."""
    from webapp.imports.command import lines_of, run

    database = opened(settings)
    outcome = run(settings, database, practice=practice_called(database, code), file=file, dry_run=dry_run)
    click.echo(json.dumps(outcome, indent=2, ensure_ascii=False) if as_json else "\n".join(lines_of(outcome)))
    sys.exit(1 if outcome.get("error") else 0)


@main.group()
def form() -> None:
    """Forms that people are asked to fill in."""


@form.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--practice", "code", required=True, help="The practice's code.")
@click.option("--leave-out", is_flag=True, help="Do without parts that ask for files or records, where nobody must give them.")
@click.pass_obj
def form_add(settings: Settings, file: Path, code: str, leave_out: bool) -> None:
    """Load a FHIR R4 Questionnaire published by others."""
    from webapp.instruments.command import load

    database = opened(settings)
    loaded, lines = load(database, practice=practice_called(database, code), file=file, leave_out=leave_out)
    click.echo("\n".join(lines), err=not loaded)
    sys.exit(0 if loaded else 1)


@main.command()
@click.argument("nhs_number")
@click.pass_obj
def link(settings: Settings, nhs_number: str) -> None:
    """Print a fresh link to a person's pack. Links sent before stop."""
    from webapp.preparation.links import NoLink, fresh_link

    try:
        click.echo(fresh_link(settings, opened(settings), nhs_number))
    except NoLink as why:
        stop(why)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--without-keys", is_flag=True, help="Leave the keys out; without them nothing can be read.")
@click.pass_obj
def backup(settings: Settings, file: Path, without_keys: bool) -> None:
    """Save everything to one file, while the app runs."""
    from webapp.database.backup import NotDone, save

    try:
        save(opened(settings), settings.key_file, file, keys=not without_keys)
    except NotDone as why:
        stop(why)
    click.echo(f"Saved to {file}.")
    if not without_keys:
        click.echo("It holds the keys too. Whoever has this file can read everything: lock it away, apart from the machine.", err=True)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database that is here.")
@click.pass_obj
def restore(settings: Settings, file: Path, force: bool) -> None:
    """Bring everything back from a backup. Stop the app first."""
    from webapp.database.backup import NotDone
    from webapp.database.backup import restore as put_back

    settings.instance.mkdir(parents=True, exist_ok=True)
    try:
        put_back(Database(settings.database), settings.key_file, file, force=force)
    except NotDone as why:
        stop(why)
    click.echo("Restored. Run this next: in-my-words upgrade")


@main.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Say whether all is well; ends with 1 when something is not."""
    from webapp.checkup import findings

    found = findings(settings)
    for finding in found:
        click.echo(f"{'ok   ' if finding.well else 'WRONG'}  {finding.what:<28} {finding.words}")
    if not all(finding.well for finding in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
