"""What rows limit: each row by its subject, so that limits that clash can be told one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.formulation.sets import Integers

Places = Mapping[str, Integers | int]
"""Positions by axis: one for each row, or one for all of them."""


@dataclass(frozen=True, eq=False)
class RowSubject:
    """What some rows are about: one place on each axis for each row, or one for all of them."""

    name: str
    """Which of the rule's limits it is, such as ``must_stay``."""
    at: Places = field(default_factory=dict)
    """Positions by axis: ``cohort``, ``office``, ``entity`` and ``period``, or the scenario's table
    of whose rows it is one, such as ``quotas``; a fiscal year by itself."""


@dataclass(frozen=True, eq=False)
class LimitRows:
    """Rows of one rule that limit something."""

    rule: str
    subject: RowSubject
    rows: Integers

    def positions(self) -> dict[str, Integers]:
        """[row] position of each row on each axis of its subject."""
        return {
            axis: np.broadcast_to(np.asarray(at, dtype=np.int64), len(self.rows))
            for axis, at in self.subject.at.items()
        }
