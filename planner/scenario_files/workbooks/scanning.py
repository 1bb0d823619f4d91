"""What the XML of a workbook would ask of a reader, before one sees it.

A reader lays a sheet out as a full rectangle and copies a shared text into every cell that names
it, so that a small file can ask for any amount of memory.
"""

from __future__ import annotations

from collections.abc import Collection
from xml.parsers import expat

from models.errors import InputError, Problem
from planner.scenario_files.naming import shown
from planner.scenario_files.workbooks.archive import UNPACKED_BYTES
from planner.scenario_files.workbooks.parts import Part, TooMuchError

MOST_CELLS = 2_000_000
"""Cells of the rectangles that hold what is filled in, over all sheets."""

MOST_ELEMENTS = 800_000
"""XML elements, which bound the time: two for a cell, and two more for a text of its own."""

_CHUNK = 262_144
_IS_LAST = True
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_TAG = 1_000_000


def scanned(contents: dict[str, bytes], file: str) -> dict[str, Part]:
    """What each XML part of a workbook holds.

    Parameters
    ----------
    contents
        XML by name of its part.
    file
        The workbook's name in messages.

    Raises
    ------
    InputError
        If a part is no plain XML, or all together ask for more than a scenario ever needs.
    """
    parts: dict[str, Part] = {}
    try:
        left = MOST_ELEMENTS
        for name, content in contents.items():
            parts[name] = _scanned(content, Part(left))
            left -= parts[name].elements
        _refuse_large(parts.values())
    except (TooMuchError, expat.ExpatError) as error:
        broken = isinstance(error, expat.ExpatError)
        message = "is damaged: a part of it is not valid XML" if broken else str(error)
        at = next((name for name in contents if name not in parts), "")
        next_step = "Check that it is the right file; if so, take out what is not of the scenario."
        problem = Problem(message, file=file, found=shown(at), next_step=next_step)
        raise InputError([problem]) from None
    return parts


def _scanned(content: bytes, part: Part) -> Part:
    # A reader of workbooks takes every part for UTF-8; this parser must see what that one sees.
    if content.startswith(_OTHER_ENCODINGS):
        raise TooMuchError("holds a part that is not UTF-8")
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.characters
    parser.StartDoctypeDeclHandler = part.document_type
    for place in range(0, len(content), _CHUNK):
        parser.Parse(content[place : place + _CHUNK])
        if place - parser.CurrentByteIndex > _LONGEST_TAG:
            raise TooMuchError("holds a tag longer than any workbook has")
    parser.Parse(b"", _IS_LAST)
    return part


def _refuse_large(parts: Collection[Part]) -> None:
    if sum(part.area for part in parts) > MOST_CELLS:
        raise TooMuchError(f"spreads over more than {MOST_CELLS:,} cells")
    named = [number for part in parts for number in part.named]
    for lengths in (part.shared for part in parts if part.shared):
        if sum(lengths[number] for number in named if number < len(lengths)) > UNPACKED_BYTES:
            raise TooMuchError(f"holds more than {UNPACKED_BYTES // 1_000_000} MB of text in cells")
