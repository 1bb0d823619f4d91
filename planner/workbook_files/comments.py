"""Comments on cells, beside those that a sheet has: their texts, and the boxes that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from planner.workbook_files.edits import Edit, appended, edited, elements_of
from planner.workbook_files.marked_sheets import position_of
from planner.workbook_files.xml_parts import UnusualPartError

AUTHOR = "relocate check"

_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
_BOXES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_BOX_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_PREFIXES = (b"xmlns:v=", b"xmlns:o=", b"xmlns:x=")
_BOX_ID = re.compile(rb"_x0000_s([0-9]{1,9})")
_LINE_LETTERS, _COLUMNS, _MOST_LINES = 45, 4, 24
"""Letters of a line in a box as wide as so many columns, and lines of the highest one."""


def with_comments(content: bytes | None, texts: Mapping[str, str]) -> bytes:
    """The comments of a sheet with more of them; to a comment that a cell has, a text is added.

    Parameters
    ----------
    content
        The part with the comments of the sheet; None if it has none.
    texts
        Texts by cell.
    """
    content = _COMMENTS if content is None else content
    names = {"authors", "author", "commentList", "comment", "text"}
    found = elements_of(content, lambda name, _: name in names)
    lists = {each.name: each for each in found if each.name in {"authors", "commentList"}}
    if lists.keys() != {"authors", "commentList"}:
        raise UnusualPartError("has no list of comments")
    authors, listed = lists["authors"], lists["commentList"]
    number = sum(each.name == "author" for each in found)
    p = listed.prefix
    author = f"<{p}author>{escape(AUTHOR)}</{p}author>".encode()
    edits = [appended(content, authors, author)]
    cell = ""
    theirs: set[str] = set()
    for each in found:
        if each.name == "comment":
            cell = each.attributes.get("ref", "")
        elif each.name == "text" and cell in texts:
            theirs.add(cell)
            edits.append(appended(content, each, _run(f"\n\n{texts[cell]}", p)))
    new = b"".join(
        b'<%bcomment ref="%b" authorId="%d"><%btext>%b</%btext></%bcomment>'
        % (p.encode(), at.encode(), number, p.encode(), _run(text, p), p.encode(), p.encode())
        for at, text in texts.items()
        if at not in theirs
    )
    return edited(content, [*edits, appended(content, listed, new)])


def _run(text: str, prefix: str) -> bytes:
    p = prefix
    return f'<{p}r><{p}t xml:space="preserve">{escape(text)}</{p}t></{p}r>'.encode()


def with_boxes(content: bytes | None, texts: Mapping[str, str], block: int) -> bytes:
    """The drawing of a sheet with a box for each comment.

    Parameters
    ----------
    content
        The drawing, if the sheet has one. Office programs do not always write XML here.
    texts
        Texts by cell.
    block
        A number that no other drawing of this kind in the workbook has.
    """
    drawing = _BOXES if content is None else content
    end = drawing.rfind(b"</xml>")
    if end < 0 or any(prefix not in drawing for prefix in _PREFIXES):
        raise UnusualPartError("holds a drawing that no spreadsheet program writes")
    known = [int(each) for each in _BOX_ID.findall(drawing)]
    first = max(known, default=block * 1024) + 1
    layout = (
        b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>' % block
        if content is None
        else b""
    )
    kind = b"" if b"_x0000_t202" in drawing else _BOX_TYPE
    boxes = b"".join(_boxes(texts, first))
    return edited(drawing, [Edit(end, end, layout + kind + boxes)])


def _boxes(texts: Mapping[str, str], first: int) -> Iterator[bytes]:
    for number, (cell, text) in enumerate(texts.items(), start=first):
        row, column = (part - 1 for part in position_of(cell))
        lines = sum(1 + len(line) // _LINE_LETTERS for line in text.splitlines())
        bottom = row + 1 + min(lines, _MOST_LINES)
        anchor = f"{column + 1}, 15, {row}, 2, {column + 1 + _COLUMNS}, 15, {bottom}, 4"
        yield (
            f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" '
            'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
            '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div>'
            '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        ).encode()
