"""What options save, and are expected to lose, with the inputs of the common world at their ends.

All inputs are moved at once, each to the end that is worse, or better, for the amount in question
if it is moved alone; where neither end is, the input stays as it is. That is how
`models.sensitivity.Sensitivity` has ``worse`` and ``better``. It is not the largest effect of one
input, and it is no probability: hardly ever will all inputs turn out worst. The ends of money are
worst and best for money alone, those of expected loss for expected loss alone, so that ends of
parts do not add up to those of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.baselines import BaselineName
from models.compared import AmountRange
from models.errors import InputError
from models.plan import Plan
from models.ranges import Figure
from models.sensitivity import Sensitivity
from planner.briefing.worlds import ComparedWorld
from planner.sensitivity import InputValue, Judge, Uncertain, judge_at_ends
from planner.sensitivity.accounts import PlanAccount, accounts_of
from planner.sensitivity.uncertain import idle_inputs

EveryAccount = Sequence[PlanAccount]
"""Accounts of the plans, then of both baselines."""

AmountOf = Callable[[EveryAccount], int]
"""An amount of one of them."""


@dataclass(frozen=True, eq=False)
class RangedWorld:
    """Plans and baselines of the common world, judged at other values of its inputs."""

    world: ComparedWorld
    inputs: tuple[Uncertain, ...]
    """Those with a range."""
    accounts_at: Callable[[tuple[InputValue, ...]], EveryAccount]

    @classmethod
    def of(
        cls, world: ComparedWorld, plans: Sequence[Plan | None], inputs: Sequence[Uncertain]
    ) -> RangedWorld:
        """Begin with some plans: None for one that cannot be carried over, which is not judged."""
        both = [world.baselines.of(name).plan for name in BaselineName]
        judged = accounts_of(world.scenario, (*(plan or both[0] for plan in plans), *both), inputs)
        return cls(world, tuple(inputs), cache(judged.at))

    def sensitivity(self, plan: int) -> Sensitivity:
        """A plan, by its position, judged at the ends of every range."""

        def accounts(values: tuple[InputValue, ...]) -> EveryAccount:
            every = self.accounts_at(values)
            return every[plan], *every[-len(BaselineName) :]

        return judge_at_ends(Judge(self.world.scenario, accounts), self.inputs)

    def saving_in_money(self, plan: int) -> AmountRange:
        """What a plan costs less in money than the baseline that is better at base."""
        return self._range(lambda every: every[self._against].money - every[plan].money)

    def saving_in_loss(self, plan: int) -> AmountRange:
        """What it is expected to lose less than that baseline, before the risk weight."""
        return self._range(
            lambda every: every[self._against].expected_loss - every[plan].expected_loss
        )

    def expected_loss(self, option: int) -> AmountRange:
        """What a plan or a baseline is expected to lose, before the risk weight."""
        return self._range(lambda every: every[option].expected_loss)

    @property
    def _against(self) -> int:
        names = list(BaselineName)
        return names.index(self.world.baselines.better) - len(names)

    def _range(self, measure: AmountOf) -> AmountRange:
        base = measure(self.accounts_at(()))
        idle = idle_inputs(self.world.scenario, self.inputs)
        fares = {
            each: {figure: measure(every) for figure, every in self._ends(each).items()}
            for each in self.inputs
            if each not in idle
        }
        moving = {each: of for each, of in fares.items() if set(of.values()) != {base}}
        if not moving:
            return AmountRange(base=base)
        return AmountRange(
            low=self._together(measure, moving, min),
            base=base,
            high=self._together(measure, moving, max),
        )

    def _ends(self, each: Uncertain) -> Mapping[Figure, EveryAccount]:
        ends = {each.base: self.accounts_at(())}
        for end in (each.low, each.high):
            ends.setdefault(end, self.accounts_at(((each, end),)))
        return ends

    def _together(
        self,
        measure: AmountOf,
        fares: Mapping[Uncertain, Mapping[Figure, int]],
        choose: Callable[..., Figure],
    ) -> int | None:
        """The amount with every input at its worst or best value; None if they contradict."""
        values = tuple((each, choose(of, key=of.__getitem__)) for each, of in fares.items())
        try:
            return measure(self.accounts_at(values))
        except (ValueError, InputError):
            return None
