"""Reads a TypeScript file as a tree: whether it parses, what it imports, what it exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tree_sitter import Language, Node, Parser, Query, QueryCursor

WRONG = "(ERROR) @error (MISSING) @missing"
DECLARED = """
(variable_declarator name: (_) @name)
(function_declaration name: (_) @name)
(generator_function_declaration name: (_) @name)
(class_declaration name: (_) @name)
(abstract_class_declaration name: (_) @name)
(enum_declaration name: (_) @name)
(interface_declaration name: (_) @name)
(type_alias_declaration name: (_) @name)
"""
NAMESPACES = """
(nested_type_identifier module: (identifier) @name)
(member_expression object: (identifier) @name)
"""
TAGS = "(jsx_element open_tag: (_) @open close_tag: (_) @close)"

VALUES = {"object", "array", "string", "template_string", "number", "true", "false", "null", "undefined"}
ELEMENTS = {"jsx_element", "jsx_self_closing_element", "interface_declaration"}
NO_COMPONENTS = VALUES | ELEMENTS
"""What an `export default` can hold that surely shows nothing."""

LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Import:
    """One `import` or `export … from`: `names` are the exports that it asks for, "default" for the default one."""

    specifier: str
    line: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """What one file holds. Lines count from 1."""

    errors: tuple[tuple[int, str], ...]
    imports: tuple[Import, ...]
    exports: frozenset[str]
    """The names that it exports; "*" where it passes on all of another file."""
    default_is_component: bool
    globals: tuple[tuple[int, str], ...]
    """Uses of the names `React` and `JSX` that nothing in the file brings in."""


def read_module(path: str, text: str) -> Module:
    """The module in `text`; JSX is read where `path` ends in .tsx."""
    language = _language(jsx=path.endswith(".tsx"))
    # The grammar takes no lone "&" in the text of an element; "|" stands at the same places and parses the same.
    root = Parser(language).parse(text.encode("utf-8", "replace").replace(b"&", b"|")).root_node
    statements = root.named_children
    imports = [found for node in statements if (found := _import(node))]
    brought = {name for node in statements if node.type == "import_statement" for name in _local_names(node)}
    declared = {_text(node) for node in _captured(language, DECLARED, root)} | brought
    return Module(
        errors=tuple(_errors(language, root, text))
        + (tuple(_crossed_tags(language, root)) if path.endswith("x") else ()),
        imports=tuple(imports),
        exports=frozenset(name for node in statements for name in _exported(node)),
        default_is_component=any(_is_default_component(node, declared) for node in statements),
        globals=tuple(_unbound(language, root, declared)),
    )


@cache
def _language(*, jsx: bool) -> Language:
    import tree_sitter_typescript as grammar  # noqa: PLC0415 - a library of C that only checks need

    return Language(grammar.language_tsx() if jsx else grammar.language_typescript())


@cache
def _query(language: Language, source: str) -> Query:
    return Query(language, source)


def _captured(language: Language, source: str, root: Node) -> list[Node]:
    captures = QueryCursor(_query(language, source)).captures(root)
    return sorted((node for nodes in captures.values() for node in nodes), key=lambda node: node.start_byte)


def _errors(language: Language, root: Node, text: str) -> Iterator[tuple[int, str]]:
    if not root.has_error:
        return
    end = 0
    lines = text.split("\n")
    for node in _captured(language, WRONG, root):
        if node.start_byte < end:
            continue
        end = node.end_byte
        if node.is_missing:
            yield _line(node), f"a {node.type} is missing"
        else:
            rows = f" (up to line {node.end_point.row + 1})" if node.end_point.row > node.start_point.row else ""
            yield _line(node), f"this cannot be parsed{rows}: {_quote(lines[node.start_point.row])}"


def _crossed_tags(language: Language, root: Node) -> Iterator[tuple[int, str]]:
    for _, nodes in QueryCursor(_query(language, TAGS)).matches(root):
        opened, closed = (_name(nodes[key][0]) for key in ("open", "close"))
        if opened != closed:
            yield _line(nodes["close"][0]), f"<{opened}> is closed by </{closed}>"


def _import(node: Node) -> Import | None:
    source = node.child_by_field_name("source")
    if node.type not in {"import_statement", "export_statement"} or source is None:
        return None
    return Import(_text(source)[1:-1], _line(node), tuple(_asked(node)))


def _asked(node: Node) -> Iterator[str]:
    """The names of the other file that an import, or an export from it, asks for."""
    for clause in node.named_children:
        if clause.type == "import_clause":
            for part in clause.named_children:
                if part.type == "identifier":
                    yield "default"
                elif part.type == "named_imports":
                    yield from (_name(item) for item in part.named_children)
        elif clause.type == "export_clause":
            yield from (_name(item) for item in clause.named_children)


def _local_names(node: Node) -> Iterator[str]:
    """The names that an import brings into the file."""
    for clause in node.named_children:
        for part in clause.named_children if clause.type == "import_clause" else ():
            if part.type == "identifier":
                yield _text(part)
            elif part.type == "namespace_import":
                yield _text(part.named_children[0])
            else:
                yield from (_text(item.named_children[-1]) for item in part.named_children if item.named_children)


def _exported(node: Node) -> Iterator[str]:
    if node.type != "export_statement":
        return
    declaration = node.child_by_field_name("declaration")
    if any(child.type == "default" for child in node.children):
        yield "default"
    elif declaration is not None:
        yield from _declared_names(declaration)
    elif clause := next((child for child in node.named_children if child.type == "export_clause"), None):
        yield from (_text(item.named_children[-1]) for item in clause.named_children)
    else:
        yield "*"


def _declared_names(declaration: Node) -> Iterator[str]:
    if declaration.type not in {"lexical_declaration", "variable_declaration"}:
        yield _name(declaration)
        return
    for item in declaration.named_children:
        name = item.child_by_field_name("name")
        if name is not None and name.type == "identifier":
            yield _text(name)
        else:
            yield "*"


def _is_default_component(node: Node, declared: set[str]) -> bool:
    if "default" not in _exported(node):
        return False
    given = node.child_by_field_name("declaration") or node.child_by_field_name("value")
    if given is None:
        return True
    return _text(given) in declared if given.type == "identifier" else given.type not in NO_COMPONENTS


def _unbound(language: Language, root: Node, declared: set[str]) -> Iterator[tuple[int, str]]:
    for node in _captured(language, NAMESPACES, root):
        name = _text(node)
        if name in {"JSX", "React"} and name not in declared:
            yield _line(node), name


def _line(node: Node) -> int:
    return int(node.start_point.row) + 1


def _text(node: Node | None) -> str:
    return node.text.decode("utf-8", "replace") if node is not None and node.text else ""


def _name(node: Node) -> str:
    return _text(node.child_by_field_name("name"))


def _quote(line: str) -> str:
    words = line.strip()
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"
