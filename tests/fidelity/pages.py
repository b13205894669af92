"""Pages as plain data, to be compared."""

from typing import Any

from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen


def text(words: str, x: float, y: float, color: str = "rgb(20, 20, 20)", size: float = 16) -> dict[str, Any]:
    return {"text": words, "box": [x, y, 8 * len(words), 20], "color": color, "size": size}


def page(width: float = 800, height: float = 600, **contents: list[dict[str, Any]]) -> dict[str, Any]:
    structure = {"elements": 20, "positioned": 0, "overflow": False}
    return {"page": {"width": width, "height": height}, "texts": [], "structure": structure, **contents}


def form() -> dict[str, Any]:
    """A card with a heading, a field with a placeholder, a button and a picture."""
    return page(
        texts=[
            text("Sign in", 60, 60, size=32),
            text("Your e-mail", 60, 120),
            {**text("name@example.org", 60, 150), "box": [60, 150, 300, 40], "control": True},
            text("Go on", 80, 212, "rgb(255, 255, 255)"),
        ],
        boxes=[
            {"box": [40, 40, 400, 300], "fill": "rgb(255, 255, 255)"},
            {"box": [60, 150, 300, 40], "fill": None},
            {"box": [60, 205, 120, 36], "fill": "rgb(35, 83, 224)"},
        ],
        images=[{"box": [500, 40, 200, 200]}],
        controls=[{"kind": "input", "box": [60, 150, 300, 40]}, {"kind": "button", "box": [60, 205, 120, 36]}],
    )


def reference(contents: dict[str, Any]) -> Reference:
    return Reference.from_json(contents)


def seen(contents: dict[str, Any]) -> Seen:
    return Seen.from_json(contents)
