"""A column of words with a full-text index: GIN in PostgreSQL, FTS5 in SQLite."""

import re
import unicodedata

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


def words_of(text: str) -> list[str]:
    """Its words in lower case, without accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", plain.casefold())


class WordsField(models.TextField):  # type: ignore[type-arg]  # generic in its stubs only
    """Folded words, one space between them; the migration `search_texts` makes the index."""


@WordsField.register_lookup
class BeginEach(models.Lookup):
    """Whether for each of these words, which stand one space apart, there is one that begins like it."""

    lookup_name = "begin_each"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        left, _ = self.process_lhs(compiler, connection)
        vector = left.replace('"words"', '"vector"')
        return f"{vector} @@ to_tsquery('simple', %s)", [" & ".join(f"{word}:*" for word in self.rhs.split())]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        left, _ = self.process_lhs(compiler, connection)
        row = left.replace('"words"', '"id"')
        matching = "SELECT rowid FROM projects_words WHERE projects_words MATCH %s"
        return f"{row} IN ({matching})", [" ".join(f'"{word}"*' for word in self.rhs.split())]
