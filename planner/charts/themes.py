"""Colours of charts, on a light and on a dark ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The ground that a chart stands on."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that differ for people who see colours in any way.

    Each stands out from its ground by 3 to 1 at least, text by 4.5 to 1.
    """

    text: str
    quiet: str
    """Of text that explains, and of axes."""
    rule: str
    """Of lines that guide the eye."""
    ground: str
    """What is behind a chart: an outline of this colour parts what touches."""
    series: tuple[str, ...]
    better: str
    worse: str
    whole: str
    """Of totals, and of what is neither better nor worse."""


PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: Palette(
        text="#1b2430",
        quiet="#556070",
        rule="#d5dce5",
        ground="#ffffff",
        series=("#0f6cbd", "#c2570c", "#00856a", "#a8327e", "#7a6a00", "#5b4bc4", "#5c6670"),
        better="#0f6cbd",
        worse="#c2570c",
        whole="#5c6670",
    ),
    Theme.DARK: Palette(
        text="#e8edf3",
        quiet="#a9b4c2",
        rule="#36414e",
        ground="#12171e",
        series=("#58a6ff", "#f0883e", "#3fbf9f", "#e383bd", "#d4bc3a", "#a99bf5", "#9aa5b1"),
        better="#58a6ff",
        worse="#f0883e",
        whole="#9aa5b1",
    ),
}
