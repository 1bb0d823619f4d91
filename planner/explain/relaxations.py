"""The least changes of a scenario with which a plan exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.clash import ClashMember, Relaxation, ValueChange
from models.errors import InputError
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking, Feasibility, has_none, has_plan
from planner.explain.negotiable import negotiables_of
from planner.rules.negotiable import Negotiable
from planner.scenario_files import change

Loosened = Mapping[int, int]
"""By how many steps each negotiable value, by its position, is loosened."""


class Relaxations(NamedTuple):
    """What was found."""

    relaxations: tuple[Relaxation, ...]
    complete: bool
    """Whether each value that could give was tried."""


def relaxations_of(
    scenario: Scenario, members: Sequence[ClashMember], asking: Asking
) -> Relaxations:
    """Least changes that make a plan possible, one for each value that can by itself.

    If none can, because other limits clash as well, those values are loosened together with the
    values of the next clash, and so on; then each by as few steps as the others allow.

    Each relaxation is verified on the changed scenario: its plan is lawful by the audit, and two
    solvers agree that there is none with one step less.
    """
    search = _Search(scenario, list(negotiables_of(scenario, members)), asking)
    found = []
    for i in range(len(search.values)):
        fewest = search.least({}, i)
        if fewest is not None:
            found.append(search.relaxation({i: fewest}))
    if not found and (together := search.together()):
        found.append(search.relaxation(together))
    return Relaxations(tuple(found), search.decided)


class _Search:
    """Scenarios with loosened values, and whether they have a plan."""

    def __init__(self, scenario: Scenario, values: list[Negotiable], asking: Asking) -> None:
        self.scenario, self.values, self.asking = scenario, values, asking
        self.decided = True

    def changed(self, steps: Loosened) -> Scenario | None:
        """The scenario with values loosened; None if it is no valid scenario."""
        settings = dict(self.values[i].setting(number) for i, number in steps.items() if number)
        try:
            return change(self.scenario, settings)
        except InputError:
            return None

    def feasible(self, steps: Loosened) -> bool:
        """Whether it is known that a plan exists."""
        if self.asking.seconds <= 0:
            self.decided = False
            return False
        changed = self.changed(steps)
        if changed is None:
            return False
        verdict = has_plan(changed, self.asking)
        self.decided &= verdict is not Feasibility.UNDECIDED
        return verdict is Feasibility.FEASIBLE

    def least(self, others: Loosened, i: int) -> int | None:
        """Fewest steps of a value with which a plan exists, others being loosened already.

        None if no number of steps makes a plan possible. Doubles the steps, then halves the gap.
        """
        most = self.values[i].steps
        if not self.feasible({**others, i: most}):
            return None
        too_few, enough, step = 0, most, 1
        while too_few + step < most:
            if self.feasible({**others, i: too_few + step}):
                enough = too_few + step
                break
            too_few, step = too_few + step, 2 * step
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if self.feasible({**others, i: middle}):
                enough = middle
            else:
                too_few = middle
        return enough

    def together(self) -> dict[int, int]:
        """Values loosened together, each needed, each by as few steps as the others allow.

        None are if no values of this clash and the next ones make a plan possible.
        """
        while not self.feasible(steps := self._loosest()):
            if not self._add_next_clash(steps):
                return {}
        for i in reversed(range(len(self.values))):
            fewer = {j: number for j, number in steps.items() if j != i}
            if self.feasible(fewer):
                steps = fewer
        for i in list(steps):
            others = {j: number for j, number in steps.items() if j != i}
            steps[i] = self.least(others, i) or steps[i]
        return steps

    def _loosest(self) -> dict[int, int]:
        return {i: value.steps for i, value in enumerate(self.values)}

    def _add_next_clash(self, steps: Loosened) -> bool:
        """Add what could give in a clash that is left; False if there is nothing new."""
        changed = self.changed(steps)
        if changed is None:
            return False
        members, _ = clash_in(books_of(changed), self.asking)
        known = {value.setting(0)[0] for value in self.values}
        more = negotiables_of(changed, members)
        added = [value for value in more if value.setting(0)[0] not in known]
        self.values += added
        return bool(added)

    def relaxation(self, steps: Loosened) -> Relaxation:
        """Changes in words of the files, and whether one step less of any of them is too few."""
        return Relaxation(
            changes=tuple(
                change_by(self.values[i], number) for i, number in sorted(steps.items()) if number
            ),
            law=any(self.values[i].law for i in steps),
            least=all(self._needed(steps, i) for i in steps),
        )

    def _needed(self, steps: Loosened, i: int) -> bool:
        changed = self.changed({**steps, i: steps[i] - 1})
        if self.asking.seconds <= 0:
            return False
        return changed is not None and has_none(changed, self.asking)


def change_by(value: Negotiable, steps: int, words: str = "") -> ValueChange:
    """A value changed by some steps; words say what they are together, if that is not one step."""
    path, after = value.setting(steps)
    return ValueChange(path=path, before=value.setting(0)[1], after=after, step=words or value.step)
