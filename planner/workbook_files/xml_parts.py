"""The XML parts of a workbook, for what its reader does not tell.

Readers show a cell with an error, or with a formula that was never calculated, as an empty one:
these are noted here; and how far a sheet stretches, since readers lay out the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from models.errors import InputError, shown
from planner.workbook_files.number_formats import marks_of

MOST_FLAWS = 1_000
"""Cells with a flaw that are noted of a part, which are as many as anybody is told of."""

_FLAWS_IN_ALL = 10 * MOST_FLAWS

_TRUE = frozenset({"1", "true"})
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class UnusualPartError(Exception):
    """A part holds what no spreadsheet program writes; the message says what."""


@dataclass
class XmlPart:
    """What a part holds, as far as it has been read. Rows and columns count from 1."""

    flaws: list[tuple[int, int, str]] = field(default_factory=list)
    """Row and column of the first cells with an error, and the error; empty for a formula that was
    never calculated."""
    last_row: int = 0
    last_column: int = 0
    """Of the filled cells."""
    sheets: dict[str, str] = field(default_factory=dict)
    """Ids of links by name of sheet."""
    links: dict[str, str] = field(default_factory=dict)
    """Names of other parts by id."""
    formats: dict[str, str] = field(default_factory=dict)
    """Codes of number formats by id."""
    styles: list[str] = field(default_factory=list)
    """Id of the number format of each style of cells."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What styles of cells write beside a number; given, not read."""
    most_flaws: int = MOST_FLAWS
    """How many cells with a flaw are noted; given, not read."""
    marked: dict[tuple[int, int], str] = field(default_factory=dict)
    """Row and column of filled cells whose style has a mark, and the mark."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run of columns."""

    _row: int = 0
    _cell: tuple[int, int] = (0, 0)
    _mark: str = ""
    _in_styles: bool = False
    _is_error: bool = False
    _formula: bool = False
    _valued: bool = False
    _error: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell_starts(attributes)
        elif name in {"v", "is"}:
            self._value_starts()
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row_starts(attributes)
        elif name == "sheet":
            link = (text for key, text in attributes.items() if key.endswith(":id"))
            self.sheets[attributes.get("name", "")] = next(link, "")
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self._columns_are_hidden(attributes)
        elif name == "Relationship":
            self.links[attributes.get("Id", "")] = attributes.get("Target", "")
        else:
            self._style_starts(name, attributes)

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        name = tag.rpartition(":")[2]
        if name == "v" and self._error is not None:
            self._flaw("".join(self._error))
            self._error = None
        elif name == "c" and self._formula and not self._valued:
            self._flaw("")
        elif name == "cellXfs":
            self._in_styles = False

    def characters(self, text: str) -> None:
        """Handle text between tags."""
        if self._error is not None:
            self._error.append(text)

    def document_type(self, *_declared: object) -> None:
        """Refuse a document type declaration: it can define entities that expand without end."""
        raise UnusualPartError("holds a document type, which no workbook needs")

    def _row_starts(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", str(self._row + 1))
        if not _NUMBER.fullmatch(written):
            raise UnusualPartError("holds a row without a number")
        self._row = int(written)
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.add(self._row)
        self._cell = (self._row, 0)

    def _columns_are_hidden(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (_NUMBER.fullmatch(first) and _NUMBER.fullmatch(last)):
            raise UnusualPartError("holds columns without a number")
        self.hidden_columns.append((int(first), int(last)))

    def _cell_starts(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        row, column = self._cell[0], self._cell[1] + 1
        if written is not None:
            reference = _CELL.fullmatch(written)
            if reference is None:
                raise UnusualPartError("holds a cell without a reference")
            row, column = int(reference.group(2)), column_number(reference.group(1))
        self._cell = (row, column)
        self._mark = self.marks.get(attributes.get("s", ""), "")
        self._is_error = attributes.get("t") == "e"
        self._formula = self._valued = False

    def _style_starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_styles = True
        elif name == "xf" and self._in_styles:
            self.styles.append(attributes.get("numFmtId", ""))

    def _value_starts(self) -> None:
        self._valued = True
        if self._mark:
            self.marked[self._cell] = self._mark
        self._error = [] if self._is_error else None
        self.last_row = max(self.last_row, self._cell[0])
        self.last_column = max(self.last_column, self._cell[1])

    def _flaw(self, error: str) -> None:
        if len(self.flaws) < self.most_flaws:
            self.flaws.append((*self._cell, shown(error)))


def column_number(letters: str) -> int:
    """What a column is counted as: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_IS_LAST = True
_STYLES, _NO_STYLES = "xl/styles.xml", b"<styleSheet/>"


def scan(contents: dict[str, bytes], file: str) -> dict[str, XmlPart]:
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
        If a part is not plain XML, or holds what no spreadsheet program writes.
    """
    styles = _scanned(contents.get(_STYLES, _NO_STYLES), _STYLES, file, XmlPart())
    marks = marks_of(styles.formats, styles.styles)
    parts: dict[str, XmlPart] = {}
    room = _FLAWS_IN_ALL
    for name, content in contents.items():
        part = XmlPart(marks=marks, most_flaws=min(MOST_FLAWS, room))
        parts[name] = _scanned(content, name, file, part)
        room -= len(part.flaws)
    return parts


def _scanned(content: bytes, name: str, file: str, part: XmlPart) -> XmlPart:
    # Readers of workbooks treat every part as UTF-8.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.characters
    parser.StartDoctypeDeclHandler = part.document_type
    try:
        parser.Parse(content, _IS_LAST)
    except expat.ExpatError:
        raise _wrong("is damaged: a part of it is not valid XML", name, file) from None
    except UnusualPartError as error:
        raise _wrong(str(error), name, file) from None
    return part


def _wrong(message: str, part: str, file: str) -> InputError:
    next_step = "Save it again from a spreadsheet program as an Excel workbook (.xlsx)."
    return InputError.of(message, file, f"part {shown(part)}", next_step=next_step)
