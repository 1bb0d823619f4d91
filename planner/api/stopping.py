"""Stopping criteria of a search, which can be combined with ``|``."""

from __future__ import annotations

from dataclasses import dataclass

from models.choices import Solver
from models.errors import InputError
from models.search_limits import SearchLimits

_LONGEST_SECONDS = 1_000_000


class StoppingCriterion:
    """A stopping criterion. ``a | b`` stops as soon as either of them holds."""

    def __or__(self, other: StoppingCriterion) -> StoppingCriterion:
        _expect_criterion(other)
        return FirstOf((*_parts(self), *_parts(other)))


@dataclass(frozen=True)
class MaxRuntime(StoppingCriterion):
    """Stop after a time.

    Raises
    ------
    InputError
        The time is not a number of seconds above 0.
    """

    seconds: float

    def __post_init__(self) -> None:
        if not _is_number(self.seconds) or not 0 < self.seconds <= _LONGEST_SECONDS:
            raise _wrong("MaxRuntime", self.seconds, "Give seconds above 0, as in MaxRuntime(60).")


@dataclass(frozen=True)
class Gap(StoppingCriterion):
    """Stop once the plan is proven to cost at most this share more than the best plan.

    Raises
    ------
    InputError
        The gap is not a share from 0 to 1.
    """

    share: float

    def __post_init__(self) -> None:
        if not _is_number(self.share) or not 0 <= self.share < 1:
            step = "Give a share of the cost from 0 to 1: Gap(0.001) is 0.1%."
            raise _wrong("Gap", self.share, step)


@dataclass(frozen=True)
class FixedEffort(StoppingCriterion):
    """Stop after a fixed number of steps instead of a time, for the same plan on every machine.

    It looks at no clock, so it goes with a `Gap` but not with a `MaxRuntime`.
    """


@dataclass(frozen=True)
class FirstOf(StoppingCriterion):
    """Stop as soon as one of several criteria holds; the result of ``|``."""

    criteria: tuple[StoppingCriterion, ...]


def limits_of(stop: StoppingCriterion | None, defaults: SearchLimits) -> SearchLimits:
    """The search limits of a stopping criterion.

    Parameters
    ----------
    stop
        The criterion; None for none.
    defaults
        The solver and its seed, and the limits that the criterion does not name.

    Raises
    ------
    InputError
        A fixed effort is combined with a time, or with a solver that stops by the clock.
    """
    if stop is not None:
        _expect_criterion(stop)
    parts = _parts(stop) if stop is not None else ()
    seconds = [each.seconds for each in parts if isinstance(each, MaxRuntime)]
    shares = [each.share for each in parts if isinstance(each, Gap)]
    fixed = any(isinstance(each, FixedEffort) for each in parts)
    if fixed and seconds:
        message = "is a fixed effort, which looks at no clock, and a time as well"
        raise InputError.of(
            message, field="stop", next_step="Give FixedEffort() or MaxRuntime(...)."
        )
    if fixed and defaults.solver is not Solver.SEARCH:
        message = f"is a fixed effort, but {defaults.solver} stops by the clock"
        step = "Use our own search, whose plan is then the same every time, or no fixed effort."
        raise InputError.of(message, field="stop", next_step=step)
    return defaults.model_copy(
        update={
            "seconds": min(seconds, default=defaults.seconds),
            "gap": max(shares, default=defaults.gap),
            "deterministic": fixed,
        }
    )


def _expect_criterion(value: object) -> None:
    if not isinstance(value, StoppingCriterion):
        raise TypeError(f"say when to stop as MaxRuntime(60) | Gap(0.001), not as {value!r:.60}")


def _parts(criterion: StoppingCriterion) -> tuple[StoppingCriterion, ...]:
    return criterion.criteria if isinstance(criterion, FirstOf) else (criterion,)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong(name: str, value: object, next_step: str) -> InputError:
    return InputError.of(f"{name} cannot be this", found=str(value), next_step=next_step)
