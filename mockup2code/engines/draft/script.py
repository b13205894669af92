"""What of a reading of handwriting can be words in the drawing's script: signs are read as letters of another one."""

import re
from collections.abc import Iterable
from unicodedata import category, name

_CURRENCY = re.compile(r"^\S(?=\d)")
_ROUND = str.maketrans({"。": "0"})


def is_latin(texts: Iterable[str]) -> bool:
    """Whether what was read of a drawing is written in letters rather than in ideographs."""
    words = "".join(texts)
    return sum(map(_is_letter, words)) > 2 * sum(map(_is_ideograph, words))


def in_latin(text: str) -> str:
    """The words without ideographs, as which drawn arrows, stars, boxes and dollar signs are read."""
    if not any(map(_is_ideograph, text)):
        return text
    if _is_ideograph(text[0]):
        figures = text.translate(_ROUND)
        text = "$" + figures[1:] if _CURRENCY.match(figures) else text
    return " ".join("".join(letter for letter in text if not _is_ideograph(letter)).split())


def _is_letter(sign: str) -> bool:
    return category(sign)[0] == "L" and not _is_ideograph(sign)


def _is_ideograph(sign: str) -> bool:
    return ord(sign) >= 0x2E80 and name(sign, "").startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH")
    )
