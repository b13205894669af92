"""The command line. What a command needs is imported when it runs, so that each starts quickly."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockup2code.operating import commands

if TYPE_CHECKING:
    from mockup2code.engines.base import Engine
    from mockup2code.engines.kimi import KimiSettings
    from mockup2code.environment import Environment
    from mockup2code.vision.ingest import Limits

WRONG_ENVIRONMENT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mockup2code", message="%(prog)s %(version)s")
def main() -> None:
    """Turns UI wireframes and mockups into React and Tailwind code."""


for command in commands.COMMANDS:
    main.add_command(command)


@main.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="IMAGE...")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the projects go.")
@click.option(
    "--engine",
    type=click.Choice(["draft", "kimi"]),
    help="draft: by rules, without a network. kimi: the Kimi model, by MOONSHOT_API_KEY, MOONSHOT_BASE_URL and"
    " KIMI_MODEL. Without this option, kimi where a key is set, else draft.",
)
@click.option(
    "--kind",
    type=click.Choice(["screen", "drawing"]),
    help="What the pictures show. Without this option, each is looked at to find out.",
)
def convert(images: tuple[Path, ...], out: Path, engine: str | None, kind: str | None) -> None:
    """Writes DIR/NAME/, a project that runs, for each PNG, JPEG or WebP picture.

    Prints the folder of each project, and on stderr what could not be recognised. Exits with 1 when a picture failed;
    the others are written all the same.
    """
    from mockup2code.convert import Way, convert_all  # noqa: PLC0415 - see above
    from mockup2code.vision.measurement import PictureKind  # noqa: PLC0415 - see above

    environment = checked_environment()
    shown = {"screen": PictureKind.SCREEN, "drawing": PictureKind.SKETCH}.get(kind or "")
    failed = convert_all(images, out, Way(_engine(engine, environment), _limits(environment), shown))
    raise SystemExit(1 if failed else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.option("--engine", type=click.Choice(["draft", "kimi"]), help="As with convert.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("evaluation.html"),
    show_default=True,
    metavar="FILE",
    help="The HTML report; the projects and what was seen go into a folder beside it.",
)
@click.option("--only", default="*", metavar="PATTERN", help="Only the pictures whose name matches, as `login*` does.")
def evaluate(folder: Path, engine: str | None, report: Path, only: str) -> None:
    """Converts each picture in DIR, builds and opens the project, and compares what is seen with NAME.json.

    A picture without such a file is compared with its own measurement. Prints the figures and writes a report, the
    worst first. Needs Chromium and the development dependencies. Exits with 1 when a picture has no page or one that
    throws.
    """
    environment = checked_environment()
    _engine(engine, environment)  # a missing key is told at once
    from mockup2code.evaluate.evaluation import EvaluationError, Task, evaluate  # noqa: PLC0415 - see above

    name = engine or ("kimi" if environment.moonshot_api_key else "draft")
    make = partial(_engine, name, environment)
    task = Task(folder, only, name, make, _limits(environment), report.absolute())
    try:
        failed = evaluate(task)
    except EvaluationError as error:
        click.echo(f"mockup2code: {error}", err=True)
        raise SystemExit(WRONG_ENVIRONMENT) from None
    raise SystemExit(1 if failed else 0)


@main.command()
@click.option("-v", "--verbose", is_flag=True, help="Shows each request as it is sent and what came, the key masked.")
def check(verbose: bool) -> None:
    """Tries the connection to Kimi, step by step, and says what to do where a step fails.

    By MOONSHOT_API_KEY, MOONSHOT_BASE_URL and KIMI_MODEL. Makes three to five small requests to the model, which count
    against the key's limits where KIMI_TIER tells them. Exits with 1 when a step failed that runs need.
    """
    environment = checked_environment()
    from mockup2code import serving  # noqa: PLC0415 - see above
    from mockup2code.engines.kimi.checkup.report import run  # noqa: PLC0415 - see above

    settings = _kimi_settings(environment)
    serving.set_up()
    from mockup2code.generations.probes import operator_keeper  # noqa: PLC0415 - Django must be set up first

    raise SystemExit(1 if run(settings, operator_keeper(settings), click.echo, verbose=verbose) else 0)


@main.command()
@click.option("--host", help="The address to listen on; the variable HOST by default.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on; the variable PORT by default.")
def serve(host: str | None, port: int | None) -> None:
    """Serves the web application until it is interrupted."""
    environment = checked_environment()
    from mockup2code import serving  # noqa: PLC0415 - see above

    serving.serve(host or environment.host, port or environment.port)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("celery_options", nargs=-1, type=click.UNPROCESSED)
def worker(celery_options: tuple[str, ...]) -> None:
    """Runs generations for servers that share a broker; takes the options of `celery worker`."""
    checked_environment()
    from mockup2code import serving  # noqa: PLC0415 - see above

    serving.work(list(celery_options))


@main.command()
def reseal() -> None:
    """Seals the teams' keys with the first ENCRYPTION_KEY, so that the others can be taken away.

    Exits with 1 when a key could be opened by none of them.
    """
    checked_environment()
    from mockup2code import serving  # noqa: PLC0415 - see above

    serving.prepare()
    from mockup2code.connections.actions import reseal_keys  # noqa: PLC0415 - Django must be set up first

    done, lost = reseal_keys()
    click.echo(f"{done} keys are sealed with the first ENCRYPTION_KEY; {lost} can be opened by none of them.")
    raise SystemExit(1 if lost else 0)


def checked_environment() -> "Environment":
    """The checked environment; a wrong value ends the command with its one line."""
    from mockup2code.environment import load  # noqa: PLC0415 - see above

    try:
        return load()
    except SystemExit as wrong:
        click.echo(wrong.code, err=True)
        raise SystemExit(WRONG_ENVIRONMENT) from None


def _limits(environment: "Environment") -> "Limits":
    from mockup2code.vision.ingest import Limits  # noqa: PLC0415 - see above

    return Limits(
        file_bytes=environment.max_upload_mb * 1_000_000,
        pixels=environment.max_megapixels * 1_000_000,
        side=environment.max_picture_side,
    )


def _engine(name: str | None, environment: "Environment") -> "Engine":
    if name == "draft" or (name is None and not environment.moonshot_api_key):
        from mockup2code.engines.draft import DraftEngine  # noqa: PLC0415 - engines are heavy

        return DraftEngine()
    if not environment.moonshot_api_key:
        click.echo("mockup2code: the engine kimi needs a key: set the variable MOONSHOT_API_KEY.", err=True)
        raise SystemExit(WRONG_ENVIRONMENT)
    from mockup2code.engines.kimi import KimiEngine  # noqa: PLC0415 - engines are heavy

    return KimiEngine(_kimi_settings(environment))


def _kimi_settings(environment: "Environment") -> "KimiSettings":
    from mockup2code.engines.kimi import KimiSettings  # noqa: PLC0415 - engines are heavy

    return KimiSettings(
        api_key=environment.moonshot_api_key,
        base_url=environment.moonshot_base_url,
        model=environment.kimi_model,
    )
