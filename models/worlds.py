"""Plans judged in one another's worlds: every plan at the scenario of every other.

Amounts are integers in the smallest unit of the planning currency, at present value.
"""

from __future__ import annotations

from models.base import Frozen, Id, Text


class WorldValue(Frozen):
    """What an option costs in one world, as the audit of that world says."""

    money: int
    expected_loss: int
    """Before the risk weight."""
    total: int
    """Money, and expected loss times the risk weight of the world."""
    broken: tuple[Id, ...] = ()
    """Rules that the option breaks there, in reading order."""


class WorldRow(Frozen):
    """One option in every world, in the order of the worlds."""

    option: Text
    values: tuple[WorldValue | None, ...]
    """None where the option cannot be carried over, since it names what that world does not have,
    and for a search that found no plan."""
    missing: tuple[Text, ...]
    """For each world, what it does not have of what the option names; empty if nothing."""
    regrets: tuple[int | None, ...]
    """For each world, total above that of the best option there; None if the option breaks a rule
    there or cannot be carried over."""

    @property
    def largest_regret(self) -> int | None:
        """The largest regret; None if it is unknown in some world."""
        known = [each for each in self.regrets if each is not None]
        return max(known) if len(known) == len(self.regrets) and known else None


class WorldGrid(Frozen):
    """Every plan as it is in every world, and the baselines, which each world has of its own."""

    worlds: tuple[Text, ...]
    """Names of the plans whose scenarios they are, or of the scenario that was asked for; the
    first is the common one."""
    rows: tuple[WorldRow, ...]
