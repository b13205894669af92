"""Pages as they are measured, of the kinds that people bring."""

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Measurement, PictureKind, Shape, Table
from tests.engines.draft.builders import line, measurement

WHITE, LINE, NIGHT = "#ffffff", "#dee2e6", "#0b1120"

ORDERS = (
    ("Order", "Customer", "Status", "Total"),
    ("#1041", "Ada Okafor", "Paid", "$120.00"),
    ("#1042", "Bo Lindqvist", "Open", "$48.50"),
    ("#1043", "Carla Mendes", "Paid", "$310.00"),
    ("#1044", "Dmitri Pavlov", "Refunded", "$12.99"),
)


def orders(*, told: bool = False) -> Measurement:
    """A table with lines between its rows: as shapes, or `told` as a table."""
    lefts = (116, 316, 616, 916)
    texts = [line("Recent orders", 100, 40, size=24, weight=700)]
    for row, words in enumerate(ORDERS):
        weight = 600 if row == 0 else 400
        texts += [line(word, x, 111 + 44 * row, size=14, weight=weight) for word, x in zip(words, lefts, strict=True)]
    rules = [Shape(Box(100, 141 + 44 * row, 1000, 1), LINE, None, 0) for row in range(4)]
    page = measurement(texts, [] if told else rules)
    if not told:
        return page
    edges = tuple(97.0 + 44 * row for row in range(6))
    table = Table(Box(100, 97, 1000, 220), edges, (100, 300, 600, 900, 1100), header=True, ruled=True, line=LINE)
    return measurement(texts, tables=[table])


def plans() -> Measurement:
    """Three cards with a picture, a title, a price and a button each."""
    texts, shapes, images, controls = [line("Choose your plan", 500, 60, size=36, weight=700)], [], [], []
    for place, (name, price) in enumerate((("Starter", "$9"), ("Team", "$29"), ("Company", "$99"))):
        left = 100 + 370 * place
        button = Box(left + 24, 420, 120, 40)
        shapes += [Shape(Box(left, 140, 340, 340), "#f8f9fa", None, 12), Shape(button, "#6f42c1", None, 6)]
        images.append(Image(Box(left + 24, 164, 292, 160), icon=False))
        texts += [line(name, left + 24, 340, size=20, weight=600), line(price, left + 24, 376, size=16)]
        texts.append(line("Choose", left + 56, 430, color=WHITE))
        controls.append(Control(ControlKind.BUTTON, button, "Choose"))
    return measurement(texts, shapes, images, controls)


def benefits() -> Measurement:
    """A header with a logo, and three cards with an icon each."""
    header = Box(0, 0, 1280, 64)
    texts, images = [line("Acme", 72, 22, size=20, weight=700)], [Image(Box(24, 16, 32, 32), icon=True)]
    texts.append(line("Why teams stay", 500, 120, size=36, weight=700))
    shapes = [Shape(header, "#f1f3f5", None, 0)]
    for place, words in enumerate(("Fast", "Safe", "Small")):
        left = 100 + 370 * place
        shapes.append(Shape(Box(left, 220, 340, 200), "#f8f9fa", None, 12))
        images.append(Image(Box(left + 24, 244, 40, 40), icon=True))
        texts.append(line(words, left + 24, 300, size=20, weight=600))
        texts.append(line(f"{words} from the first day", left + 24, 340))
    texts += [line(f"Reason {i} that is told at length here", 100, 480 + 40 * i) for i in range(6)]
    return measurement(texts, shapes, images)


def survey() -> Measurement:
    """Two questions with radio buttons, a select, a text area and a button."""
    texts = [line("Tell us about you", 100, 40, size=28, weight=700)]
    controls: list[Control] = []
    for top, (question, *answers) in ((110, ("Size", "Small", "Large")), (230, ("Colour", "Red", "Blue"))):
        texts.append(line(question, 100, top, weight=600))
        for row, answer in enumerate(answers, start=1):
            controls.append(Control(ControlKind.RADIO, Box(100, top + 32 * row, 16, 16)))
            texts.append(line(answer, 126, top + 32 * row - 2))
    texts += [line("Country", 100, 350), line("Notes", 100, 440), line("Send", 146, 610, color=WHITE)]
    country, notes, send = Box(100, 376, 400, 40), Box(100, 466, 400, 110), Box(100, 600, 120, 40)
    controls += [
        Control(ControlKind.SELECT, country, "Norway"),
        Control(ControlKind.TEXTAREA, notes, "Anything else?", placeholder=True),
        Control(ControlKind.BUTTON, send, "Send"),
    ]
    shapes = [Shape(box, WHITE, LINE, 6) for box in (country, notes)] + [Shape(send, "#0d6efd", None, 6)]
    return measurement(texts, shapes, controls=controls)


def night() -> Measurement:
    """A dark page with a paragraph and a list."""
    words = ["Everything you need to run a small shop is", "in one place, from the first order to the", "last invoice."]
    texts = [line("Run your shop", 100, 80, size=48, weight=800, color=WHITE)]
    texts += [line(w, 100, 180 + 24 * i, color="#94a3b8") for i, w in enumerate(words)]
    texts += [line(w, 100, 320 + 36 * i, color="#38bdf8") for i, w in enumerate(("Orders", "Stock", "Invoices"))]
    return measurement(texts, [Shape(Box(0, 0, 1280, 800), NIGHT, None, 0)])


def drawing() -> Measurement:
    """A drawn form."""
    texts = [line("Log in", 60, 80, size=60), line("Name", 60, 200, size=40), line("SEND", 150, 480, size=40)]
    controls = [Control(ControlKind.INPUT, Box(62, 250, 700, 90)), Control(ControlKind.BUTTON, Box(66, 460, 300, 84))]
    images = [Image(Box(500, 60, 300, 120), icon=False)]
    return measurement(texts, (), images, controls, width=900, height=1200, kind=PictureKind.SKETCH)
