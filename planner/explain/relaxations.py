"""The least changes of a scenario with which a plan exists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.clash import ClashMember, Relaxation
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking, Feasibility, has_plan
from planner.explain.loosening import SHARE, Loosening
from planner.explain.negotiable import (
    GivingClash,
    GivingLimits,
    giving_limits,
    hitting_set,
    negotiables_of,
)

MOST_RELAXATIONS = 8
"""So many are looked for."""

MOST_CHANGES = 4
"""A relaxation has so many changes at most."""


class Relaxations(NamedTuple):
    """What was found."""

    relaxations: tuple[Relaxation, ...]
    complete: bool
    """Whether there are no others of so few changes."""


def relaxations_of(
    scenario: Scenario, members: Sequence[ClashMember], asking: Asking
) -> Relaxations:
    """Least changes that make a plan possible: all those of as few values as any.

    Something has to give in every clash. So values are tried of which each known clash has one:
    first single values, then two of them, and so on. Where some do not make a plan possible, though
    loosened as far as they go, what still clashes is another clash.

    Each relaxation is verified on the changed scenario: its plan is lawful by the audit, and two
    solvers agree that there is none with one step less.
    """
    if asking.seconds <= 0:
        return Relaxations((), complete=False)
    limits = giving_limits(books_of(scenario), asking)
    first = tuple(each.path for each in negotiables_of(scenario, members))
    search = _Search(Loosening(scenario, limits.values, asking), limits, [GivingClash(first)])
    size, found = 1, list[Relaxation]()
    while not found and search.may_be_hit_by(size):
        while len(found) < MOST_RELAXATIONS:
            paths = search.next_values(size)
            if paths is None:
                break
            if search.is_enough(paths):
                share = Loosening(scenario, limits.values, asking.part(2 * SHARE))
                found.append(share.relaxation(paths))
        size += 1
    return Relaxations(tuple(found), search.decided and len(found) < MOST_RELAXATIONS)


@dataclass
class _Search:
    """Which values are enough if they give all they can."""

    loosening: Loosening
    limits: GivingLimits
    clashes: list[GivingClash]
    """Each clash that is known."""
    tried: set[frozenset[str]] = field(default_factory=set)
    decided: bool = True

    def may_be_hit_by(self, size: int) -> bool:
        """Whether so many values may be enough: no clash is known in which nothing gives."""
        if size > MOST_CHANGES:
            self.decided = False
        return self.decided and all(each.values or each.given for each in self.clashes)

    def next_values(self, size: int) -> Sequence[str] | None:
        """Values of which each known clash has one, not tried so far; None if there are none."""
        while (paths := hitting_set(self.clashes, size, self.tried)) is not None:
            if self.loosening.asking.seconds <= 0:
                self.decided = False
                return None
            left = self.limits.clash_without(paths)
            if left is None:
                self.tried.add(paths)
                return [path for path in self.limits.values if path in paths]
            self.clashes.append(GivingClash(left))
        return None

    def is_enough(self, paths: Sequence[str]) -> bool:
        """Whether a plan exists if values give all they can; if not, the next clash is noted."""
        changed = self.loosening.changed(self.loosening.loosest(paths))
        if changed is None:
            return False
        asking = self.loosening.asking.part(SHARE)
        # Limits that come along with a change are not among those that were left out.
        brings_limits = any(self.limits.values[path].adds_limits for path in paths)
        left = self._clash_for_fractions(changed, asking) if brings_limits else None
        if left is None:
            verdict = has_plan(changed, asking)
            self.decided &= verdict is not Feasibility.UNDECIDED
            if verdict is not Feasibility.INFEASIBLE:
                return verdict is Feasibility.FEASIBLE
            left = self._clash_for_fractions(changed, asking)
        if left is None:
            left = self._clash(changed, asking)
        self._note_clash(left, paths)
        return False

    def _clash_for_fractions(self, changed: Scenario, asking: Asking) -> Sequence[str] | None:
        """Values that could give where no fractional plan exists; None if one does."""
        return giving_limits(books_of(changed), asking).clash_without(())

    def _clash(self, changed: Scenario, asking: Asking) -> Sequence[str]:
        """Values that could give where no whole plan exists."""
        members, _ = clash_in(books_of(changed), asking)
        self.decided &= bool(members)
        return [each.path for each in negotiables_of(changed, members)]

    def _note_clash(self, left: Collection[str], given: Sequence[str]) -> None:
        """Note what could give in limits that clash though some values give all they can."""
        values = self.limits.values
        others = tuple(path for path in values if path in left and path not in given)
        needed = frozenset(path for path in given if values[path].adds_limits)
        self.clashes.append(GivingClash(others, needed))
