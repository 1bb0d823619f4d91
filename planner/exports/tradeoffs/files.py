"""Files of a frontier, which can also be a picture, and of alternatives.

Parquet and JSON are working files, as those of a plan are. All others are exact for a planner, and
papers otherwise.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.choices import Audience, Language
from models.errors import InputError
from planner.exports.formats import PAPER_FORMATS, paper_bytes, suffix_words
from planner.exports.working import WORKING_FILE

if TYPE_CHECKING:
    from collections.abc import Collection

    from models.analysis import Alternatives, Frontier
    from models.scenario import Scenario
    from models.shown_tradeoffs import ShownAlternatives, ShownFrontier
    from planner.exports.table import Table
    from planner.exports.tradeoffs.chart import AnyTradeoffs


RECORD = b"relocate.record"
"""Key of the whole record, as JSON, in the metadata of a Parquet file."""

_PARQUET, _DOCUMENT = ".parquet", ".json"
_CSV, _PICTURE = ".csv", ".svg"

ALWAYS_WORKING = (_PARQUET, _DOCUMENT)
"""Suffixes of files that are exact whoever they are for."""

ALTERNATIVES_FORMATS = (_PARQUET, _CSV, _DOCUMENT, *PAPER_FORMATS)
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


def exact_bytes(found: Frontier | Alternatives, scenario: Scenario, suffix: str) -> bytes:
    """Content of a file with exact figures, in the format that a suffix names.

    Parquet and CSV have a row for each plan, Parquet and JSON all of the record, a picture the
    plans of a frontier as points.

    Raises
    ------
    InputError
        The suffix is not known, or there is no plan to write.
    """
    from models.analysis import Frontier
    from planner.exports.csv_file import working_bytes
    from planner.exports.tradeoffs.tables import tradeoff_tables
    from planner.wording.names import asked_lines

    is_frontier = isinstance(found, Frontier)
    _expect_known(suffix, FRONTIER_FORMATS if is_frontier else ALTERNATIVES_FORMATS)
    tables = tradeoff_tables(found, scenario)
    if not tables:
        step = f"The search ended as {found.status.value}: plan the scenario to see why."
        raise InputError.of("there is no plan to write", next_step=step)
    first, *others = tables
    if suffix == _DOCUMENT:
        text = json.dumps(document(found, scenario), indent=2, ensure_ascii=False, allow_nan=False)
        return f"{text}\n".encode()
    if isinstance(found, Frontier) and suffix == _PICTURE:
        return _picture(found, ". ".join([first.title, *asked_lines(scenario)]))
    if suffix == _PARQUET:
        return _parquet(found, first)
    if suffix == _CSV:
        return working_bytes(first)
    noted = replace(first, notes=(*first.notes, f"{WORKING_FILE.capitalize()}."))
    return _paper(found, (noted, *others), scenario, Audience.PLANNER, suffix)


def board_bytes(shown: ShownFrontier | ShownAlternatives, scenario: Scenario, suffix: str) -> bytes:
    """Content of a file for a board.

    Raises
    ------
    InputError
        The suffix is not known, or of a format that is always a working file.
    """
    from models.shown_tradeoffs import ShownFrontier
    from planner.exports.csv_file import table_bytes
    from planner.exports.tradeoffs.tables import shown_tables

    formats = FRONTIER_FORMATS if isinstance(shown, ShownFrontier) else ALTERNATIVES_FORMATS
    _expect_known(suffix, [each for each in formats if each not in ALWAYS_WORKING])
    tables = shown_tables(shown, scenario)
    if isinstance(shown, ShownFrontier) and suffix == _PICTURE:
        return _picture(shown, tables[0].title)
    if suffix == _CSV:
        return table_bytes(tables[0])
    return _paper(shown, tables, scenario, Audience.BOARD, suffix)


def _expect_known(suffix: str, formats: Collection[str]) -> None:
    if suffix not in formats:
        known = f"Known: {suffix_words(formats)}."
        raise InputError.of("unknown file format", found=suffix, next_step=known)


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


def _picture(frontier: Frontier | ShownFrontier, title: str) -> bytes:
    from planner.charts.svg import svg_of
    from planner.exports.tradeoffs.chart import frontier_chart

    return f"{svg_of(frontier_chart(frontier, title), alone=True)}\n".encode()


def _paper(
    found: AnyTradeoffs,
    tables: tuple[Table, ...],
    scenario: Scenario,
    audience: Audience,
    suffix: str,
) -> bytes:
    from planner.exports.sheets.pictures import with_values
    from planner.exports.table_paper import paper_of_tables
    from planner.exports.tradeoffs.chart import tradeoff_chart

    first, dated = tables[0], scenario.planning_date
    chart = tradeoff_chart(found, first)
    figures = () if chart is None else (with_values(chart, Language.ENGLISH),)
    return paper_bytes(paper_of_tables(tables, first.title, dated, audience, figures), suffix)
