"""Mistakes that change nothing anybody could see, each with the reason why."""

from __future__ import annotations

from collections.abc import Mapping

HARMLESS: Mapping[str, str] = {
    "planner/rules/seats.py: office.max_blocks > 0  ->  office.max_blocks >= 0": (
        "an office without seats or blocks has no room anyway: its row says so once more"
    ),
}
"""By module, code and mistake."""
