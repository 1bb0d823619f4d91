"""Base rates: likelihoods that lie outside what happened to firms of their kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base_rates import BaseRate
from models.remarks import Remark
from models.risk import Case, Inspection
from planner.lint.lint import Lint, Subject


def find(subject: Subject) -> Iterable[Remark]:
    """Each written likelihood outside the interval of the base rate that is named beside it."""
    scenario = subject.scenario
    rates = {rate.id: rate for rate in scenario.base_rates}
    events: tuple[Case | Inspection, ...] = (*scenario.inspections, *scenario.cases)
    for event in events:
        if event.base_rate is not None and event.likelihood is not None:
            yield from _outside(event, event.likelihood, rates[event.base_rate])


def _outside(event: Case | Inspection, written: float, rate: BaseRate) -> Iterator[Remark]:
    if rate.low <= written <= rate.high:
        return
    end, name = (rate.high, "upper") if written > rate.high else (rate.low, "lower")
    far = f"{written / end:.1f} times" if written > end else f"{written / end:.2f} of"
    yield Remark(
        lint=LINT.name,
        words=f"the likelihood of {event.id}, {written:.2%} a year, is {far} the {name} end of "
        f"base rate {rate.id}: {rate.low:.2%} to {rate.high:.2%}, at {rate.likelihood:.2%}",
        table="cases" if isinstance(event, Case) else "inspections",
        row=event.id,
        field="likelihood",
        next_step="Leave it out to take the base rate, or say in source why this one is special.",
    )


LINT = Lint(
    name="base_rates",
    sentence="A likelihood outside the interval of its base rate, and how far.",
    find=find,
)
