"""Odd figures: likelihoods, losses, growth, leads, seats, populations out of all proportion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base import Frozen
from models.remarks import Remark
from models.scenario import Scenario
from planner.lint.lint import Lint, Subject, amount, counted
from planner.lint.outliers import is_far, times
from planner.valuation import worth_in

MOST_LIKELY = 0.9
MOST_DAYS = 1000
MOST_GROWTH = 0.25
MOST_SEATS = 10
MOST_YEARS_OF_PAY = 1000


def find(subject: Subject) -> Iterable[Remark]:
    """Figures that no other figure can explain, table by table."""
    yield from _cases(subject)
    yield from _growth(subject.scenario)
    yield from _leads(subject.scenario)
    yield from _seats(subject.scenario)
    yield from _populations(subject.scenario)


def _cases(subject: Subject) -> Iterator[Remark]:
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    payroll = sum(cohort.posts * paid[cohort.role, cohort.office] for cohort in scenario.cohorts)
    # A default of a place that nobody has a case in needs no rate.
    felt = {(case.jurisdiction, case.topic) for case in scenario.cases}
    usual = {
        place: worth(row.loss)
        for row in scenario.losses
        if (place := (row.jurisdiction, row.topic)) in felt
    }
    for case in scenario.cases:
        likelihood = case.likelihood or 0.0
        if likelihood > MOST_LIKELY:
            words = f"case {case.id} is all but certain, at {likelihood:.0%} a year"
            yield _remark(words, "cases", case.id, "likelihood", "Write 5 % as 0.05.")
        loss, default = worth(scenario.loss_of(case)), usual.get((case.jurisdiction, case.topic))
        if default and loss and is_far(loss / default):
            words = f"the loss of case {case.id} is {times(loss / default)} the default of its kind"
            yield _remark(words, "cases", case.id, "loss", "Check its unit.")
        if payroll and loss > MOST_YEARS_OF_PAY * payroll:
            words = (
                f"the loss of case {case.id} ({amount(subject, loss)}) is more than "
                f"{MOST_YEARS_OF_PAY:,} years of pay of all posts"
            )
            yield _remark(words, "cases", case.id, "loss", "Check its unit.")


def _growth(scenario: Scenario) -> Iterator[Remark]:
    for row in scenario.labour_market:
        if row.wage_growth is not None and abs(row.wage_growth) > MOST_GROWTH:
            words = f"pay at {row.office} changes by {row.wage_growth:.0%} in {row.year}"
            key = f"{row.office}/{row.year}"
            yield _remark(words, "labour_market", key, "wage_growth", "Write 5 % as 0.05.")


def _leads(scenario: Scenario) -> Iterator[Remark]:
    for table in ("offices", "jurisdictions", "measures"):
        for row in getattr(scenario, table):
            for field, days in _days(row):
                if days > MOST_DAYS:
                    words = f"{field} of {row.id} is {days:,} days, {days / 365:.1f} years"
                    yield _remark(words, table, row.id, field, "Is it in days?")


def _days(value: Frozen, path: str = "") -> Iterator[tuple[str, int]]:
    """Lead times of a row, with those of its groups; how long a route is valid is none."""
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
            words = f"one post of {row} takes {seats:g} seats"
            yield _remark(words, table, row, "seats_per_head", "Write one seat as 1.")


def _populations(scenario: Scenario) -> Iterator[Remark]:
    posts = {cohort.id: cohort.posts for cohort in scenario.cohorts}
    for population in scenario.populations:
        held = {d.id for d in scenario.datasets if d.population == population.id}
        readers = {link.cohort for link in scenario.access if link.dataset in held}
        working = sum(posts[cohort] for cohort in readers)
        if population.individuals < working:
            words = (
                f"{population.id} has {population.individuals:,} individuals, and "
                f"{counted(working)} can reach their data"
            )
            step = "Is it counted in heads, and not in thousands?"
            yield _remark(words, "populations", population.id, "individuals", step)


def _remark(words: str, table: str, row: str, field: str, step: str) -> Remark:
    return Remark(lint=LINT.name, words=words, table=table, row=row, field=field, next_step=step)


LINT = Lint(
    name="odd_figures",
    sentence="A likelihood, loss, growth, lead, seat count or population out of all proportion.",
    find=find,
)
