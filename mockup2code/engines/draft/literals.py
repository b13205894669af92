"""Strings and lists of records as JavaScript, set as Prettier sets them."""

import json
from collections.abc import Iterator, Mapping, Sequence

_WIDTH = 80


def literal(words: str) -> str:
    """A JavaScript string; `<` is written as its code, so that no tag can end a script around it."""
    shown = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "").replace("\u2029", "")
    if words.count('"') <= words.count("'"):
        return shown
    return "'" + shown[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def listing(name: str, items: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """A constant that holds the items; values are source already. Items of one field of no name are the values."""
    plain = all(set(item) == {""} for item in items)
    shown = [item[""] if plain else f"{{ {', '.join(_field(k, v) for k, v in item.items())} }}" for item in items]
    whole = f"const {name} = [{', '.join(shown)}];"
    if len(whole) <= _WIDTH and not (len(items) > 1 and all(len(item) > 1 for item in items)):
        yield whole + "\n"
        return
    yield f"const {name} = [\n"
    for item, row in zip(items, shown, strict=True):
        if plain or len(row) + 3 <= _WIDTH:
            yield f"  {row},\n"
        else:
            yield "  {\n" + "".join(_member(k, v) for k, v in item.items()) + "  },\n"
    yield "];\n"


def _field(key: str, value: str) -> str:
    return key if key == value else f"{key}: {value}"


def _member(key: str, value: str) -> str:
    line = f"    {_field(key, value)},\n"
    breaks = len(line) > _WIDTH + 1 and value[:1] in "\"'"
    return f"    {key}:\n      {value},\n" if breaks else line
