"""The cells of a row, read as their fields need them."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Frozen
from models.money import Money
from models.ranges import SETTINGS, Range
from planner.scenario_files.draft import Cells, FieldPath, Plain
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, group_at, is_figure, kinds
from planner.scenario_files.ranges import PARTS, in_short, parts_of
from planner.scenario_files.written.numbers import is_below_one
from planner.scenario_files.written.reading import CellReading
from planner.scenario_files.written.values import reading_of
from planner.scenario_files.written.widths import half_width

_NOTES = frozenset({"note", "notes", "备注"})

Remarks = dict[FieldPath, str]
"""What people should know of how single cells were read."""


def is_note(heading: str) -> bool:
    """Whether a column or a field is for people only: ``notes``, ``备注``, ``# anything``."""
    plain = half_width(heading).lower()
    return plain in _NOTES or plain.startswith("#")


def read_cells(model: type[Frozen], cells: Cells) -> tuple[Cells, Remarks]:
    """Cells of a row as the files of a scenario write them, without notes; and remarks.

    Parameters
    ----------
    model
        Type of the row.
    cells
        As people wrote them. What cannot be read stays as it is.
    """
    remarks: Remarks = {}
    read = _read(model, cells, (), remarks)
    if model is Range:
        ends = readings_of_ends(cells)
        read = {**read, **{end: reading.text for end, reading in ends.items()}}
        remarks |= {(end,): reading.remark for end, reading in ends.items() if reading.remark}
    return read, remarks


def readings_of_ends(cells: Cells) -> dict[str, CellReading]:
    """What the ends on a row of the table of ranges say, read as the field that they belong to.

    Empty where there is no such field.
    """
    table, field = cells.get("table"), cells.get("field")
    if not isinstance(table, str) or not isinstance(field, str):
        return {}
    model = SettingsRow if table == SETTINGS else ROW_TYPES.get(table)
    *above, name = field.split(".")
    group = group_at(model, tuple(above)) if model else None
    if group is None or name not in group.model_fields or not is_figure(group, name):
        return {}
    return _parts(group, name, {end: cells.get(end) for end in ("low", "high")})


def _read(model: type[Frozen], cells: Cells, above: FieldPath, remarks: Remarks) -> Cells:
    return {
        name: _cell(model, name, cell, (*above, name), remarks)
        for name, cell in cells.items()
        if name in model.model_fields or not is_note(name)
    }


def _cell(model: type[Frozen], name: str, cell: Plain, path: FieldPath, remarks: Remarks) -> Plain:
    if name not in model.model_fields or cell is None:
        return cell
    inner = kinds(model).get(name, str)
    if is_figure(model, name):
        return _figure(model, name, cell, path, remarks)
    if issubclass(inner, Frozen) and inner is not Money:
        return _group(inner, cell, path, remarks)
    if isinstance(cell, list):
        return [
            reading_of(model, name, each).text if isinstance(each, str) else each for each in cell
        ]
    return reading_of(model, name, cell).text if isinstance(cell, str) else cell


def _group(model: type[Frozen], cell: Plain, path: FieldPath, remarks: Remarks) -> Plain:
    if isinstance(cell, dict):
        return dict(_read(model, cell, path, remarks))
    if isinstance(cell, list):
        return [
            _group(model, each, (*path, str(number)), remarks)
            for number, each in enumerate(cell, start=1)
        ]
    return cell


def _figure(
    model: type[Frozen], name: str, cell: Plain, path: FieldPath, remarks: Remarks
) -> Plain:
    """A figure, or a range in one text or in parts."""
    plain = half_width(cell) if isinstance(cell, str) else cell
    parts = parts_of(plain)
    if not parts:
        if not isinstance(plain, str):
            return cell
        reading = reading_of(model, name, plain)
        if reading.remark:
            remarks[path] = reading.remark
        return reading.text
    read = _parts(model, name, parts)
    texts = {part: reading.text for part, reading in read.items()}
    told = [reading.remark for reading in read.values() if reading.remark]
    if told:
        remarks[path] = "; ".join(told)
    if isinstance(cell, str):
        return in_short(texts["base"], texts["low"], texts["high"]) or cell
    return {**parts, **texts}


def _parts(model: type[Frozen], name: str, parts: Mapping[str, Plain]) -> dict[str, CellReading]:
    """The parts of a range, all in the same unit."""
    written = {
        part: half_width(text)
        for part, text in parts.items()
        if part in PARTS and isinstance(text, str)
    }
    read = {part: reading_of(model, name, text) for part, text in written.items()}
    if not any(each.remark for each in read.values()):
        return read
    if any(is_below_one(text) for text in written.values()):
        # 0.5 beside 5 may be a half of the whole or of one per cent.
        return {part: CellReading(text) for part, text in written.items()}
    return {part: _in_percent(model, name, text) for part, text in written.items()}


def _in_percent(model: type[Frozen], name: str, text: str) -> CellReading:
    if "%" in text:
        return reading_of(model, name, text)
    return reading_of(model, name, f"{text}%")._replace(remark=f"{text} is read as {text}%")
