"""Edits of XML in place: what is not edited stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from planner.workbook_files.xml_parts import UnusualPartError

_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_IS_LAST = True


@dataclass
class Element:
    """An element and where it stands; places count bytes."""

    name: str
    """Without its prefix."""
    prefix: str
    """With its colon; empty for none."""
    attributes: dict[str, str]
    start: int
    opened: int
    """Where its start tag ends."""
    depth: int
    """Elements around it."""
    closes: int = 0
    """Where its end tag starts."""
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether it has no end tag."""
        return self.opened == self.end


class Edit(NamedTuple):
    """New bytes between two places; two equal places insert."""

    start: int
    end: int
    content: bytes


Wanted = Callable[[str, dict[str, str]], bool]
"""Whether an element is wanted, by its name and attributes; asked in the order of the document."""


def elements_of(content: bytes, wanted: Wanted) -> list[Element]:
    """Elements of a part, in the order in which they start.

    Raises
    ------
    UnusualPartError
        The part is not plain XML, or declares a document type.
    """
    parser = expat.ParserCreate("UTF-8")
    found: list[Element] = []
    open_ones: list[Element | None] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        prefix, colon, name = tag.rpartition(":")
        if not wanted(name, attributes):
            open_ones.append(None)
            return
        at = parser.CurrentByteIndex
        written = _TAG.match(content, at)
        if written is None:
            raise UnusualPartError("holds a tag that is not written in UTF-8")
        found.append(Element(name, prefix + colon, attributes, at, written.end(), len(open_ones)))
        open_ones.append(found[-1])

    def end(_tag: str) -> None:
        element = open_ones.pop()
        if element is not None:
            at = parser.CurrentByteIndex
            if content[element.opened - 2 : element.opened] == b"/>":
                element.closes = element.end = element.opened
            else:
                element.closes, element.end = at, content.index(b">", at) + 1

    def document_type(*_declared: object) -> None:
        raise UnusualPartError("holds a document type, which no workbook needs")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(content, _IS_LAST)
    except expat.ExpatError:
        raise UnusualPartError("is not valid XML") from None
    return found


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with edits, which do not overlap; of two at one place, the first comes first."""
    pieces: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        pieces += content[done : edit.start], edit.content
        done = edit.end
    return b"".join([*pieces, content[done:]])


def appended(content: bytes, element: Element, inner: bytes) -> Edit:
    """The edit that adds to the end of an element."""
    if not element.empty:
        return Edit(element.closes, element.closes, inner)
    tag = content[element.start : element.opened].removesuffix(b"/>").rstrip()
    close = f"</{element.prefix}{element.name}>".encode()
    return Edit(element.start, element.end, b"%b>%b%b" % (tag, inner, close))


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute, in place of the one that it may have."""
    known = re.compile(rb"""\s%b\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()))
    bare = known.sub(b"", tag)
    named = re.match(rb"<[^\s/>]+", bare)
    at = named.end() if named else 0
    return b"%b %b%b" % (bare[:at], f"{name}={quoted(value)}".encode(), bare[at:])


def quoted(value: str) -> str:
    """The value of an attribute."""
    return f'"{escape(value, {chr(34): "&quot;"})}"'
