"""What the XML of a workbook tells that its reader does not."""

from __future__ import annotations

from xml.parsers import expat

from models.errors import InputError, Problem, shown
from planner.workbook_files.parts import OddPartError, Part

_IS_LAST = True


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
        If a part is no plain XML, or holds what no spreadsheet program writes.
    """
    return {name: _scanned(content, name, file) for name, content in contents.items()}


def _scanned(content: bytes, name: str, file: str) -> Part:
    part = Part()
    # A reader of workbooks takes every part for UTF-8.
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
    except OddPartError as error:
        raise _wrong(str(error), name, file) from None
    return part


def _wrong(message: str, part: str, file: str) -> InputError:
    next_step = "Save it anew from a spreadsheet program as an Excel workbook (.xlsx)."
    return InputError([Problem(message, file, f"part {shown(part)}", next_step=next_step)])
