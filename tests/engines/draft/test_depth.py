"""However a page is nested, its code stays shallow: a level is there for what it paints or lays out."""

import pytest

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Measurement, Shape, TextLine
from tests.engines.draft.builders import line, measurement, result
from tests.engines.draft.readable import page_depth

WHITE, INK, LINE, SHADE = "#ffffff", "#111827", "#dee2e6", "#e8e9ea"
PEOPLE = ("Ada Okafor", "Bo Lindqvist", "Carla Mendes", "Dmitri Pavlov", "Eve Tanaka")


def side() -> tuple[list[TextLine], list[Shape]]:
    """A sidebar from top to bottom, a header and a footer beside it."""
    words = [line(f"Place {n}", 24, 80 + 40 * n, color=WHITE) for n in range(12)]
    words += [line("Overview", 280, 18), line("Sign out", 1180, 18), line("All rights reserved", 280, 768)]
    shapes = [Shape(Box(0, 0, 250, 800), "#343a40", None, 0)]
    shapes += [Shape(Box(250, 0, 1030, 56), WHITE, None, 0), Shape(Box(250, 752, 1030, 48), WHITE, None, 0)]
    return words, shapes


def card(box: Box) -> list[Shape]:
    """A card with round corners and the lines that are left of its shade."""
    return [
        Shape(box, WHITE, "#d2d2d2", 6),
        Shape(Box(box.x - 1, box.y + 6, 1, box.height - 12), SHADE, None, 0),
        Shape(Box(box.right, box.y + 6, 1, box.height - 12), SHADE, None, 0),
        Shape(Box(box.x + 5, box.bottom, box.width - 10, 1), SHADE, None, 0),
    ]


def people(*, beside: bool) -> Measurement:
    """A table of people with a picture and a badge each on a card, with a header, a sidebar, a footer; `beside`
    another card.
    """
    texts, shapes = side()
    left, width = (520, 740) if beside else (270, 990)
    shapes += card(Box(left, 120, width, 500))
    if beside:
        shapes += card(Box(270, 120, 230, 300))
        texts += [line("Folders", 290, 136, weight=600), *(line(f"Folder {n}", 290, 180 + 40 * n) for n in range(5))]
    texts += [line("Mailbox", 270, 76, size=28), line("People", left + 20, 140, weight=600)]
    lefts = (left + 20, left + 300, left + 480, left + 620)
    images, controls = [], []
    texts += [
        line(w, x, 190, size=12, weight=700) for w, x in zip(("Name", "Role", "State", "Since"), lefts, strict=True)
    ]
    for row, name in enumerate(PEOPLE):
        top = 220 + 76 * row
        shapes.append(Shape(Box(left + 1, top - 4, width - 2, 1), LINE, None, 0))
        images.append(Image(Box(lefts[0], top + 16, 36, 36), icon=True))
        texts += [line(name, lefts[0] + 52, top + 16, size=14, weight=600)]
        texts += [line(f"{name[:3].lower()}@mail.test", lefts[0] + 52, top + 36, size=12)]
        texts += [line("Manager", lefts[1], top + 16, size=12), line("Organization", lefts[1], top + 36, size=12)]
        badge = Box(lefts[2], top + 22, 68, 22)
        shapes.append(Shape(badge, "#198754", None, 6))
        texts += [line("ONLINE", badge.x + 10, top + 26, size=11, weight=700, color=WHITE, width=46)]
        texts += [line(f"0{row + 1}/04/18", lefts[3], top + 26, size=12)]
    send = Box(left + 20, 580, 100, 32)
    shapes.append(Shape(send, "#0d6efd", None, 4))
    texts.append(line("Send", send.x + 30, send.y + 6, color=WHITE))
    controls.append(Control(ControlKind.BUTTON, send, "Send"))
    return measurement(texts, shapes, images, controls)


@pytest.mark.parametrize("beside", [False, True], ids=["a card", "a card beside another"])
def test_a_table_on_a_card_beside_a_sidebar_is_at_most_twelve_levels_deep(beside: bool) -> None:
    files = result(people(beside=beside)).files
    code = "".join(files.values())
    assert "<table" in code
    assert "<aside" in code
    assert page_depth(files) <= 12
