"""The text of one cell, read as its field needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from models.base import Frozen
from planner.scenario_files.written.amounts import amount_of, currency_of
from planner.scenario_files.written.dates import date_of, period_of
from planner.scenario_files.written.kinds import FieldKind, kind_of, takes_several, words_of
from planner.scenario_files.written.numbers import count_of, number_of, share_of
from planner.scenario_files.written.reading import CellReading
from planner.scenario_files.written.widths import as_id, half_width

_BETWEEN = re.compile(r"[;,、\n]")
_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_TRUTHS = {"是": "yes", "否": "no"}
_READERS: Mapping[FieldKind, Callable[[str], CellReading]] = {
    FieldKind.AMOUNT: amount_of,
    FieldKind.COUNT: count_of,
    FieldKind.NUMBER: number_of,
    FieldKind.SHARE: share_of,
    FieldKind.DATE: date_of,
    FieldKind.MOMENT: date_of,
    FieldKind.PERIOD: period_of,
    FieldKind.CURRENCY: lambda text: CellReading(currency_of(text)),
    FieldKind.TRUTH: lambda text: CellReading(_TRUTHS.get(text, text)),
}


@lru_cache(maxsize=65_536)
def reading_of(model: type[Frozen], name: str, text: str) -> CellReading:
    """What a text says in a field.

    Parameters
    ----------
    model
        Type of the row, or of a group of its fields.
    name
        The field.
    text
        As written; it has no range.
    """
    kind = kind_of(model, name)
    if kind is FieldKind.TEXT or name not in model.model_fields:
        return CellReading(text)
    plain = half_width(text)
    if takes_several(model, name):
        pieces = (piece.strip() for piece in _BETWEEN.split(plain))
        return CellReading(";".join(_one(model, name, kind, piece) for piece in pieces if piece))
    if kind in {FieldKind.ID, FieldKind.WORD}:
        return CellReading(_one(model, name, kind, plain))
    read = _READERS.get(kind, CellReading)
    found = read(plain)
    return found._replace(text=text) if found.wrong else found


def _one(model: type[Frozen], name: str, kind: FieldKind, text: str) -> str:
    """An identifier or a known word in its usual spelling."""
    if kind is FieldKind.ID:
        return as_id(text) or text
    word = _BETWEEN_WORDS.sub("_", text.lower())
    return word if word in words_of(model, name) else text
