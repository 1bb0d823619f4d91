"""What a plan is worth: its saving against the better baseline, people, and cash by the year."""

from __future__ import annotations

from models.account import Judgement
from models.baselines import Baselines, People, Saving, YearCash
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan
from planner.explain.asked import people_asked
from planner.rules import rules_of


def saving_of(judgement: Judgement, baselines: Baselines) -> Saving:
    """What a plan costs less than the better baseline, money apart from expected loss."""
    against = baselines.of(baselines.better).judgement
    total, tail = against.total - judgement.total, against.tail - judgement.tail
    return Saving(
        total=total,
        money=against.money - judgement.money,
        expected_loss=against.expected_loss - judgement.expected_loss,
        horizon=total - tail,
        tail=tail,
        against=baselines.better,
    )


def people_of(done: ExpandedPlan) -> People:
    """Count the people and vacancies that a plan concerns."""
    moved = dict.fromkeys(Mode, 0)
    for landing in done.landings:
        moved[landing.mode] += landing.heads
    return People(
        dismissals=sum(each.heads for each in done.separations),
        asked_to_move=people_asked(done.scenario, done.plan.moves),
        transferred=moved[Mode.TRANSFER],
        redeployed=moved[Mode.REDEPLOY],
        vacancies_filled_elsewhere=moved[Mode.REFILL],
    )


def cash_by_fiscal_year(done: ExpandedPlan) -> tuple[YearCash, ...]:
    """One-off cash of a plan in every fiscal year of the horizon, undiscounted."""
    periods = done.scenario.periods
    cash = {period.fiscal_year: 0 for period in periods}
    for rule in rules_of(done.scenario):
        for charge in rule.charges(done) if rule.charges is not None else ():
            if charge.cash:
                cash[periods[charge.period].fiscal_year] += charge.cash
    return tuple(YearCash(fiscal_year=year, amount=amount) for year, amount in cash.items())
