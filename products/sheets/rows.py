"""A row of the spreadsheet as values: each cell read by its column, and what two cells of a row must agree on.

Whatever needs the database (places, products and makers that are there already) is ``services.imports``' to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from products.sheets import cells
from products.sheets.cells import Cell
from products.sheets.columns import COLUMNS, KEPT
from products.sheets.problems import Problem, Unreadable

Values = dict[str, Any]
SOURCE_COLUMNS = ("source_title", "source_publisher", "source_url", "source_date")


def parse(row: Mapping[str, Cell]) -> tuple[Values, list[Problem]]:
    """Values by column, without those of blank cells; and every problem of the row that it shows by itself.

    A dash gives the ``cleared`` value of its column.
    """
    values: Values = {}
    problems: list[Problem] = []
    for column in COLUMNS:
        cell = row.get(column.name)
        if cell is None or (cell.kind == "text" and not cell.value.strip()):
            continue
        if cells.is_cleared(cell):
            if column.cleared is not KEPT:
                values[column.name] = column.cleared
            continue
        try:
            value = column.read(cell)
        except Unreadable as error:
            problems.append(Problem(column.name, error.code, error.parts))
        else:
            # A cell of unseen signs alone says nothing.
            if value != "":
                values[column.name] = value
    if values.get("maker_type") and not values.get("maker") and not _is_faulty(problems, "maker"):
        problems.append(Problem("maker", "type_without_maker"))
    names_source = values.get("source_title") or values.get("source_url")
    if any(values.get(name) for name in SOURCE_COLUMNS) and not names_source and not _is_faulty(problems, "source_url"):
        problems.append(Problem("source_title", "source_without_name"))
    return values, problems


def _is_faulty(problems: list[Problem], column: str) -> bool:
    return any(problem.column == column for problem in problems)
