"""An operator's commands. What a command needs is imported when it runs, so that each starts quickly."""

import sys
from pathlib import Path

import click

INCOMPLETE = 3
"""How `backup` exits where files were missing."""


@click.command()
@click.argument("email")
@click.option("--operator/--no-operator", default=None, help="Whether the person sees the operator's pages.")
def account(email: str, operator: bool | None) -> None:
    """Makes an account with a team of its own, or changes whether an account is an operator's.

    Asks for the new account's password; where input is no terminal, its first line is the password.
    """
    _set_up()
    from mockup2code.operating import people  # noqa: PLC0415 - Django must be set up first

    user = people.find(email)
    if user is None:
        try:
            people.add(email=email, password=_password(), operator=bool(operator))
        except people.RefusedError as refused:
            raise click.ClickException(f"{refused} No account was made.") from None
        click.echo(f"{email} can sign in now.")
    elif operator is None:
        raise click.ClickException(f"{email} has an account already. Nothing was changed.")
    else:
        people.make_operator(user=user, operator=operator)
        click.echo(f"{user.email} is {'an operator now' if operator else 'no operator any more'}.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--with-secrets", is_flag=True, help="Also the secret and encryption keys that lie in DATA_DIR.")
def backup(file: Path, with_secrets: bool) -> None:
    """Writes the database and all files into FILE (.tar.gz), while the server goes on.

    Without --with-secrets, keep ENCRYPTION_KEY or DATA_DIR/encryption_key apart: the teams' keys cannot be opened
    without it.
    """
    _set_up()
    from mockup2code.operating.archive import ArchiveError  # noqa: PLC0415 - Django must be set up first
    from mockup2code.operating.backup import back_up  # noqa: PLC0415

    try:
        report = back_up(file, with_secrets=with_secrets)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    for name in report.missing:
        click.echo(f"missing: {name}", err=True)
    click.echo(f"{file}: {sum(report.rows.values())} rows and {report.files} files.")
    raise SystemExit(INCOMPLETE if report.missing else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE")
def restore(file: Path) -> None:
    """Puts a backup into an empty server; its database may be of another kind than the one that it came from."""
    _set_up()
    from mockup2code.operating.archive import ArchiveError  # noqa: PLC0415 - Django must be set up first
    from mockup2code.operating.restore import restore as put_back  # noqa: PLC0415

    try:
        restored = put_back(file)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    rows = sum(restored.manifest.rows.values())
    click.echo(f"{rows} rows and {restored.files} files of {restored.manifest.made} are back. Everybody signs in anew.")
    if restored.secrets:
        click.echo("The secret and encryption keys are back too: start the servers anew.")
    elif restored.locked_keys:
        click.echo(
            f"The keys of {restored.locked_keys} teams cannot be opened with this server's ENCRYPTION_KEY: set the one"
            " that the backed-up server had, or let the teams enter their keys again.",
            err=True,
        )


@click.command()
@click.option("--remove-orphans", is_flag=True, help="Removes the files that no row names.")
def integrity(remove_orphans: bool) -> None:
    """Looks for rows without their files, files without a row, and damage of the database.

    Exits with 1 where something was found.
    """
    _set_up()
    from mockup2code.operating import integrity as checks  # noqa: PLC0415 - Django must be set up first

    found = checks.look()
    for problem in found.problems:
        click.echo(problem)
    for name in found.orphans:
        click.echo(f"no row names the file {name}")
    if remove_orphans:
        checks.remove(found.orphans)
        click.echo(f"{len(found.orphans)} files were removed.")
    left = len(found.problems) + (0 if remove_orphans else len(found.orphans))
    if not left:
        click.echo("Rows and files fit together.")
    raise SystemExit(1 if left else 0)


@click.command()
@click.option(
    "--days", type=click.IntRange(1), default=30, show_default=True, help="How old logs are that get shorter."
)
def prune(days: int) -> None:
    """Removes ended sessions and projects deleted 30 days ago, and shortens the logs of old runs without loss."""
    _set_up()
    from datetime import timedelta  # noqa: PLC0415

    from mockup2code.operating.pruning import prune as take_away  # noqa: PLC0415 - Django must be set up first

    done = take_away(older_than=timedelta(days=days))
    click.echo(f"{done.projects} deleted projects are gone; {done.entries} log entries were joined with others.")


def _set_up() -> None:
    from mockup2code.cli import checked_environment  # noqa: PLC0415 - it imports this module

    checked_environment()
    from mockup2code import serving  # noqa: PLC0415 - heavy

    serving.prepare()


COMMANDS = (account, backup, restore, integrity, prune)
