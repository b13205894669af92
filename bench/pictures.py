"""Pictures to measure with, drawn on the spot."""

import io
import random

from PIL import Image, ImageDraw


def screen(width: int, height: int) -> bytes:
    """A page with a header, a text, cards and a form, as PNG."""
    image = Image.new("RGB", (width, height), "#f8fafc")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 56), fill="#0f172a")
    draw.text((32, 16), "Harbour", fill="#ffffff", font_size=22)
    for number, word in enumerate(("Boats", "Berths", "Invoices", "Settings")):
        draw.text((width - 420 + number * 100, 19), word, fill="#cbd5e1", font_size=16)
    draw.text((32, 96), "Everything about your harbour", fill="#0f172a", font_size=36)
    draw.text((32, 148), "Berths, boats and invoices in one calm place.", fill="#475569", font_size=18)
    for column in range(max(1, (width - 64) // 304)):
        left = 32 + column * 304
        draw.rounded_rectangle((left, 208, left + 280, 368), 12, fill="#ffffff", outline="#e2e8f0")
        draw.text((left + 20, 228), f"Pier {column + 1}", fill="#0f172a", font_size=20)
        draw.text((left + 20, 262), "12 berths, 3 free", fill="#64748b", font_size=16)
        draw.rounded_rectangle((left + 20, 312, left + 120, 348), 8, fill="#2353e0")
        draw.text((left + 44, 321), "Open", fill="#ffffff", font_size=16)
    for row, label in enumerate(("Name of the boat", "Length in metres", "Arrival")):
        top = 408 + row * 84
        draw.text((32, top), label, fill="#334155", font_size=16)
        draw.rounded_rectangle((32, top + 26, 432, top + 66), 8, fill="#ffffff", outline="#cbd5e1")
    return _png(image)


def table(width: int, height: int) -> bytes:
    """A page that is one table, with a rule under each row, as PNG."""
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((32, 24), "Invoices", fill="#0f172a", font_size=28)
    columns = ("Number", "Customer", "Issued", "Due", "Amount", "State")
    across = (width - 64) / len(columns)
    for row, top in enumerate(range(80, height - 40, 44)):
        texts = (
            columns if row == 0 else (f"2026-{row:04}", "Harbour Works", "3 March", "2 April", f"{row * 37}.50", "Paid")
        )
        for column, text in enumerate(texts):
            draw.text((40 + column * across, top + 12), text, fill="#64748b" if row == 0 else "#0f172a", font_size=15)
        draw.line((32, top + 43, width - 32, top + 43), fill="#e2e8f0")
    return _png(image)


def sheet(width: int, height: int, *, rows: int, columns: int) -> bytes:
    """A spreadsheet: figures in cells with hairlines between them, as PNG."""
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    downs = [round(row * (height - 1) / rows) for row in range(rows + 1)]
    acrosses = [round(column * (width - 1) / columns) for column in range(columns + 1)]
    draw.rectangle((0, 0, width, downs[1]), fill="#f1f3f4")
    for down in downs:
        draw.line((0, down, width, down), fill="#d0d0d0")
    for across in acrosses:
        draw.line((across, 0, across, height), fill="#d0d0d0")
    for row, down in enumerate(downs[:-1]):
        for column, across in enumerate(acrosses[:-1]):
            word = f"Head {column}" if row == 0 else f"{row * 37 + column}.50"
            draw.text((across + 8, down + 5), word, fill="#202124", font_size=14)
    return _png(image)


def squares(*, across: int, down: int) -> bytes:
    """A pattern of small bordered squares, as PNG."""
    image = Image.new("RGB", (across * 20, down * 20), "#ffffff")
    draw = ImageDraw.Draw(image)
    for x in range(0, image.width, 20):
        for y in range(0, image.height, 20):
            draw.rectangle((x + 3, y + 3, x + 15, y + 15), fill="#eef2ff", outline="#4338ca")
    return _png(image)


def rolled(width: int, height: int) -> bytes:
    """A page that was rolled down: one screen of forms and cards below the other, as PNG."""
    image = Image.new("RGB", (width, height), "#f8fafc")
    part = Image.open(io.BytesIO(screen(width, 800)))
    for top in range(0, height, 800):
        image.paste(part, (0, top))
    return _png(image)


def article(width: int, height: int) -> bytes:
    """A page of nothing but words, as PNG."""
    words = "A berth is let by the night, by the week or for the whole season, and can be given back until the eve. "
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    for line, top in enumerate(range(40, height - 40, 24)):
        start = line * 7 % len(words)
        draw.text((120, top), (words[start:] + words + words)[: width // 9], fill="#1f2937", font_size=16)
    return _png(image)


def drawing(width: int, height: int) -> bytes:
    """A form drawn by an unsteady hand on grey paper: a crossed box, fields and buttons, as PNG."""
    chance = random.Random(11)
    image = Image.new("RGB", (width, height), "#d8d6d0")
    draw = ImageDraw.Draw(image)
    draw.text((100, 80), "Book a berth", fill="#33363d", font_size=56)
    _stroke(draw, chance, (100, 180, width - 100, 180 + height // 5), crossed=True)
    top = 240 + height // 5
    for label in ("Name", "Boat", "Nights"):
        draw.text((100, top), label, fill="#33363d", font_size=36)
        _stroke(draw, chance, (100, top + 50, width - 100, top + 130), crossed=False)
        top += 190
    _stroke(draw, chance, (100, top, 420, top + 100), crossed=False)
    draw.text((190, top + 26), "Send", fill="#33363d", font_size=40)
    return _png(image)


def _stroke(draw: ImageDraw.ImageDraw, chance: random.Random, box: tuple[int, int, int, int], *, crossed: bool) -> None:
    """A box of wavering lines, with a cross through it where asked."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    lines = [(corners[i], corners[(i + 1) % 4]) for i in range(4)]
    lines += [(corners[0], corners[2]), (corners[1], corners[3])] if crossed else []
    for (x0, y0), (x1, y1) in lines:
        shares = [step / 12 for step in range(13)]
        points = [
            (x0 + (x1 - x0) * s + chance.uniform(-2, 2), y0 + (y1 - y0) * s + chance.uniform(-2, 2)) for s in shares
        ]
        draw.line(points, fill="#33363d", width=4, joint="curve")


def _png(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()
