"""The text of a CSV, whatever its encoding and delimiter; what is ambiguous is refused."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from models.errors import InputError
from planner.roster.columns import recognised

DELIMITERS = (",", ";", "\t", "|")
_WORDS = {"tab": "\t"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 30


def text_of_csv(content: bytes, file: str, encoding: str) -> str:
    """Decode a CSV.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.
    encoding
        The encoding, if somebody has said; otherwise that of the byte order mark, UTF-8 if it is,
        or GB18030 if that shows Chinese headings that are known.

    Raises
    ------
    InputError
        If it is in no such encoding, or could be in several.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if not content.strip():
        raise _wrong("is empty", file, "Export the roster again.")
    try:
        return content.decode(encoding or marked or "utf-8")
    except (UnicodeError, LookupError):
        if encoding or marked:
            step = "Known are utf-8, gb18030, utf-16 and windows-1252; or save it as UTF-8."
            raise _wrong(f"is not {encoding or marked} text", file, step) from None
    try:
        text = content.decode("gb18030")
    except UnicodeError:
        raise _unclear(file) from None
    head = list(islice(io.StringIO(text), _LOOKED_AT))
    if not any(
        _fields(line, delimiter) >= 2 and not line.isascii()
        for line in head
        for delimiter in DELIMITERS
    ):
        raise _unclear(file)
    return text


def delimited_rows(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV that are not blank, with the number of the line on which each starts.

    Parameters
    ----------
    text
        The CSV.
    file
        Its name in messages.
    delimiter
        What separates cells; if empty, whichever of `DELIMITERS` shows headings that are known.
    """
    chosen = _WORDS.get(delimiter, delimiter) or _delimiter(text, file)
    if len(chosen) != 1:
        raise _wrong("cannot have such a delimiter", file, "Say one of , ; | or tab.")
    return _rows(text, file, chosen)


def _rows(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    try:
        for row in reader:
            if any(row) and any(cell.strip() for cell in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error:
        step = "Look for a quotation mark that is not closed."
        raise InputError.of(
            "cannot be split into cells", file, f"line {start}", next_step=step
        ) from None


def _delimiter(text: str, file: str) -> str:
    best = dict.fromkeys(DELIMITERS, 0)
    for line in islice(io.StringIO(text), _LOOKED_AT):
        for delimiter in DELIMITERS:
            best[delimiter] = max(best[delimiter], _fields(line, delimiter))
    most = max(best.values())
    fitting = [delimiter for delimiter, found in best.items() if found == most]
    if most >= 2 and len(fitting) > 1:
        step = "Say which: --set 'delimiter=;'."
        raise _wrong("could be separated in several ways", file, step)
    return fitting[0]


def _fields(line: str, delimiter: str) -> int:
    try:
        return recognised(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _unclear(file: str) -> InputError:
    step = (
        "Say which: --set encoding=gb18030 (Chinese Windows) or --set encoding=windows-1252 "
        "(western Windows), or --set encoding=utf-16; or save it as UTF-8."
    )
    return _wrong("is not UTF-8 text, and could be in several other encodings", file, step)


def _wrong(message: str, file: str, next_step: str) -> InputError:
    return InputError.of(message, file, next_step=next_step)
