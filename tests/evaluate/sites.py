"""Projects and sites that the tests write themselves, and a browser to look at them."""

import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from mockup2code.evaluate.browser import Look, chromium, look_at
from mockup2code.evaluate.building import COLLECTOR
from mockup2code.exports.folder import write_folder
from mockup2code.exports.project import project_files


def project(folder: Path, app: str, **others: str) -> Path:
    """A project with this src/App.tsx and other files under src/, their dots as underscores."""
    files = {f"src/{name.replace('_', '.')}": text for name, text in others.items()}
    write_folder(project_files("Page", {"src/App.tsx": app, **files}, {}), folder)
    return folder


def site(folder: Path, body: str, style: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    head = f"<meta charset='utf-8'><style>*{{margin:0}} body{{font:16px sans-serif}} {style}</style>"
    (folder / "index.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    return folder


async def looked_at(folder: Path, width: int = 800) -> Look:
    assert COLLECTOR.is_file(), "static/dist is not built: node scripts/build.mjs"
    async with chromium() as browser:
        return await look_at(browser, folder, width)


async def seen_in(folder: Path, body: str, style: str = "") -> dict[str, Any]:
    return (await looked_at(site(folder / "site", body, style))).report


def draw_sign_in(path: Path) -> None:
    """A picture of a small form, and beside it what is on it."""
    image = Image.new("RGB", (640, 400), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), "Sign in", fill="#111827", font_size=32)
    draw.rectangle((40, 120, 400, 160), outline="#9ca3af")
    draw.rectangle((40, 180, 180, 224), fill="#2353e0")
    draw.text((72, 192), "Continue", fill="#ffffff", font_size=16)
    image.save(path)
    contents = {
        "page": {"width": 640, "height": 400},
        "texts": [
            {"text": "Sign in", "box": [40, 40, 104, 38], "color": "rgb(17, 24, 39)", "size": 32},
            {"text": "Continue", "box": [72, 192, 68, 20], "color": "rgb(255, 255, 255)", "size": 16},
        ],
        "boxes": [{"box": [40, 120, 361, 41]}, {"box": [40, 180, 141, 45], "fill": "rgb(35, 83, 224)"}],
        "images": [],
        "controls": [{"kind": "input", "box": [40, 120, 361, 41]}, {"kind": "button", "box": [40, 180, 141, 45]}],
    }
    path.with_suffix(".json").write_text(json.dumps(contents))
