"""What runs have spent so far, kept in their rows while they go on, so that a lost worker takes none of it along."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from mockup2code.engines.base import Usage
from mockup2code.generations.models import Generation

_UNSPENT = Usage(0, 0, 0, None)


def fields_of(usage: Usage) -> dict[str, object]:
    """The fields of a run in which this is kept, by name."""
    return {
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
        "cost": usage.cost,
        "estimated": usage.estimated,
        "first_token_seconds": usage.first_token,
        "streaming_seconds": usage.streaming,
    }


def keep(spent: Mapping[UUID, Usage]) -> None:
    """Notes what each run has spent, all at once; the caller holds the runs."""
    meta, quote = Generation._meta, connection.ops.quote_name
    columns = [meta.get_field(name) for name in fields_of(_UNSPENT)]
    changes = ", ".join(f"{quote(str(getattr(field, 'column', '')))} = %s" for field in columns)
    rows = [
        (
            *(field.get_db_prep_save(fields_of(usage)[field.name], connection) for field in columns),  # type: ignore[union-attr]  # none of them is a relation
            meta.pk.get_db_prep_value(generation_id, connection),
        )
        for generation_id, usage in spent.items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(meta.db_table)} SET {changes} WHERE {quote(str(meta.pk.column))} = %s", rows)  # noqa: S608 - names of ours
