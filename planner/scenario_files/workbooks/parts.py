"""One XML part of a workbook, as a parser tells of it.

Readers show a cell with an error, or with a formula that was never calculated, as an empty one:
these are noted here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planner.scenario_files.naming import shown

_DEEPEST = 64
_LISTED = 50
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class TooMuchError(Exception):
    """A part holds what no scenario needs; says what."""


@dataclass
class Part:
    """What a part holds, as far as it has been read. Rows and columns count from 1."""

    most_elements: int
    elements: int = 0
    shared: list[int] = field(default_factory=list)
    """Bytes of the texts that cells may share."""
    named: list[int] = field(default_factory=list)
    """Which of the shared texts its cells name."""
    flaws: list[tuple[int, int, str]] = field(default_factory=list)
    """Row and column of the first cells with an error, and the error; empty for a formula that was
    never calculated."""
    sheets: dict[str, str] = field(default_factory=dict)
    """Ids of links by name of sheet."""
    links: dict[str, str] = field(default_factory=dict)
    """Names of other parts by id."""

    _depth: int = 0
    _row: int = 0
    _column: int = 0
    _last_row: int = 0
    _last_column: int = 0
    _kind: str = ""
    _formula: bool = False
    _valued: bool = False
    _text: list[str] | None = None

    @property
    def area(self) -> int:
        """Cells of the rectangle from the first cell of a sheet to the last that is filled."""
        return self._last_row * self._last_column

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self.elements += 1
        self._depth += 1
        if self.elements > self.most_elements or self._depth > _DEEPEST:
            raise TooMuchError("holds more than a scenario ever needs")
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name in {"v", "is"}:
            self._value()
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row, self._column = _number(attributes.get("r", ""), self._row + 1), 0
        elif name == "si":
            self._text = []
        elif name == "sheet":
            link = (text for key, text in attributes.items() if key.endswith(":id"))
            self.sheets[attributes.get("name", "")] = next(link, "")
        elif name == "Relationship":
            self.links[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        name = tag.rpartition(":")[2]
        if name in {"v", "is"}:
            self._value_ends()
        elif name == "c" and self._formula and not self._valued:
            self._flaw("")
        elif name == "si":
            self.shared.append(len("".join(self._text or ()).encode()))
            self._text = None

    def characters(self, text: str) -> None:
        """Take text between tags."""
        if self._text is not None:
            self._text.append(text)

    def document_type(self, *_declared: object) -> None:
        """Refuse a declaration of a document type: it is how entities are made to explode."""
        raise TooMuchError("holds a document type, which no workbook does")

    def _cell(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        self._column += 1
        if written is not None:
            reference = _REFERENCE.fullmatch(written)
            if reference is None:
                raise TooMuchError("holds a cell without a place")
            self._column, self._row = _column(reference.group(1)), int(reference.group(2))
        self._kind, self._formula, self._valued = attributes.get("t", ""), False, False

    def _value(self) -> None:
        self._valued, self._text = True, []
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)

    def _value_ends(self) -> None:
        text, self._text = "".join(self._text or ()), None
        if self._kind == "s":
            self.named.append(_number(text, 0))
        elif self._kind == "e":
            self._flaw(text)

    def _flaw(self, error: str) -> None:
        if len(self.flaws) < _LISTED:
            self.flaws.append((self._row, self._column, shown(error)))


def _number(text: str, otherwise: int) -> int:
    clean = text.strip()
    return int(clean) if clean.isascii() and clean.isdecimal() and len(clean) < 8 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
