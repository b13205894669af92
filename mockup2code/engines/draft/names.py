"""Names in generated code: made from words of the picture, but only of safe letters, and each used once."""

import re

_RESERVED = frozenset(
    [
        "app",
        "react",
        "default",
        "function",
        "return",
        "const",
        "let",
        "var",
        "class",
        "import",
        "export",
        "new",
        "this",
        "null",
        "true",
        "false",
        "if",
        "else",
        "for",
        "while",
        "do",
        "switch",
        "case",
        "break",
        "continue",
        "delete",
        "in",
        "of",
        "typeof",
        "void",
        "with",
        "yield",
        "await",
        "enum",
        "super",
        "static",
        "try",
        "catch",
        "throw",
        "item",
        "index",
        "document",
        "window",
    ]
)


class Names:
    """Hands out identifiers; the second of a kind gets a number."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, words: str) -> str:
        """A camelCase identifier that was not handed out before."""
        base = camel(words)
        self._used[base] = count = self._used.get(base, 0) + 1
        name = base if count == 1 else f"{base}{count}"
        if count > 1 and name in self._used:
            return self.take(words)
        self._used.setdefault(name, 1)
        return name


def slug(words: str) -> str:
    """At most four words as the name of a place on a page."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower())[:4]) or "top"


def pascal(words: str) -> str:
    """Words as the name of a component."""
    return "".join(word[0].upper() + word[1:].lower() for word in words.split())


def camel(words: str) -> str:
    """At most three words as one camelCase identifier of ASCII letters and digits."""
    parts = re.findall(r"[a-z]+|[0-9]+", words.lower())[:3]
    name = "".join([*parts[:1], *(p.capitalize() for p in parts[1:])])[:32]
    return name if name and name[0].isalpha() and name not in _RESERVED else "item" + name.capitalize()
