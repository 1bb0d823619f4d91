"""Figures out of all proportion, and likelihoods outside their base rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.account import ROW, Remark
from models.base import Frozen
from models.base_rates import BaseRate
from models.readable import counted, in_percent
from models.risk import Case, Inspection
from models.scenario import Scenario
from planner.lint.lint import Subject, amount, lint
from planner.lint.units import is_far, times
from planner.valuation import worth_in

MOST_LIKELY = 0.9
MOST_DAYS = 1000
MOST_GROWTH = 0.25
MOST_SEATS = 10
MOST_YEARS_OF_PAY = 1000


@lint("A likelihood, loss, growth, lead, seat count or population out of all proportion.")
def odd_figures(subject: Subject) -> Iterable[Remark]:
    """Figures out of all proportion, table by table."""
    yield from _cases(subject)
    yield from _growth(subject.scenario)
    yield from _leads(subject.scenario)
    yield from _seats(subject.scenario)
    yield from _populations(subject.scenario)


def _cases(subject: Subject) -> Iterator[Remark]:
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    payroll = sum(cohort.posts * paid[cohort.role, cohort.office] for cohort in scenario.cohorts)
    # Defaults of places without a case are not converted: their currency may have no rate.
    with_case = {(case.jurisdiction, case.topic) for case in scenario.cases}
    usual = {
        place: worth(row.loss)
        for row in scenario.losses
        if (place := (row.jurisdiction, row.topic)) in with_case
    }
    for case in scenario.cases:
        likelihood = case.likelihood or 0.0
        if likelihood > MOST_LIKELY:
            sentence = f"case {ROW} is almost certain, at {likelihood:.0%} a year"
            yield odd_figures.remark(sentence, "cases", case.id, "likelihood", "Write 5% as 0.05.")
        loss, default = worth(scenario.loss_of(case)), usual.get((case.jurisdiction, case.topic))
        if default and loss and is_far(loss / default):
            sentence = f"the loss of case {ROW} is {times(loss / default)} the default of its kind"
            yield odd_figures.remark(sentence, "cases", case.id, "loss", "Check its unit.")
        if payroll and loss > MOST_YEARS_OF_PAY * payroll:
            sentence = (
                f"the loss of case {ROW} ({amount(subject, loss)}) is more than "
                f"{MOST_YEARS_OF_PAY:,} years of pay of all posts"
            )
            yield odd_figures.remark(sentence, "cases", case.id, "loss", "Check its unit.")


def _growth(scenario: Scenario) -> Iterator[Remark]:
    for row in scenario.labour_market:
        if row.wage_growth is not None and abs(row.wage_growth) > MOST_GROWTH:
            sentence = f"pay at {row.office} changes by {row.wage_growth:.0%} in {row.year}"
            key = f"{row.office}/{row.year}"
            yield odd_figures.remark(
                sentence, "labour_market", key, "wage_growth", "Write 5% as 0.05."
            )


def _leads(scenario: Scenario) -> Iterator[Remark]:
    for table in ("offices", "jurisdictions", "measures"):
        for row in getattr(scenario, table):
            for field, days in _days(row):
                if days > MOST_DAYS:
                    sentence = f"{field} of {ROW} is {days:,} days, {days / 365:.1f} years"
                    yield odd_figures.remark(sentence, table, row.id, field, "Is it in days?")


def _days(value: Frozen, path: str = "") -> Iterator[tuple[str, int]]:
    """Lead times of a row and of its groups. How long a route stays valid is not a lead time."""
    for name in type(value).model_fields:
        part, here = getattr(value, name), f"{path}.{name}" if path else name
        if isinstance(part, Frozen):
            yield from _days(part, here)
        elif name.endswith("_days") and name not in {"valid_days", "window_days"}:
            yield here, part


def _seats(scenario: Scenario) -> Iterator[Remark]:
    rows = [("cohorts", each.id, each.seats_per_head) for each in scenario.cohorts]
    rows += [
        ("costs", f"{each.cohort}/{each.office}", each.seats_per_head or 0.0)
        for each in scenario.costs
    ]
    for table, row, seats in rows:
        if seats > MOST_SEATS:
            sentence = f"one post of {ROW} takes {seats:g} seats"
            yield odd_figures.remark(sentence, table, row, "seats_per_head", "Write one seat as 1.")


def _populations(scenario: Scenario) -> Iterator[Remark]:
    posts = {cohort.id: cohort.posts for cohort in scenario.cohorts}
    for population in scenario.populations:
        held = {d.id for d in scenario.datasets if d.population == population.id}
        readers = {link.cohort for link in scenario.access if link.dataset in held}
        working = sum(posts[cohort] for cohort in readers)
        if population.individuals < working:
            sentence = (
                f"{ROW} has {population.individuals:,} individuals, and "
                f"{counted(working, 'post')} can reach their data"
            )
            step = "Is it counted in people, and not in thousands?"
            yield odd_figures.remark(sentence, "populations", population.id, "individuals", step)


@lint("A likelihood outside the interval of its base rate, and how far.")
def base_rates(subject: Subject) -> Iterable[Remark]:
    """Each likelihood outside the interval of the base rate named in its row."""
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
        lint=base_rates.name,
        sentence=f"the likelihood of {ROW}, {in_percent(written)} a year, is {far} the {name} "
        f"end of base rate {rate.id}: {in_percent(rate.low)} to {in_percent(rate.high)}, at "
        f"{in_percent(rate.likelihood)}",
        table="cases" if isinstance(event, Case) else "inspections",
        row=event.id,
        field="likelihood",
        next_step="Leave it out to use the base rate, or explain in source why this one differs.",
    )
