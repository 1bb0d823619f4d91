"""Workbooks that are sound but for one part of their XML."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from planner.scenario_files.assembly import assemble
from planner.scenario_files.workbooks import COMMENT
from planner.scenario_files.workbooks.reading import draft_of_sheets
from planner.workbook_files.sheets import sheets_of
from tests.support.workbooks import book_of, small

FILE = "noise.xlsx"
LONGEST = 4_000

_MUCH = re.compile(rb"[0-9]{5}|[A-Za-z]{3}[0-9]")
"""Places and counts that take memory: they end a confined process, and here would end the noise."""


@cache
def parts() -> dict[str, bytes]:
    """XML of a sound workbook by name of its part."""
    with zipfile.ZipFile(io.BytesIO(book_of(small()))) as book:
        return {name: book.read(name) for name in sorted(book.namelist())}


def read_workbook(data: bytes) -> object:
    """The first byte names a part, the others are put in its place."""
    names = list(parts())
    name = names[data[0] % len(names)] if data else names[0]
    if name.startswith("xl/worksheets/") and _MUCH.search(data[1:]):
        return None
    if name == "xl/sharedStrings.xml" and re.search(rb"ount\s*=\s*.[0-9]{5}", data[1:]):
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for each, content in {**parts(), name: data[1:]}.items():
            book.writestr(each, content)
    return assemble(draft_of_sheets(sheets_of(buffer.getvalue(), FILE, COMMENT), FILE))


def seeds() -> tuple[bytes, ...]:
    """Every part that is short enough, as it is."""
    return tuple(
        bytes([number]) + content
        for number, content in enumerate(parts().values())
        if len(content) < LONGEST
    )
