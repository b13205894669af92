"""Draws the example pictures with Chromium: `python -m mockup2code.examples.make`, after `npm install` for the font."""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from mockup2code.examples import EXAMPLES, Example

SOURCES = Path(__file__).parent / "sources"
PEN_SCALE = 2
"""The drawing's wobble is made on single pixels; drawn finer and scaled down, its strokes are smooth."""
PALETTE_FROM = 150_000
"""A picture of more bytes than this is kept in a palette of its own."""


def main() -> None:
    """Writes each example's PNG anew."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not on the PATH: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for example in EXAMPLES:
            example.path.write_bytes(_png(_drawn(browser, example)))
        browser.close()


def _drawn(browser: Browser, example: Example) -> Image.Image:
    page = browser.new_page(
        viewport={"width": example.width, "height": example.height},
        device_scale_factor=PEN_SCALE if example.slug == "drawing" else 1,
    )
    page.goto((SOURCES / f"{example.slug}.html").as_uri())
    page.wait_for_function("document.fonts.ready.then(() => true)")
    with Image.open(io.BytesIO(page.screenshot())) as image:
        return image.convert("RGB").resize((example.width, example.height), Image.Resampling.BOX)


def _png(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.save(output, "PNG", optimize=True)
    if output.tell() > PALETTE_FROM:
        output = io.BytesIO()
        image.quantize(256, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
    return output.getvalue()


if __name__ == "__main__":
    main()
