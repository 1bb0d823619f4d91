"""How the cells of a workbook look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Text from a scenario never becomes a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

DATE = "yyyy-mm-dd"
HEADING = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3"}
NOTE = {"italic": True, "font_color": "#555555"}
TITLE = {"bold": True, "font_size": 16, "font_color": "#1F4E79"}
SUBTITLE = {"bold": True, "font_size": 12, "font_color": "#1F4E79"}
SENTENCE_SIZE = 12.0
SENTENCE = {"font_size": SENTENCE_SIZE}


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def of(self, **properties: object) -> Any:
        """The format with these properties, at the top of its cell."""
        if properties.get("align") == "left":
            properties["indent"] = 1  # keeps a distance from figures in the cell to the left
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **properties})
        return self.made[key]
