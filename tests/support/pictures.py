"""What stands where in a picture of a chart: its marks and its texts, from the SVG alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot, sqrt
from xml.etree import ElementTree as ET

from planner.charts.lettering import width_of
from tests.support.xml_tree import xml_tree

_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_TRANSFORM = re.compile(r"(\w+)\(([^)]*)\)")

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    series: int | None = None

    def touches(self, other: Box, by: float = 1.0) -> bool:
        """Whether both have more than a rim of ``by`` pixels in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def touches_row(self, other: Box) -> bool:
        """Whether both have some height in common."""
        return min(self.bottom, other.bottom) > max(self.top, other.top)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was read."""

    root: ET.Element
    width: float
    height: float
    marks: tuple[Box, ...]
    texts: tuple[Box, ...]

    def outside(self) -> list[Box]:
        """What reaches over an edge."""
        return [
            each
            for each in (*self.marks, *self.texts)
            if each.left < -1
            or each.top < -1
            or each.right > self.width + 1
            or each.bottom > self.height + 1
        ]

    def overlaps(self) -> list[tuple[str, str]]:
        """Texts that stand on each other."""
        return [
            (one.what, other.what)
            for one, other in combinations(self.texts, 2)
            if one.touches(other)
        ]

    def marks_of(self, series: int) -> list[Box]:
        """What is drawn for a series and can be seen."""
        return [
            each
            for each in self.marks
            if each.series == series and each.right - each.left > 0 and each.bottom - each.top > 0
        ]


def read_picture(svg: str) -> Picture:
    """Read the text of an SVG as `svg_of` writes it."""
    root = xml_tree(svg)
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    found = list(_boxes(root, _SAME))
    return Picture(
        root,
        width,
        height,
        tuple(each for is_text, each in found if not is_text),
        tuple(each for is_text, each in found if is_text),
    )


def _boxes(parent: ET.Element, outer: Matrix) -> Iterator[tuple[bool, Box]]:
    for each in parent:
        matrix = _times(outer, _matrix(each.get("transform", "")))
        if each.tag == "g":
            yield from _boxes(each, matrix)
        elif each.tag == "text":
            yield True, _text_box(each, matrix)
        elif each.tag == "path" and _is_seen(each):
            series = each.get("data-series")
            yield False, _hull(_places(each.attrib["d"]), matrix, series)


def _is_seen(each: ET.Element) -> bool:
    paints = (each.get("fill", "black"), each.get("stroke", "none"))
    return any(paint not in {"none", "transparent"} for paint in paints)


def _text_box(each: ET.Element, matrix: Matrix) -> Box:
    """About as wide as a browser writes it: a tenth less than the planner reckons with."""
    words = "".join(each.itertext())
    width = 0.9 * width_of(words)
    x, y = (float(each.get(name, "0")) for name in ("x", "y"))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[each.get("text-anchor", "start")]
    box = _hull([(left, y - 5), (left + width, y + 5)], matrix, None)
    return Box(box.left, box.top, box.right, box.bottom, words)


def _hull(places: list[tuple[float, float]], matrix: Matrix, series: str | None) -> Box:
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x, y in places]
    down = [b * x + d * y + f for x, y in places]
    number = None if series is None else int(series)
    return Box(min(across), min(down), max(across), max(down), "mark", number)


def _places(path: str) -> list[tuple[float, float]]:
    """Ends of all pieces of a path; those of curves stand for them."""
    places, at = list[tuple[float, float]](), (0.0, 0.0)
    for letter, text in _COMMAND.findall(path):
        numbers = [float(each) for each in _NUMBER.findall(text)]
        if letter in "Zz":
            continue
        size = {"M": 2, "L": 2, "C": 6, "A": 7, "H": 1, "V": 1, "Q": 4}[letter.upper()]
        for start in range(0, len(numbers), size):
            part = numbers[start : start + size]
            base = at if letter.islower() else (0.0, 0.0)
            if letter in "Hh":
                at = (base[0] + part[0], at[1])
            elif letter in "Vv":
                at = (at[0], base[1] + part[0])
            else:
                begin, at = at, (base[0] + part[-2], base[1] + part[-1])
                if letter in "Aa" and part[3]:
                    places += _round(begin, at, part[0], sweep=bool(part[4]))
            places.append(at)
    return places


def _round(
    begin: tuple[float, float], end: tuple[float, float], radius: float, *, sweep: bool
) -> list[tuple[float, float]]:
    """Corners around the circle of which a piece is more than half."""
    across, down = end[0] - begin[0], end[1] - begin[1]
    chord = hypot(across, down)
    away = sqrt(max(0.0, radius**2 - chord**2 / 4)) / chord * (1 if sweep else -1)
    x = (begin[0] + end[0]) / 2 + down * away
    y = (begin[1] + end[1]) / 2 - across * away
    return [(x - radius, y - radius), (x + radius, y + radius)]


def _matrix(text: str) -> Matrix:
    found = _SAME
    for name, inside in _TRANSFORM.findall(text):
        part = [float(each) for each in _NUMBER.findall(inside)]
        found = _times(found, _of(name, part))
    return found


def _of(name: str, part: list[float]) -> Matrix:
    if name == "matrix":
        a, b, c, d, e, f = part
        return (a, b, c, d, e, f)
    if name == "translate":
        return (1, 0, 0, 1, part[0], part[1] if len(part) > 1 else 0.0)
    assert name == "scale", name
    return (part[0], 0, 0, part[-1], 0, 0)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )
