"""Checks the code of a run as a whole: it parses, imports only what is there, and its main file shows a component."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mockup2code.engines.base import ALLOWED_LIBRARIES, MAIN_FILE
from mockup2code.engines.kimi.syntax import Import, Module, read_module

SCRIPTS = (".ts", ".tsx")
ENDINGS = ("", ".tsx", ".ts", "/index.tsx", "/index.ts")
PROVIDED = "src/index.css"
"""A file that every project has, written or not."""

MOST_ERRORS = 4
"""Of one file: what follows the first errors of a parser is mostly their echo."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `line` counts from 1, and is 0 where the file as a whole is meant."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        return f"{place}: {self.sentence}"


def problems(files: Mapping[str, str], assets: Collection[str]) -> list[Problem]:
    """What is wrong with these files; `assets` are the paths of the pictures beside them. Takes the processor."""
    modules = {path: read_module(path, text) for path, text in files.items() if path.endswith(SCRIPTS)}
    known = {*files, *assets, PROVIDED}
    return [
        Problem(path, line, sentence)
        for path, module in modules.items()
        for line, sentence in _of_module(path, module, modules, known)
    ]


def imported(files: Mapping[str, str]) -> set[str]:
    """The files that others import, written or not: each path that an import may stand for. Takes the processor."""
    return {
        target + ending
        for path, text in files.items()
        if path.endswith(SCRIPTS)
        for item in read_module(path, text).imports
        if item.specifier.startswith(".")
        for target in [_target(path, item)]
        for ending in ENDINGS
    }


def _target(path: str, item: Import) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), item.specifier))


def _of_module(
    path: str, module: Module, modules: Mapping[str, Module], known: Collection[str]
) -> Iterator[tuple[int, str]]:
    yield from module.errors[:MOST_ERRORS]
    for item in module.imports:
        sentence = _wrong_import(path, item, modules, known)
        if sentence:
            yield item.line, sentence
    for line, name in module.globals:
        yield line, f'{name} is used but not imported: import what is needed by name from "react"'
    if path == MAIN_FILE and not module.errors and not module.default_is_component:
        yield 0, "it has no component as its default export"


def _wrong_import(path: str, item: Import, modules: Mapping[str, Module], known: Collection[str]) -> str | None:
    if not item.specifier.startswith("."):
        allowed = item.specifier in ALLOWED_LIBRARIES
        return None if allowed else f'"{item.specifier}" may not be imported: only {", ".join(ALLOWED_LIBRARIES)}'
    target = _target(path, item)
    found = next((target + ending for ending in ENDINGS if target + ending in known), None)
    if found is None:
        return f'"{item.specifier}" is not there: no file {target} was written'
    module = modules.get(found)
    if module is None or module.errors or "*" in module.exports:
        return None
    missing = [name for name in item.names if name not in module.exports]
    return f"{found} does not export {', '.join(missing)}" if missing else None
