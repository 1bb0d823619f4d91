"""Values of a scenario, each loosened by as few steps as a plan needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from models.clash import Relaxation, ValueChange
from models.errors import InputError
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.feasibility import Asking, Feasibility, has_none, has_plan, programme_of
from planner.optimizer.elastic import FewestSteps, fewest_steps
from planner.optimizer.matrix import Mip, mip_of
from planner.rules.negotiable import Negotiable
from planner.scenario_files import change

SHARE = 0.25
"""Part of the time left that one question may take, so that others can be asked."""

TOLERANCE = 1e-6
"""Part of a step that counts as a solver's rounding."""

Loosened = Mapping[str, int]
"""By how many steps values are loosened, by path."""


@dataclass(frozen=True)
class Loosening:
    """A scenario, values that can be loosened, and whom to ask whether a plan exists."""

    scenario: Scenario
    values: Mapping[str, Negotiable]
    """By path."""
    asking: Asking

    def changed(self, steps: Loosened) -> Scenario | None:
        """The scenario with values loosened; None if it is no valid scenario."""
        loosened = ((path, number) for path, number in steps.items() if number)
        settings = dict(self.values[path].setting(number) for path, number in loosened)
        try:
            return change(self.scenario, settings)
        except InputError:
            return None

    def loosest(self, paths: Sequence[str]) -> Loosened:
        """Some values loosened as far as they go."""
        return {path: self.values[path].steps for path in paths}

    def relaxation(self, paths: Sequence[str]) -> Relaxation:
        """The least change of values that are enough if they give all they can.

        Each is loosened by as few steps as the others allow, the first ones first.
        """
        steps = dict(self.loosest(paths))
        for path in paths:
            steps[path] = self.fewest(steps, path)
        while not (least := all(self._is_needed(steps, path) for path in paths)):
            # A longer horizon costs more: fewer periods may ask for less of the others.
            spare = next((path for path in paths if self._can_spare(steps, path)), None)
            if spare is None:
                break
            steps[spare] = self._between(steps, spare, 0, steps[spare] - 1)
        return Relaxation(
            changes=tuple(change_by(self.values[path], number) for path, number in steps.items()),
            law=any(self.values[path].law for path in paths),
            least=least,
        )

    def fewest(self, enough: Loosened, path: str) -> int:
        """Fewest steps of a value with which a plan exists, the others as they are.

        They are guessed by an elastic programme, in which limits widen evenly. Those that are
        rounded do not, and a guess may be one too many.
        """
        most = enough[path]
        guess = self._guess(enough, path) if most > 1 else None
        if guess is None:
            return self._between(enough, path, 0, most)
        too_few = min(max(ceil(guess.at_least - TOLERANCE) - 1, 0), most - 1)
        likely = max(ceil(guess.enough - TOLERANCE), too_few + 1)
        if likely < most and self._feasible({**enough, path: likely}):
            most = likely
        return self._between(enough, path, too_few, most)

    def _between(self, others: Loosened, path: str, too_few: int, enough: int) -> int:
        """Fewest steps of a value between two numbers: doubles the steps, then halves the gap."""
        step = 1
        while too_few + step < enough:
            if self._feasible({**others, path: too_few + step}):
                enough = too_few + step
                break
            too_few, step = too_few + step, 2 * step
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if self._feasible({**others, path: middle}):
                enough = middle
            else:
                too_few = middle
        return enough

    def _feasible(self, steps: Loosened) -> bool:
        """Whether it is known that a plan exists."""
        changed = self.changed(steps)
        if changed is None or self.asking.seconds <= 0:
            return False
        return has_plan(changed, self.asking.part(SHARE)) is Feasibility.FEASIBLE

    def _guess(self, enough: Loosened, path: str) -> FewestSteps | None:
        """Fewest steps as far as limits widen evenly; None where more changes than their rows."""
        # At the last step the row of some values is taken out.
        most = enough[path] - 1
        tight = self._programme({**enough, path: 0})
        loose = self._programme({**enough, path: most})
        if tight is None or loose is None:
            return None
        return fewest_steps(tight, loose, most, max(self.asking.part(SHARE).seconds, 0.01))

    def _programme(self, steps: Loosened) -> Mip | None:
        """The programme of a changed scenario, each limit rows of its own."""
        changed = self.changed(steps)
        if changed is None:
            return None
        return mip_of(programme_of(changed, books_of(changed), separate=True))

    def _is_needed(self, steps: Loosened, path: str) -> bool:
        """Whether it is proven that there is no plan with one step less of a value."""
        changed = self.changed({**steps, path: steps[path] - 1})
        if self.asking.seconds <= 0:
            return False
        return changed is not None and has_none(changed, self.asking)

    def _can_spare(self, steps: Loosened, path: str) -> bool:
        """Whether a plan exists with one step less of a value, but for its last."""
        return steps[path] > 1 and self._feasible({**steps, path: steps[path] - 1})


def change_by(value: Negotiable, steps: int, words: str = "") -> ValueChange:
    """A value changed by some steps; words say what they are together, if that is not one step."""
    path, after = value.setting(steps)
    return ValueChange(path=path, before=value.setting(0)[1], after=after, step=words or value.step)
