"""Whether plans can be told apart: differences below what is unproven say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.exports.lineup import NamedPlan
from planner.exports.words import money_words


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is better by than its better baseline, and what it may be improved by yet."""

    name: str
    saving: int
    missing: int


def not_apart(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """A sentence for each pair of plans whose difference is smaller than their gaps.

    The best plan of a scenario is worth what was found, or more by up to the gap. Where these
    ranges of two plans overlap, neither scenario is known to be the better one.
    """
    currency = plans[0].result.currency
    return tuple(
        _words(one, other, currency)
        for one, other in combinations(_worths(plans), 2)
        if _overlap(one, other)
    )


def _worths(plans: Sequence[NamedPlan]) -> Iterator[Worth]:
    for plan in plans:
        result = plan.result
        if result.saving is not None and result.objective is not None and result.bound is not None:
            yield Worth(plan.name, result.saving.total, result.objective - result.bound)


def _overlap(one: Worth, other: Worth) -> bool:
    low, high = sorted((one, other), key=lambda each: each.saving)
    return low.saving + low.missing >= high.saving and bool(low.missing or high.missing)


def _words(one: Worth, other: Worth, currency: str) -> str:
    apart = money_words(abs(one.saving - other.saving), currency)
    gaps = " and ".join(money_words(each.missing, currency) for each in (one, other))
    return (
        f"{one.name} and {other.name} cannot be told apart: they are {apart} apart in all, and may "
        f"still be improved by up to {gaps}."
    )
