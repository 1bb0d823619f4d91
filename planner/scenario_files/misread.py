"""Cells that a validator would read otherwise than people do, or blame for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from models.base import Frozen
from models.money import Money
from planner.scenario_files.draft import Cells, FieldPath, Plain
from planner.scenario_files.fields import is_figure, kinds
from planner.scenario_files.words import DATE_WORDS, Words

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9.,_' ]*(?:[eE][-+]?[0-9]+)?")
_UNDERSCORES: Words = ("is no number", "Write its digits without underscores, as in 1000.")


def misread(
    model: type[Frozen], cells: Cells, currency: str, above: FieldPath = ()
) -> Iterator[tuple[FieldPath, Words]]:
    """Dates, amounts and numbers that are written otherwise than they must be.

    Parameters
    ----------
    model
        Type of the row, or of a group of its fields.
    cells
        What is written.
    currency
        The planning currency, for examples.
    above
        Path of the group.
    """
    for name, cell in cells.items():
        if isinstance(cell, str) and _has_underscores(model, name, cell):
            yield (*above, name), _UNDERSCORES
    for name, kind in kinds(model).items():
        cell, path = cells.get(name), (*above, name)
        if cell is None or issubclass(kind, datetime):
            continue
        if issubclass(kind, date):
            if isinstance(cell, str) and not _DATE.fullmatch(cell):
                yield path, DATE_WORDS
        elif kind is Money:
            yield from ((path, words) for words in _no_amount(cell, currency))
        elif issubclass(kind, Frozen):
            for within, group in _groups(cell, path):
                yield from misread(kind, group, currency, within)


def _has_underscores(model: type[Frozen], name: str, cell: str) -> bool:
    # Python takes 1_0 for ten.
    return (
        "_" in cell
        and _BARE_NUMBER.fullmatch(cell) is not None
        and name in model.model_fields
        and is_figure(model, name)
    )


def _groups(cell: Plain, path: FieldPath) -> Iterator[tuple[FieldPath, Cells]]:
    """A group of fields, or each group of a list of them, counted from 1."""
    if isinstance(cell, dict):
        yield path, cell
    elif isinstance(cell, list):
        for number, item in enumerate(cell, start=1):
            if isinstance(item, dict):
                yield (*path, str(number)), item


def _no_amount(cell: Plain, currency: str) -> Iterator[Words]:
    if not isinstance(cell, str):
        yield "is no amount", f"Write it on one line, as in '{currency} 1250.50'."
    elif _BARE_NUMBER.fullmatch(cell):
        number = re.sub(r"[+,_' ]", "", cell)
        yield "is an amount without a currency", f"Add it, as in '{currency} {number}'."
