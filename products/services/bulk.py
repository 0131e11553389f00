"""Writes many rows, each with values of its own, in one statement that the database prepares once.

Django's ``bulk_update`` builds a CASE for every value: ten thousand products take it longer than anybody may hold the
write lock of SQLite. Values must be what the column stores: texts, numbers, None, or what ``stored`` made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model


def stored(model: type[Model], name: str, value: Any) -> Any:
    """A value as the column of a field stores it."""
    return _field(model, name).get_db_prep_save(value, connection)


def update_each(
    model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, where: Sequence[str] = ("id",)
) -> int:
    """Update rows: each item holds the new values of ``names``, then those of ``where``; return how many were found."""
    assignments = ", ".join(f"{_column(model, name)} = %s" for name in names)
    return _each(f"UPDATE {_table(model)} SET {assignments} WHERE {_equal(model, where)}", rows)  # noqa: S608


def delete_each(model: type[Model], where: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Delete rows that have the values of ``where``, without signals; return how many there were."""
    return _each(f"DELETE FROM {_table(model)} WHERE {_equal(model, where)}", rows)  # noqa: S608


def insert_each(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Insert rows with the values of ``names``, without signals; return how many."""
    columns = ", ".join(_column(model, name) for name in names)
    values = ", ".join("%s" for _name in names)
    return _each(f"INSERT INTO {_table(model)} ({columns}) VALUES ({values})", rows)  # noqa: S608


def _each(statement: str, rows: Sequence[Sequence[Any]]) -> int:
    # Statements hold names of tables and columns from the models and nothing else.
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
        return int(cursor.rowcount)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return cast(Field[Any, Any], model._meta.get_field(name))


def _column(model: type[Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))


def _equal(model: type[Model], names: Sequence[str]) -> str:
    return " AND ".join(f"{_column(model, name)} = %s" for name in names)
