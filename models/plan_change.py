"""How one plan differs from another."""

from __future__ import annotations

from models.base import Count, Frozen, Text
from models.sensitivity import Shift
from models.workforce import Mode


class ModeShift(Frozen):
    """Change in the number of posts that move in a mode; below zero for fewer."""

    mode: Mode
    heads: int


class PlanChange(Frozen):
    """How one plan differs from another."""

    posts: Count = 0
    """Posts that end up at another office, or stay in one plan and move in the other."""
    shifts: tuple[Shift, ...] = ()
    """Change in the number of posts that land at each office."""
    modes: tuple[ModeShift, ...] = ()
    added: tuple[Text, ...] = ()
    """Measures, and routes as ``entity/group/route``, that only the later plan has."""
    dropped: tuple[Text, ...] = ()
    """Those that only the earlier plan has."""
