"""The plan file (Parquet): moves as columns for other programs, the whole result for this one."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from models.errors import InputError
from models.result import Result
from models.scenario import Scenario
from planner.exports.moves import moves_table
from planner.exports.plan_texts import MOST_BYTES, PlanFile, metadata, parse_plan_file, refusal
from planner.exports.table import ColumnKind, Table
from planner.exports.working import WORKING_FILE

_NOTE = b"relocate.note"
"""Key of what the file says of itself, to whoever looks into it."""

_TYPES: dict[ColumnKind, Any] = {
    ColumnKind.TEXT: pa.dictionary(pa.int32(), pa.string()),
    ColumnKind.COUNT: pa.int64(),
    ColumnKind.MONEY: pa.int64(),
    ColumnKind.DATE: pa.date32(),
}

# The file holds the metadata twice, once in base64; its lists are as long as the columns.
_LIMITS = {"thrift_string_size_limit": 4 * MOST_BYTES, "thrift_container_size_limit": 1000}

# The default pool reserves a gigabyte of addresses, more than a confined reader is allowed.
pa.set_memory_pool(pa.system_memory_pool())


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Moves as columns, with scenario and result in the schema's metadata.

    Raises
    ------
    ValueError
        The result was not made from this scenario.
    InputError
        The scenario is too large for a plan file.
    """
    table = moves_table(result, scenario)
    buffer = io.BytesIO()
    about = metadata(result, scenario) | {_NOTE: WORKING_FILE.encode()}
    pq.write_table(_columns(table, about), buffer)
    return buffer.getvalue()


def read_plan(path: Path) -> PlanFile:
    """Read a plan file and check that its parts belong together.

    A stranger's file is read in a process of its own (`planner.processes.confined`): the library
    beneath ends the process on some damaged files, and takes all the memory that others ask for.

    Raises
    ------
    InputError
        The file is missing, not Parquet, not a plan, too new, damaged or changed since it was
        written.
    """
    file = str(path)
    content = _content(path, file)
    try:
        with pq.ParquetFile(pa.BufferReader(content), **_LIMITS) as parquet:
            plan = parse_plan_file(parquet.schema_arrow.metadata or {}, file)
            expected = moves_table(plan.result, plan.scenario)
            same = _same_shape(parquet, expected) and _same_cells(parquet, expected)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise refusal("is damaged", "Export the plan again.", file) from error
    if not same:
        message = "holds moves in its columns that are not those of its plan"
        raise refusal(message, "Export the plan again.", file)
    return plan


def _content(path: Path, file: str) -> bytes:
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise refusal("not a file", "Give a plan exported as .parquet.", file)
        if about.st_size > 4 * MOST_BYTES:
            raise refusal("is too large for a plan file", "Export the plan again.", file)
        content = path.read_bytes()
    except OSError as error:
        step = "Check the name of the file."
        raise InputError.from_os_error(error, file, "read", step) from error
    if not content.startswith(b"PAR1"):
        raise refusal("not a Parquet file", "Give a plan exported as .parquet.", file)
    return content


def _columns(table: Table, texts: dict[bytes, bytes]) -> Any:
    values = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    schema = _schema(table)
    arrays = [
        pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema.with_metadata(texts or None))


def _schema(table: Table) -> Any:
    return pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])


def _same_shape(parquet: Any, expected: Table) -> bool:
    """Whether length and types are right, which is known before any column is read."""
    declared = parquet.schema_arrow.equals(_schema(expected), check_metadata=False)
    return bool(declared and parquet.metadata.num_rows == len(expected.rows))


def _same_cells(parquet: Any, expected: Table) -> bool:
    found = parquet.read(use_threads=False)
    # Arrow may crash on malformed data, so that this is validated first.
    found.validate(full=True)
    # Compared here and not by Arrow, which would load pandas to make arrays of what is expected.
    columns = [column.to_pylist() for column in found.columns]
    return list(zip(*columns, strict=True)) == list(expected.rows)
