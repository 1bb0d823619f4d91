"""The least changes of a scenario with which a plan exists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from models.clash import ClashMember, Relaxation, ValueChange
from models.errors import InputError
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking, Feasibility, has_none, has_plan, programme_of
from planner.explain.negotiable import (
    GivingClash,
    GivingLimits,
    giving_limits,
    hitting_set,
    negotiables_of,
)
from planner.optimizer.elastic import fewest_steps
from planner.optimizer.matrix import Mip, mip_of
from planner.rules.negotiable import Negotiable
from planner.scenario_files import change

MOST_RELAXATIONS = 8
"""So many are looked for."""

MOST_CHANGES = 4
"""A relaxation has so many changes at most."""

SHARE = 0.25
"""Part of the time left that one question may take, so that others can be asked."""

TOLERANCE = 1e-6
"""Part of a step that counts as a solver's rounding."""

Loosened = Mapping[str, int]
"""By how many steps values are loosened, by path."""


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
    books = books_of(scenario)
    limits = giving_limits(books, asking)
    first = tuple(each.path for each in negotiables_of(scenario, members))
    search = _Search(scenario, limits, asking, [GivingClash(first)])
    size, found = 1, list[Relaxation]()
    while not found and search.may_be_hit_by(size):
        while len(found) < MOST_RELAXATIONS:
            values = search.next_values(size)
            if values is None:
                break
            found += [search.relaxation(values)] if search.is_enough(values) else []
        size += 1
    return Relaxations(tuple(found), search.decided and len(found) < MOST_RELAXATIONS)


@dataclass
class _Search:
    """Scenarios with loosened values, and whether they have a plan."""

    scenario: Scenario
    limits: GivingLimits
    asking: Asking
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
        while (values := hitting_set(self.clashes, size, self.tried)) is not None:
            if self.asking.seconds <= 0:
                self.decided = False
                return None
            left = self.limits.clash_without(values)
            if left is None:
                self.tried.add(values)
                return [path for path in self.limits.values if path in values]
            self.clashes.append(GivingClash(left))
        return None

    def is_enough(self, values: Sequence[str]) -> bool:
        """Whether a plan exists if values give all they can; if not, the next clash is noted."""
        loosest = {path: self.limits.values[path].steps for path in values}
        changed = self.changed(loosest)
        if changed is None:
            return False
        asking = self.asking.part(SHARE)
        if any(self.limits.values[path].adds_limits for path in values):
            # Its new limits are not among those that have been left out: mostly they clash too.
            left = giving_limits(books_of(changed), asking).clash_without(())
            if left is not None:
                self.note_clash(left, values)
                return False
        verdict = has_plan(changed, asking)
        self.decided &= verdict is not Feasibility.UNDECIDED
        if verdict is Feasibility.INFEASIBLE:
            left = giving_limits(books_of(changed), asking).clash_without(())
            if left is None:
                members, _ = clash_in(books_of(changed), asking)
                left = tuple(each.path for each in negotiables_of(changed, members))
                self.decided &= bool(members)
            self.note_clash(left, values)
        return verdict is Feasibility.FEASIBLE

    def note_clash(self, left: Collection[str], given: Sequence[str]) -> None:
        """Note what could give in limits that clash though some values give all they can."""
        values = self.limits.values
        others = tuple(path for path in values if path in left and path not in given)
        needed = frozenset(path for path in given if values[path].adds_limits)
        self.clashes.append(GivingClash(others, needed))

    def changed(self, steps: Loosened) -> Scenario | None:
        """The scenario with values loosened; None if it is no valid scenario."""
        values = self.limits.values
        settings = dict(values[path].setting(number) for path, number in steps.items() if number)
        try:
            return change(self.scenario, settings)
        except InputError:
            return None

    def relaxation(self, values: Sequence[str]) -> Relaxation:
        """Some values, each loosened by as few steps as the others allow, the first ones first."""
        steps = {path: self.limits.values[path].steps for path in values}
        for path in values:
            steps[path] = self.fewest(steps, path)
        while not (least := all(self.is_needed(steps, path) for path in values)):
            # A longer horizon costs more: fewer periods may ask for less of the others.
            spare = next((path for path in values if self.can_spare(steps, path)), None)
            if spare is None:
                break
            steps[spare] = self.fewest({**steps, spare: steps[spare] - 1}, spare)
        return Relaxation(
            changes=tuple(change_by(self.limits.values[path], n) for path, n in steps.items()),
            law=any(self.limits.values[path].law for path in values),
            least=least,
        )

    def can_spare(self, steps: Loosened, path: str) -> bool:
        """Whether a plan exists with one step less of a value, but for the last step."""
        return steps[path] > 1 and self.feasible({**steps, path: steps[path] - 1})

    def fewest(self, enough: Loosened, path: str) -> int:
        """Fewest steps of a value with which a plan exists, the others as they are.

        From what fractions of posts need on: doubles the steps, then halves the gap.
        """
        most, too_few, step = enough[path], self.too_few_for_fractions(enough, path), 1
        if too_few and self.feasible({**enough, path: too_few}):
            most, too_few = too_few, 0
        while too_few + step < most:
            if self.feasible({**enough, path: too_few + step}):
                most = too_few + step
                break
            too_few, step = too_few + step, 2 * step
        while most - too_few > 1:
            middle = (too_few + most) // 2
            if self.feasible({**enough, path: middle}):
                most = middle
            else:
                too_few = middle
        return most

    def feasible(self, steps: Loosened) -> bool:
        """Whether it is known that a plan exists."""
        changed = self.changed(steps)
        if changed is None or self.asking.seconds <= 0:
            return False
        return has_plan(changed, self.asking) is Feasibility.FEASIBLE

    def too_few_for_fractions(self, enough: Loosened, path: str) -> int:
        """Steps of a value with which hardly a fractional plan exists, by one elastic programme.

        A guess: limits that are rounded do not widen evenly. It is 0 where steps change more than
        the bounds of rows.
        """
        most = enough[path]
        if most < 2:
            return 0
        tight = self.programme({**enough, path: 0})
        loose = self.programme({**enough, path: most - 1})
        if tight is None or loose is None:
            return 0
        fewest = fewest_steps(tight, loose, most - 1, max(self.asking.seconds, 0.01))
        return 0 if fewest is None else min(max(ceil(fewest - TOLERANCE) - 1, 0), most - 1)

    def programme(self, steps: Loosened) -> Mip | None:
        """The programme of a changed scenario, each limit rows of its own."""
        changed = self.changed(steps)
        if changed is None:
            return None
        return mip_of(programme_of(changed, books_of(changed), separate=True))

    def is_needed(self, steps: Loosened, path: str) -> bool:
        """Whether it is proven that there is no plan with one step less of a value."""
        changed = self.changed({**steps, path: steps[path] - 1})
        if self.asking.seconds <= 0:
            return False
        return changed is not None and has_none(changed, self.asking)


def change_by(value: Negotiable, steps: int, words: str = "") -> ValueChange:
    """A value changed by some steps; words say what they are together, if that is not one step."""
    path, after = value.setting(steps)
    return ValueChange(path=path, before=value.setting(0)[1], after=after, step=words or value.step)
