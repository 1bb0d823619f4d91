"""The parts of a workbook, and how they refer to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from itertools import count

from planner.workbook_files.edits import appended, edited, elements_of, quoted
from planner.workbook_files.xml_parts import UnusualPartError

BOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_LINKS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)


@dataclass(frozen=True)
class Link:
    """What a part refers to."""

    identifier: str
    kind: str
    """The last word of its type, as in ``comments``."""
    target: str
    """Name of the other part."""


@dataclass
class Package:
    """The parts of a workbook by name, some of them changed."""

    parts: dict[str, bytes]

    def sheets(self) -> dict[str, str]:
        """Parts with sheets, by the name of the sheet."""
        targets = {link.identifier: link.target for link in self.links(BOOK)}
        found = elements_of(self.part(BOOK), lambda name, _: name == "sheet")
        named: dict[str, str] = {}
        for each in found:
            link = (text for key, text in each.attributes.items() if key.endswith(":id"))
            named[each.attributes.get("name", "")] = targets.get(next(link, ""), "")
        return {name: part for name, part in named.items() if part in self.parts}

    def part(self, name: str) -> bytes:
        """The content of a part that a workbook cannot do without."""
        if name not in self.parts:
            raise UnusualPartError(f"lacks its part {name}")
        return self.parts[name]

    def links(self, part: str) -> list[Link]:
        """What a part refers to within the workbook."""
        written = self.parts.get(_links_of(part), _NO_LINKS)
        found = elements_of(written, lambda name, _: name == "Relationship")
        folder = posixpath.dirname(part)
        return [
            Link(
                each.attributes.get("Id", ""),
                each.attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/"),
            )
            for each in found
            if (target := each.attributes.get("Target")) is not None
            and each.attributes.get("TargetMode") != "External"
        ]

    def new_name(self, pattern: str) -> str:
        """A name that no part has: the pattern with a number for its braces."""
        taken = {name.lower() for name in self.parts}
        names = (pattern.format(number) for number in count(1))
        return next(name for name in names if name.lower() not in taken)

    def link(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another, and return the identifier of the link."""
        name = _links_of(part)
        written = self.parts.get(name, _NO_LINKS)
        links = elements_of(written, lambda name, _: name in {"Relationships", "Relationship"})
        taken = {each.attributes.get("Id") for each in links}
        identifier = next(text for n in count(1) if (text := f"rId{n}") not in taken)
        p = links[0].prefix
        new = (
            f"<{p}Relationship Id={quoted(identifier)} Type={quoted(f'{_OFFICE}/{kind}')} "
            f"Target={quoted(f'/{target}')}/>"
        )
        self.parts[name] = edited(written, [appended(written, links[0], new.encode())])
        return identifier

    def declare(self, element: str, key: str, value: str, content_type: str) -> None:
        """Say what a part, or all parts with an ending, contain; what is said already stays."""
        types = self.part(TYPES)
        found = elements_of(types, lambda name, _: name in {"Types", element})
        if any(each.attributes.get(key, "").lower() == value.lower() for each in found):
            return
        p = found[0].prefix
        new = f"<{p}{element} {key}={quoted(value)} ContentType={quoted(content_type)}/>"
        self.parts[TYPES] = edited(types, [appended(types, found[0], new.encode())])


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"
