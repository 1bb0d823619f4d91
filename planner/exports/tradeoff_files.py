"""Files of a frontier, which can also be a picture, and of alternatives."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.errors import InputError
from planner.exports.formats import PAPER_FORMATS, paper_bytes, suffix_words
from planner.exports.working import WORKING_FILE

if TYPE_CHECKING:
    from models.analysis import Alternatives, Frontier
    from models.scenario import Scenario
    from planner.exports.table import Table


RECORD = b"relocate.record"
"""Key of the whole record, as JSON, in the metadata of a Parquet file."""


def _parquet(found: Frontier | Alternatives, table: Table) -> bytes:
    import pyarrow.parquet as pq

    from planner.exports.arrow import arrow_table

    columns, buffer = arrow_table(table), io.BytesIO()
    about = {
        **(columns.schema.metadata or {}),
        RECORD: found.model_dump_json().encode(),
        b"relocate.note": WORKING_FILE.encode(),
    }
    pq.write_table(columns.replace_schema_metadata(about), buffer)
    return buffer.getvalue()


def _csv(_: Frontier | Alternatives, table: Table) -> bytes:
    from planner.exports.csv_file import working_bytes

    return working_bytes(table)


_OF_ONE_TABLE: Mapping[str, Callable[[Frontier | Alternatives, Table], bytes]] = {
    ".parquet": _parquet,
    ".csv": _csv,
}
_DOCUMENT, _PICTURE = ".json", ".svg"

ALTERNATIVES_FORMATS = (*_OF_ONE_TABLE, _DOCUMENT, *PAPER_FORMATS)
FRONTIER_FORMATS = (*ALTERNATIVES_FORMATS, _PICTURE)
"""Suffixes of files, by what is written."""


def document(found: Frontier | Alternatives, scenario: Scenario) -> dict[str, Any]:
    """A frontier or alternatives in plain values, ready for JSON, with all plans.

    Amounts are integers in the smallest unit of ``currency``, of which a whole has
    ``minor_digits`` decimals.
    """
    from models.money import minor_digits
    from planner.exports.clash import clash_document

    clash = {"clash": clash_document(found.clash, scenario)} if found.clash is not None else {}
    return {
        "note": WORKING_FILE,
        **found.model_dump(mode="json"),
        **clash,
        "minor_digits": minor_digits(found.currency),
    }


def file_bytes(found: Frontier | Alternatives, scenario: Scenario, suffix: str) -> bytes:
    """Content of a file in the format that a suffix names.

    Parquet and CSV have a row for each plan, Parquet and JSON all of the record, a picture the
    plans of a frontier as points.

    Raises
    ------
    InputError
        The suffix is not known, or there is no plan to write.
    """
    from models.analysis import Frontier
    from planner.exports.names import asked_lines
    from planner.exports.table_paper import paper_of_tables
    from planner.exports.tradeoffs import tradeoff_tables

    suffix, is_frontier = suffix.lower(), isinstance(found, Frontier)
    formats = FRONTIER_FORMATS if is_frontier else ALTERNATIVES_FORMATS
    if suffix not in formats:
        known = f"Known: {suffix_words(formats)}."
        raise InputError.of("unknown file format", found=suffix, next_step=known)
    tables = tradeoff_tables(found, scenario)
    if not tables:
        step = f"The search ended as {found.status.value}: plan the scenario to see why."
        raise InputError.of("there is no plan to write", next_step=step)
    if suffix == _DOCUMENT:
        text = json.dumps(document(found, scenario), indent=2, ensure_ascii=False, allow_nan=False)
        return f"{text}\n".encode()
    if isinstance(found, Frontier) and suffix == _PICTURE:
        from planner.charts.svg import svg_of
        from planner.exports.tradeoff_chart import tradeoff_chart

        title = ". ".join([tables[0].title, *asked_lines(scenario)])
        return f"{svg_of(tradeoff_chart(found, title), alone=True)}\n".encode()
    if suffix in _OF_ONE_TABLE:
        return _OF_ONE_TABLE[suffix](found, tables[0])
    first, *others = tables
    tables = (replace(first, notes=(*first.notes, f"{WORKING_FILE.capitalize()}.")), *others)
    return paper_bytes(paper_of_tables(tables, first.title, scenario.planning_date), suffix)
