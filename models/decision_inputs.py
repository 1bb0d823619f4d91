"""Inputs with their weight in a decision, as a paper on plans says them.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from models.base import Frozen, Id, Text
from models.provenance import Certainty


class InputPlace(Frozen):
    """Where an input stands in a scenario."""

    table: Text
    """Table, or ``settings``."""
    row: Text
    """Key of the row, with its parts separated by slashes; empty for a setting."""
    field: Text
    name: Text = ""
    """Name of the row for people; empty for a setting, and where the row is not told."""


class Trigger(Frozen):
    """An input whose value, within its range, turns the decision or moves it most."""

    place: InputPlace
    base: Text
    """Its value in the plan; empty if it is not shown."""
    turns_at: Text = ""
    """Last value at which the decision still holds; empty if it holds over the whole range."""
    saving_low: int
    """Saving against the better baseline at the low end of the input's range."""
    saving_high: int
    """Saving at the high end."""
    turns: bool = False
    """Whether it turns the decision at a value that is not shown."""
    breaks: tuple[Id, ...] = ()
    """Rules that the plan breaks past that value, if it turns the decision by these alone and not
    by what it costs."""


class AssumedInput(Frozen):
    """An input with its weight in the decision, its source, and who approved it."""

    place: InputPlace
    value: Text
    """As in the scenario; empty if it is not shown."""
    low: Text = ""
    high: Text = ""
    weight: int
    """Largest saving less the smallest over its range; 0 if it has no range."""
    certainty: Certainty | None = None
    source: Text = ""
    approved_by: Text = ""
    """Role; empty if nobody has."""
