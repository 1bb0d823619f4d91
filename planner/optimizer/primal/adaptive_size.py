"""The size of a kind of neighbourhood, which adapts to how much a solver can do with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class AdaptiveSize:
    """After a neighbourhood that is solved the next is larger, else it is smaller.

    So does P. Shaw, *Using constraint programming and local search methods to solve vehicle routing
    problems*, CP98.
    """

    size: float
    """Of the next neighbourhood."""
    least: float
    growth: float
    """Factor on the size after a neighbourhood is solved."""
    shrinkage: float
    """Factor on the size after one is not."""

    def adapt(self, *, solved: bool, most: float) -> None:
        """Make the next neighbourhood larger or smaller, between the least size and the most."""
        wanted = self.size * (self.growth if solved else self.shrinkage)
        self.size = max(self.least, min(wanted, most))
