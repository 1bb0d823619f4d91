"""The look that every workbook has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Text stays text: nothing that a scenario holds becomes a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

DATE = "yyyy-mm-dd"
HEADING = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3"}
NOTE = {"italic": True, "font_color": "#555555"}


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def of(self, **properties: object) -> Any:
        """The format with these properties, at the top of its cell."""
        if properties.get("align") == "left":
            properties["indent"] = 1  # off the figures that end at the cell's left edge
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **properties})
        return self.made[key]
