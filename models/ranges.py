"""Inputs that nobody knows for sure: a figure to plan with, and how far it may be off."""

from __future__ import annotations

from pydantic import Field

from models.base import Frozen, Text

SETTINGS = "settings"
"""Stands for the settings where a table is named."""


class Range(Frozen):
    """How far a field may be off: what stands in the field is the base, which plans are made at.

    ``low`` and ``high`` are written as the field is, and read as the field is.
    """

    table: Text = Field(min_length=1)
    """Table, or ``settings``."""
    row: Text = ""
    """Key of the row, its parts separated by slashes; empty for a setting."""
    field: Text = Field(min_length=1)
    """The field; parts of a group are separated by dots."""
    low: Text = Field(min_length=1)
    high: Text = Field(min_length=1)
