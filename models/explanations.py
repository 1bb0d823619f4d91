"""Answers to questions about a plan: kept in its file, and shown wherever it is shown.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Count, Frozen, Id
from models.binding import Binding
from models.break_even import BreakEvens
from models.clash import ClashMember
from models.contingencies import Contingencies
from models.cost_delta import CostDelta
from models.plan import Plan
from models.plan_change import PlanChange
from models.wave_changes import WaveAnswer
from models.workforce import Mode


class OptionKind(StrEnum):
    """What could be done with the posts of a cohort, or about them."""

    STAY = "stay"
    """None of them move."""
    DESTINATION = "destination"
    """They move to an office."""
    MODE = "mode"
    """They move in a mode."""
    MEASURE = "measure"
    """A measure that touches them is started."""
    WITHOUT_MEASURE = "without_measure"
    """A measure that touches them is not started."""


class WhyOption(Frozen):
    """One thing that could be done, and what the plan becomes with it."""

    kind: OptionKind
    destination: Id | None = None
    mode: Mode | None = None
    measure: Id | None = None
    in_plan: bool = False
    """Whether the plan does so."""
    shut: bool = False
    """Whether it is proven that no plan does so."""
    delta: CostDelta | None = None
    """What the best plan found with it costs beyond the plan; None if the plan does so, if it is
    shut, or if no plan was found in time."""
    gap: float | None = Field(default=None, ge=0.0)
    """Largest possible improvement on that best plan, as a share of its total; None if no bound is
    known."""
    plan: Plan | None = None
    """That best plan, which is lawful by the audit."""
    change: PlanChange | None = None
    """How it differs from the plan that was asked about."""
    shut_by: tuple[ClashMember, ...] = ()
    """Limits that shut it; empty if time ran out before they were known."""


class Why(Frozen):
    """Why a cohort's posts go where they go: what else could be done, from the best on."""

    cohort: Id
    posts: Count
    """Posts that each option moves at least: those that the plan moves of the cohort, or all that
    can move where it moves none."""
    ranked: tuple[WhyOption, ...]
    """By the difference in total; what is shut comes last."""
    only: Id | None = None
    """The only office that was asked about, its own to stay; None for all that could be done."""

    def with_later(self, later: Why) -> Why:
        """The later answer; if it is about one office alone, this one with it in its place."""
        if later.only is None or self.posts != later.posts:
            return later
        options = {_subject(each): each for each in (*self.ranked, *later.ranked)}
        return self.model_copy(update={"ranked": tuple(sorted(options.values(), key=rank_of))})


def _subject(option: WhyOption) -> tuple[object, ...]:
    return option.kind, option.destination, option.mode, option.measure


def rank_of(option: WhyOption) -> tuple[bool, bool, int]:
    """Place in a ranking: by what it costs beyond the plan; last what is not known or shut."""
    total = option.delta.total if option.delta is not None else 0
    return option.shut, option.delta is None and not option.in_plan, total


class Explanations(Frozen):
    """Answers to what has been asked about a plan."""

    why: tuple[Why, ...] = ()
    """At most one for each cohort, in the order in which they were given."""
    waves: tuple[WaveAnswer, ...] = ()
    """At most one for each period, in the order in which they were given."""
    binding: Binding | None = None
    """What one unit more of each tight limit is worth."""
    break_even: BreakEvens | None = None
    """When the plan stops paying."""
    contingencies: Contingencies | None = None
    """What the plan becomes if answers that it counts on are no."""

    def with_answer(self, answer: Explanations) -> Explanations:
        """All answers of both; later ones take the place of earlier ones to the same question."""
        why = {each.cohort: each for each in self.why}
        for each in answer.why:
            before = why.pop(each.cohort, None)
            why[each.cohort] = each if before is None else before.with_later(each)
        periods = {each.period for each in answer.waves}
        return Explanations(
            why=tuple(why.values()),
            waves=(*(each for each in self.waves if each.period not in periods), *answer.waves),
            binding=answer.binding or self.binding,
            break_even=answer.break_even or self.break_even,
            contingencies=answer.contingencies or self.contingencies,
        )


NO_EXPLANATIONS = Explanations()
