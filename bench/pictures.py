"""Pictures to measure with, drawn on the spot."""

import io

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
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()
