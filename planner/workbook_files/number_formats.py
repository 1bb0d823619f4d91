"""What a number format writes beside the number: a currency, or a percent sign."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

PERCENT = "%"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<symbol>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<sign>[$€£¥₹₩%])|(?P<end>;)|."
)
_BUILT_IN = {**dict.fromkeys((9, 10), PERCENT), **dict.fromkeys((5, 6, 7, 8, 42, 44), "$")}
"""Formats that a workbook need not define."""


def marks_of(formats: Mapping[str, str], styles: Sequence[str]) -> dict[str, str]:
    """The mark of each style of cells that has one, by the style's number.

    Parameters
    ----------
    formats
        Codes of the workbook's own number formats, by their ids.
    styles
        Id of the number format of each style, in order.
    """
    marks = {identifier: mark_of(code) for identifier, code in formats.items()}
    marks = {**{str(number): mark for number, mark in _BUILT_IN.items()}, **marks}
    found = {str(place): marks.get(identifier, "") for place, identifier in enumerate(styles)}
    return {style: mark for style, mark in found.items() if mark}


def mark_of(code: str) -> str:
    """The currency or the percent sign in the code of a number format; empty for none."""
    written = ""
    for token in _TOKEN.finditer(code):
        if token["end"]:
            break
        written += token["quoted"] or token["escaped"] or token["symbol"] or token["sign"] or ""
    return PERCENT if PERCENT in written else written.strip()
