"""A check as lines of text, each written as soon as it is known."""

import asyncio
import json
from collections.abc import Callable, Iterator
from textwrap import indent

from mockup2code.engines.kimi.checkup.exchange import Exchange
from mockup2code.engines.kimi.checkup.keeping import Keeper
from mockup2code.engines.kimi.checkup.steps import Line, Outcome, check
from mockup2code.engines.kimi.settings import KimiSettings

SIGNS = {
    Outcome.OK: "ok",
    Outcome.FAILED: "FAILED",
    Outcome.UNKNOWN: "?",
    Outcome.HELD: "not now",
    Outcome.SKIPPED: "-",
}
MARGIN = " " * 8


def run(settings: KimiSettings, keeper: Keeper, write: Callable[[str], None], *, verbose: bool) -> bool:
    """Checks the connection; whether a step failed that runs need."""
    return asyncio.run(_run(settings, keeper, write, verbose=verbose))


async def _run(settings: KimiSettings, keeper: Keeper, write: Callable[[str], None], *, verbose: bool) -> bool:
    failed = False
    shown: Exchange | None = None
    write(f"{settings.base_url}, {settings.model}")
    async for line in check(settings, keeper):
        failed = failed or line.breaks_runs
        write(_row(line))
        for text in _details(line, verbose=verbose and line.seen is not shown):
            write(indent(text, MARGIN))
        shown = line.seen
    return failed


def _row(line: Line) -> str:
    time = f"{line.seconds * 1000:,.0f} ms" if line.seconds is not None else ""
    return f"{SIGNS[line.outcome]:7} {line.step:28} {time:>9}  {line.finding}".rstrip()


def _details(line: Line, *, verbose: bool) -> Iterator[str]:
    if line.explanation:
        yield line.explanation.cause
        yield line.explanation.remedy
    if verbose and line.seen:
        yield from _seen(line.seen)


def _seen(seen: Exchange) -> Iterator[str]:
    yield f"> {seen.method} {seen.url}"
    for name, value in seen.headers.items():
        yield f"> {name}: {value}"
    if seen.body is not None:
        yield indent(json.dumps(seen.body, indent=2, ensure_ascii=False), "> ")
    yield f"< {seen.status or 'no answer'}"
    for name, value in seen.answer_headers.items():
        yield f"< {name}: {value}"
    for chunk in seen.chunks:
        yield f"< {chunk[:300]}"
    if seen.chunk_count > len(seen.chunks):
        yield f"< … {seen.chunk_count - len(seen.chunks):,} more"
    if seen.answer.usage:
        yield f"< usage: {json.dumps(seen.answer.usage)}"
