"""Styles of cells with a fill of their own, beside all that a workbook has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.workbook_files.edits import (
    Edit,
    Element,
    appended,
    edited,
    elements_of,
    with_attribute,
)
from planner.workbook_files.xml_parts import UnusualPartError

STYLES = "xl/styles.xml"

COLOUR = "FFFFC7CE"
"""Light red, as spreadsheet programs mark what is bad."""


def with_filled(content: bytes, styles: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
    """Styles like these but for their fill.

    Parameters
    ----------
    content
        The part with the styles.
    styles
        Numbers of styles of cells.

    Returns
    -------
    part
        The part with more styles.
    filled
        The number of the style with the fill, by that of the style without.
    """
    inside: list[str] = []

    def wanted(name: str, _attributes: Mapping[str, str]) -> bool:
        if name in {"fills", "cellXfs", "cellStyleXfs"}:
            inside.append(name)
        return name in {"fills", "cellXfs"} or (
            name in {"fill", "xf"} and inside[-1:] in (["fills"], ["cellXfs"])
        )

    found = elements_of(content, wanted)
    lists = {each.name: each for each in found if each.name in {"fills", "cellXfs"}}
    if lists.keys() != {"fills", "cellXfs"}:
        raise UnusualPartError("has no styles of cells")
    fills = [each for each in _within(found, lists["fills"]) if each.name == "fill"]
    known = [each for each in _within(found, lists["cellXfs"]) if each.name == "xf"]
    clones: list[bytes] = []
    filled: dict[int, int] = {}
    for style in sorted(set(styles)):
        if style >= len(known):
            raise UnusualPartError("has a cell with a style that it does not have")
        filled[style] = len(known) + len(clones)
        clones.append(_with_fill(content, known[style], len(fills)))
    more = {"fills": [_fill(lists["fills"].prefix)], "cellXfs": clones}
    edits: list[Edit] = []
    for name, whole in lists.items():
        before = len(fills if name == "fills" else known)
        tag = with_attribute(
            content[whole.start : whole.opened], "count", str(before + len(more[name]))
        )
        edits += [
            Edit(whole.start, whole.opened, tag),
            appended(content, whole, b"".join(more[name])),
        ]
    return edited(content, edits), filled


def _within(found: list[Element], whole: Element) -> list[Element]:
    return [each for each in found if whole.opened <= each.start and each.end <= whole.closes]


def _fill(prefix: str) -> bytes:
    p = prefix
    return (
        f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{COLOUR}"/>'
        f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    ).encode()


def _with_fill(content: bytes, style: Element, fill: int) -> bytes:
    tag = with_attribute(content[style.start : style.opened], "fillId", str(fill))
    return with_attribute(tag, "applyFill", "1") + content[style.opened : style.end]
