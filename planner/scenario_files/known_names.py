"""References by name, and identifiers that are made of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from models.errors import Problem, shown
from models.flaws import REFERENCES
from models.limits import OFFICE_QUOTAS, QuotaKind
from planner.scenario_files.draft import DraftTable, Plain, Row, ScenarioDraft
from planner.scenario_files.fields import ROW_TYPES
from planner.scenario_files.messages import nearest
from planner.scenario_files.tables import SEPARATOR, rekeyed
from planner.scenario_files.written import as_id, half_width, id_of_name, plain_name, reading_of
from planner.scenario_files.written.kinds import takes_several

_MORE = (
    ("losses", "jurisdiction", "jurisdictions"),
    ("loss_parts", "jurisdiction", "jurisdictions"),
    ("base_rates", "jurisdiction", "jurisdictions"),
    ("matters", "jurisdiction", "jurisdictions"),
    ("matters", "topics", "topics"),
)
_PLACES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "presence": (
        "place",
        {"office": "offices", "entity": "entities", "jurisdiction": "jurisdictions"},
    ),
    "quotas": (
        "kind",
        {kind.value: "offices" if kind in OFFICE_QUOTAS else "jurisdictions" for kind in QuotaKind},
    ),
}
"""The field that decides what `at` refers to, and the table for each of its values."""

_COMMA = re.compile("[,、]")
_NAMED = tuple(
    table for table, model in ROW_TYPES.items() if {"id", "name"} <= model.model_fields.keys()
)


def reads_names(table: str, field: str) -> bool:
    """Whether a field may give the name of what it refers to, in place of the id."""
    return any((table, field, target) in (*REFERENCES, *_MORE) for target in _NAMED)


@dataclass(frozen=True)
class _NamedRows:
    """The identifiers of a table, and which of them bear a name."""

    ids: frozenset[str]
    by_name: Mapping[str, tuple[str, ...]]
    complete: bool
    """Whether the ids of all rows are known; if not, an unknown name is not an error."""


@dataclass
class _Referring:
    """Rows with their references as identifiers, and what is wrong with the others."""

    rows: dict[str, Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def with_ids(draft: ScenarioDraft) -> ScenarioDraft:
    """The draft with identifiers where its files give names.

    A row without an id gets one that is made of its name. A reference may give the name of what it
    refers to, if exactly one row has it.
    """
    tables = dict(draft.tables)
    for name in _NAMED:
        if name in tables:
            tables[name] = _identified(name, tables[name])
    known = {name: _known(tables[name]) for name in _NAMED if name in tables}
    fields: dict[str, dict[str, str]] = {}
    for table, column, target in (*REFERENCES, *_MORE):
        fields.setdefault(table, {})[column] = target
    fields.setdefault("quotas", {})
    for table, targets in fields.items():
        if table in tables:
            tables[table] = _referring(table, tables[table], targets, known)
    return replace(draft, tables=tables)


def _identified(name: str, table: DraftTable) -> DraftTable:
    """A table whose rows all have an id, as far as their names allow."""
    without = [key for key, row in table.rows.items() if not _id_of(row)]
    if not without:
        return table
    taken = {_id_of(row) for row in table.rows.values()}
    found = _Referring(dict(table.rows))
    for number, (key, row) in enumerate(table.rows.items(), start=1):
        title = row.cells.get("name") or row.cells.get("id")
        if _id_of(row) or not isinstance(title, str):
            continue
        made = "" if row.cells.get("id") else id_of_name(title)
        if not made or made in taken:
            suggestion = f"{name[0]}-{number}"
            found.problems.append(_no_id(row, suggestion, made))
            # With an id for the time being, its name is known to those that refer to it.
            made = suggestion
        taken.add(made)
        found.rows[key] = replace(row, cells={**row.cells, "id": made, "name": title})
    read = rekeyed(name, table, found.rows, found.problems)
    return replace(read, complete=read.complete and not found.problems)


def _id_of(row: Row) -> str:
    written = row.cells.get("id")
    return as_id(written) if isinstance(written, str) else ""


def _no_id(row: Row, suggestion: str, made: str) -> Problem:
    origin = row.origin_of(("id",))
    written = row.cells.get("id") or row.cells.get("name") or ""
    found = shown(written) if isinstance(written, str) else ""
    if made:
        message = "is missing, and the one that its name would give is taken"
    elif row.cells.get("id"):
        message = "is no id: ids are lower-case letters, digits, '-' and '_'"
    else:
        message = "is missing, and cannot be made of a name in another script"
    step = f"Write an id such as '{suggestion}', and what people read in the column name."
    return Problem(message, origin.file, origin.row, "id", found, step)


def _known(table: DraftTable) -> _NamedRows:
    names: dict[str, tuple[str, ...]] = {}
    ids = set()
    for row in table.rows.values():
        if identifier := _id_of(row):
            ids.add(identifier)
            name = row.cells.get("name")
            if isinstance(name, str) and (plain := plain_name(name)):
                names[plain] = (*names.get(plain, ()), identifier)
    return _NamedRows(frozenset(ids), names, table.complete)


def _referring(
    name: str, table: DraftTable, targets: Mapping[str, str], known: Mapping[str, _NamedRows]
) -> DraftTable:
    """A table whose references are identifiers, as far as what they name is known."""
    found = _Referring()
    for key, row in table.rows.items():
        cells = dict(row.cells)
        for column, target in {**targets, **_place(name, row)}.items():
            if (written := cells.get(column)) is not None and target in known:
                cells[column] = _identifiers(name, column, written, known[target])
                found.problems += _nobody(row, column, cells[column], target, known[target])
        found.rows[key] = row if cells == row.cells else replace(row, cells=cells)
    if found.problems or found.rows != table.rows:
        return rekeyed(name, table, found.rows, found.problems)
    return table


def _place(name: str, row: Row) -> dict[str, str]:
    """The table that the field `at` refers to, which another field decides."""
    if name not in _PLACES:
        return {}
    field_name, tables = _PLACES[name]
    written = row.cells.get(field_name)
    text = reading_of(ROW_TYPES[name], field_name, written).text if isinstance(written, str) else ""
    return {"at": tables[text]} if text in tables else {}


def _identifiers(table: str, column: str, written: Plain, known: _NamedRows) -> Plain:
    """What a cell refers to; names that nothing or several have stay as they are."""
    if isinstance(written, list):
        return [_identifiers(table, column, each, known) for each in written]
    if not isinstance(written, str) or written in known.ids:
        return written
    if (one := _identifier(written, known)) or not takes_several(ROW_TYPES[table], column):
        return one or written
    return ";".join(_pieces(half_width(written), known))


def _pieces(written: str, known: _NamedRows) -> Iterator[str]:
    """What a cell lists; a comma separates what is no name with a comma in it."""
    for part in written.split(";"):
        pieces = [part] if _identifier(part, known) else _COMMA.split(part)
        yield from (_identifier(piece, known) or piece.strip() for piece in pieces)


def _identifier(written: str, known: _NamedRows) -> str:
    spelled = as_id(written)
    if spelled in known.ids:
        return spelled
    named = known.by_name.get(plain_name(written), ())
    return named[0] if len(named) == 1 else ""


def _nobody(
    row: Row, column: str, written: Plain, target: str, known: _NamedRows
) -> Iterator[Problem]:
    """The problem of each name that could only be one that people read."""
    cells = written if isinstance(written, list) else [written]
    pieces = [piece for cell in cells if isinstance(cell, str) for piece in cell.split(";")]
    for piece in pieces if known.complete else ():
        named = known.by_name.get(plain_name(piece), ())
        if piece in known.ids or (as_id(piece) and not named) or not piece.strip():
            continue
        origin = row.origin_of((column,))
        message = f"is neither an id nor a name of one of the {target}"
        step = nearest(piece, [*known.by_name, *sorted(known.ids)])
        if named:
            message = f"is the name of several {target}"
            step = f"Write the id of the one that is meant: {' or '.join(named)}."
        cause = f"{target}{SEPARATOR}{piece}"
        yield Problem(message, origin.file, origin.row, column, shown(piece), step, cause)
