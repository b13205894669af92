"""Puts many rows into tables at once: by COPY in PostgreSQL, by one statement in SQLite; indexes come afterwards."""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

Row = tuple[Any, ...]
"""Values as both databases read them: ids as 32 hexadecimal digits, times in UTC and JSON as text."""

sqlite3.register_adapter(timedelta, lambda span: span // timedelta(microseconds=1))


@contextlib.contextmanager
def bulk(models: Sequence[type[Model]]) -> Iterator[None]:
    """Within, rows of these tables are not looked up elsewhere, and are not in indexes yet."""
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        for statement in _HURRY[connection.vendor]:
            cursor.execute(statement)
        indexes = _indexes(cursor, tables)
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("ANALYZE")


_HURRY = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"),
    "postgresql": ("SET session_replication_role=replica", "SET maintenance_work_mem='512MB'"),
}


def _indexes(cursor: Any, tables: Sequence[str]) -> list[tuple[str, str]]:
    """Name and definition of all that no constraint needs."""
    if connection.vendor == "sqlite":
        places = ", ".join(["%s"] * len(tables))
        found = f"SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL AND tbl_name IN ({places})"
        cursor.execute(found, tables)
    else:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [list(tables)],
        )
    return list(cursor.fetchall())


def load(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows that give the fields of these names, in their order; the other fields have their defaults."""
    fields = [model._meta.get_field(name) for name in names]
    others = [one for one in model._meta.concrete_fields if one not in fields and not isinstance(one, AutoField)]
    rest = tuple(_plain(one) for one in others)
    columns = ", ".join(f'"{one.column}"' for one in (*fields, *others) if isinstance(one, Field))
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row + rest)
            return
        places = ", ".join(["%s"] * (len(fields) + len(others)))
        insert = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'
        cursor.executemany(insert, [row + rest for row in rows])


def _plain(field: Any) -> Any:
    value = field.get_default()
    if isinstance(value, list | dict):
        return json.dumps(value)
    return int(value) if isinstance(value, bool) else value
