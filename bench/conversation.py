"""The conversation: applying changes, what of a third message the host has read before, key frames of a recording."""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw

from bench.pictures import screen
from bench.tables import Row, ms, percentile, show
from mockup2code.engines.base import MAIN_FILE, Replacement, Result
from mockup2code.engines.job import Base, Job, Turn
from mockup2code.engines.kimi import KimiEngine, KimiSettings
from mockup2code.engines.kimi.answer import AnswerParser
from mockup2code.engines.kimi.revision import Revision
from mockup2code.vision.ingest import ingest
from mockup2code.vision.measure import measure
from tests.kimi_server import KEY, RunningServer, running_server
from tests.kimi_server.scenarios import FILES

COMMAND = "python -m bench.conversation"

MANY = 40
"""Files."""
BLOCKS = 200
LINES = 300
"""Of each file."""
ROUNDS = 20

SECONDS = 60
RATE = 30
SIZE = 1920, 1080
NAMES = ("Harbour", "Haven", "Port", "Quay")


def changes() -> tuple[dict[str, str], str]:
    """Files, and an answer that changes each in several places."""
    lines = "".join(f'  <p className="text-sm">Line {line} of the page</p>\n' for line in range(LINES))
    files = {f"src/components/Part{number}.tsx": f"export const part = (\n{lines});\n" for number in range(MANY)}
    answer = ""
    for path in files:
        places = [(1 + LINES * place // (BLOCKS // MANY)) for place in range(BLOCKS // MANY)]
        blocks = "".join(
            f'<<<<<<< SEARCH\n  <p className="text-sm">Line {line} of the page</p>\n=======\n'
            f'  <p className="text-lg">Line {line} as it is now</p>\n>>>>>>> REPLACE\n'
            for line in places
        )
        answer += f"```edit {path}\n{blocks}```\n"
    return files, answer


def applied(files: dict[str, str], answer: str) -> float:
    """Seconds of processor for reading the answer in pieces of 16 characters, checking its blocks and applying them."""
    begun = time.process_time()
    revision = Revision(Result(Base(files)))
    parser = AnswerParser(refined=True)
    made = 0
    for at in range(0, len(answer), 16):
        for piece in parser.feed(answer[at : at + 16]):
            made += sum(isinstance(event, Replacement) for event in revision.apply(piece))
    spent = time.process_time() - begun
    assert made == BLOCKS, made
    return spent


async def talk(server: RunningServer) -> list[float]:
    """For each message of a talk the share of its prompt that an earlier one began with."""
    picture = ingest(screen(1440, 900), "page.png")
    job = Job.of(picture, measurement=measure(picture), project_key="bench")
    settings = KimiSettings(KEY, server.base_url, "scenario:good+change")
    files = FILES
    turns: tuple[Turn, ...] = ()
    for before, after in pairwise(NAMES):
        line = f'        <p className="text-lg font-semibold">{before}</p>\n'
        new = line.replace(before, after)
        server.app.texts["change"] = f"```edit {MAIN_FILE}\n<<<<<<< SEARCH\n{line}=======\n{new}>>>>>>> REPLACE\n```\n"
        result = Result(Base(files))
        job = replace(job, base=Base(files), talk=turns, note=f"Call it {after}.")
        async with aclosing(KimiEngine(settings).generate(job)) as events:
            async for event in events:
                result.apply(event)
        files, turns = result.files, (*turns, Turn(job.note, f"It is {after}.", (MAIN_FILE,)))
    return [chat.cached_tokens / chat.prompt_tokens for chat in server.chats]


def film(path: Path) -> Path:
    """A minute of a screen in eight states, with a pointer that moves."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(RATE), width=SIZE[0], height=SIZE[1], pix_fmt="yuv420p")
        stream.options = {"preset": "ultrafast"}
        for image in shots():
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")))
        container.mux(stream.encode())
    return path


def shots() -> Iterator[Image.Image]:
    count = SECONDS * RATE
    for number in range(count):
        image = state(number * 8 // count).copy()
        x = 7 * number % SIZE[0]
        ImageDraw.Draw(image).polygon([(x, 500), (x, 524), (x + 16, 518)], fill="#000000")
        yield image


@cache
def state(number: int) -> Image.Image:
    image = Image.new("RGB", SIZE, "#fbfaf7")
    draw = ImageDraw.Draw(image)
    for row in range(6):
        top = 120 + 150 * row
        draw.rectangle((120, top, 1800, top + 110), fill="#ffffff", outline="#e4e1da")
        draw.text((150, top + 30), f"Row {row} of state {number}", fill="#14161a", font_size=40)
    draw.rectangle((0, 0, SIZE[0], 80), fill=f"hsl({45 * number}, 70%, 45%)")
    return image


READ = """
import json, resource, sys, time
from pathlib import Path
from mockup2code.vision.recording import read_recording
begun = time.perf_counter()
found = read_recording(Path(sys.argv[1]), "film.mp4")
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - begun, spent.ru_utime + spent.ru_stime, spent.ru_maxrss, len(found.frames)]))
"""
"""In a small process of its own, for a child counts the memory of what it was forked from."""


def frames() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = film(Path(folder, "film.mp4"))
        done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True)
    wall, spent, most, count = json.loads(done.stdout)
    return [
        Row(f"key frames of {SECONDS} s at 1080p, {count} found", f"{wall:.1f} s", "at most 6 s"),
        Row("of it processor", f"{spent:.1f} s"),
        Row("memory at its highest", f"{most / 1024:.0f} MB", "at most 500 MB"),
    ]


def main() -> None:
    files, answer = changes()
    spent = [applied(files, answer) for _ in range(ROUNDS)]
    with running_server() as server:
        shares = asyncio.run(talk(server))
    rows = [
        Row(f"{BLOCKS} blocks to {MANY} files, processor, p95", ms(percentile(spent, 0.95)), "at most 50 ms"),
        *(Row(f"cached share of message {number}", f"{100 * share:.0f} %") for number, share in enumerate(shares, 1)),
    ]
    rows[-1] = replace(rows[-1], aim="at least 80 %")
    show("The conversation", COMMAND, [*rows, *frames()])


if __name__ == "__main__":
    main()
