"""The tables together: one scenario of a size and a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from random import Random
from typing import Any

from benchmarks.family import data, incumbent, limits, newer_rules, places, posts, risk, seating
from benchmarks.family.drawing import Rates
from benchmarks.family.kinds import TRAITS, Kind, Traits
from benchmarks.family.size import Size
from models.calendar import Horizon, Period, calendar
from models.limits import Continuity
from models.places import Entity, Office
from models.scenario import Scenario
from models.settings import Labour
from models.workforce import Cohort, HeadcountStep, ModePolicies, ModePolicy, PayRate
from planner import api

PLANNING_DATE = date(2027, 2, 10)
TAIL_PERIODS = 8
MODES = ModePolicies(
    transfer=ModePolicy(ramp_up_months=3.0, ramp_up_loss=0.25),
    redundancy=ModePolicy(overlap_periods=1, ramp_up_months=6.0, ramp_up_loss=0.3),
    refill=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.35),
)

Draw = Callable[[str], Random]
"""A stream of draws for each table, so that a change to one leaves the others alone."""


def scenario_of(
    size: Size, seed: int, kind: Kind = Kind.OPEN, *, with_incumbent: bool = False
) -> Scenario:
    """Draw the scenario of a size, a seed and a kind; the same each time.

    Parameters
    ----------
    size
        Offices, cohorts, periods.
    seed
        Of every draw.
    kind
        What the company is like.
    with_incumbent
        Whether a plan is in force, which is drawn for open companies only. Its announced moves make
        staying put unlawful; without one, staying put keeps every rule.

    Raises
    ------
    ValueError
        A plan in force is asked of another kind.
    """
    if with_incumbent and kind is not Kind.OPEN:
        raise ValueError(f"a plan in force is drawn for {Kind.OPEN} companies, not for {kind}")

    def draw(table: str) -> Random:
        return Random(f"{size} {seed} {table}")

    company = _company(size, TRAITS[kind], draw)
    tables = _settings(company) | _workforce(company, draw) | _data_and_risk(company, draw)
    if with_incumbent:
        tables |= _plan_in_force(company, tables["teams"], draw)
    if company.traits.newer_rules:
        tables |= _newer_rules(company, tables)
    of_kind = "" if kind is Kind.OPEN else f"-{kind}"
    tables["name"] = f"family-{size}{of_kind}-{seed}" + ("-incumbent" if with_incumbent else "")
    uncapped = Scenario(**tables)
    return Scenario(**tables, exposure_cap=risk.exposure_cap(uncapped))


@dataclass(frozen=True)
class _Company:
    """Who is where, before anything is said of what could happen or what is allowed."""

    traits: Traits
    example: Scenario
    horizon: Horizon
    periods: Sequence[Period]
    entities: Sequence[Entity]
    offices: Sequence[Office]
    pay: Sequence[PayRate]
    cohorts: Sequence[Cohort]
    headcount: Sequence[HeadcountStep]

    @property
    def rates(self) -> Rates:
        return {rate.currency: rate.value for rate in self.example.rates}

    @cached_property
    def counts(self) -> dict[str, list[int]]:
        """Posts of each cohort, at first and after a change."""
        found = {cohort.id: [cohort.posts] for cohort in self.cohorts}
        for step in self.headcount:
            found[step.cohort].append(step.posts)
        return found

    @property
    def fewest(self) -> dict[str, int]:
        return {name: min(counts) for name, counts in self.counts.items()}

    @property
    def most(self) -> dict[str, int]:
        return {name: max(counts) for name, counts in self.counts.items()}

    @property
    def heads(self) -> dict[str, int]:
        """Posts by entity."""
        found: dict[str, int] = {}
        for cohort in self.cohorts:
            found[cohort.entity] = found.get(cohort.entity, 0) + cohort.posts
        return found


@cache
def _example() -> Scenario:
    """Whose law, rates, roles and topics every member of the family has; read once."""
    return api.load("shanghai-2026")


def _company(size: Size, traits: Traits, draw: Draw) -> _Company:
    example = _example()
    rates, roles = {rate.currency: rate.value for rate in example.rates}, example.roles
    horizon = Horizon(periods=size.periods, tail_periods=TAIL_PERIODS)
    periods = calendar(horizon, PLANNING_DATE)
    lease_break = periods[size.periods // 2].starts
    bare = places.offices(size.offices, roles, lease_break, rates, draw("offices"))
    pay = places.pay(bare, roles, rates, draw("pay"))
    cohorts = posts.cohorts(size.cohorts, bare, pay, draw("cohorts"))
    if traits.destinations is not None:
        fewest, most = traits.destinations
        cohorts = posts.with_destinations(cohorts, pay, fewest, most, draw("destinations"))
    changes = [period.starts for period in periods[1:]]
    headcount = posts.headcount(cohorts, changes, draw("headcount"))
    return _Company(
        traits=traits,
        example=example,
        horizon=horizon,
        periods=periods,
        entities=places.entities(size.offices),
        offices=seating.with_seats(bare, cohorts, headcount, rates),
        pay=pay,
        cohorts=cohorts,
        headcount=headcount,
    )


def _settings(company: _Company) -> dict[str, Any]:
    needed = {office.jurisdiction for office in company.offices}
    everywhere = company.example.jurisdictions
    return {
        "title": "Drawn by the benchmark; nothing in it is real",
        "programme": "benchmark",
        "planning_date": PLANNING_DATE,
        "currency": "USD",
        "horizon": company.horizon,
        "discount_rate": 0.08,
        "budget": limits.budget(sum(company.most.values()), company.periods),
        "refill_window_periods": 2,
        "modes": MODES,
        "continuity": Continuity(periods=2, max_share=0.2, max_replaced_share=0.5),
        "labour": Labour(agreements_only=False),
        "rates": company.example.rates,
        "jurisdictions": tuple(place for place in everywhere if place.id in needed),
        "entities": tuple(company.entities),
        "offices": tuple(company.offices),
        "roles": company.example.roles,
        "pay": tuple(company.pay),
    }


def _workforce(company: _Company, draw: Draw) -> dict[str, Any]:
    cohorts, offices = company.cohorts, company.offices
    annual = {(rate.role, rate.office): rate.annual for rate in company.pay}
    teams = limits.teams(cohorts, company.headcount, company.traits.indivisible, draw("teams"))
    return {
        "cohorts": tuple(cohorts),
        "headcount": tuple(company.headcount),
        "service": tuple(posts.service(cohorts, annual, draw("service"))),
        "presence": limits.presence(cohorts, company.fewest),
        "teams": teams,
        "substitutes": posts.substitutes(company.example.roles),
        "acceptance": tuple(limits.acceptance(cohorts, offices, draw("acceptance"))),
        "quotas": limits.quotas(
            offices,
            cohorts,
            company.most,
            len(company.periods),
            departures_bind=company.traits.newer_rules,
        ),
        "separations": limits.separations(PLANNING_DATE),
        "costs": tuple(posts.costs(cohorts, offices, company.rates, draw("costs"))),
    }


def _data_and_risk(company: _Company, draw: Draw) -> dict[str, Any]:
    cohorts, heads, topics = company.cohorts, company.heads, company.example.topics
    populations = data.populations(max(4, len(cohorts) // 8), draw("populations"))
    count = max(8, len(cohorts) // 5)
    datasets = data.datasets(count, populations, company.entities, draw("datasets"))
    cases = risk.cases(company.entities, topics, heads, company.rates, draw("cases"))
    measures, effects = risk.measures(cases, datasets, heads, company.rates)
    return {
        "populations": populations,
        "datasets": datasets,
        "access": data.access(
            cohorts, datasets, company.offices, company.traits.with_access, draw("access")
        ),
        "topics": topics,
        "cases": cases,
        "measures": measures,
        "effects": effects,
        "routes": data.routes(),
        "exported": data.exported(),
        "obligations": data.obligations(),
    }


def _newer_rules(company: _Company, tables: Mapping[str, Any]) -> dict[str, Any]:
    """Tables that replace those of a firm."""
    return {
        "modes": newer_rules.ASKED,
        "labour": Labour(agreements_only=True),
        "obligations": newer_rules.obligations(company.periods[len(company.periods) // 2].starts),
        "substitutes": newer_rules.substitutes(company.example.roles),
        "acceptance": tuple(
            row.model_copy(update={"withdraws": newer_rules.WITHDRAW})
            for row in tables["acceptance"]
        ),
    }


def _plan_in_force(company: _Company, teams: Any, draw: Draw) -> dict[str, Any]:
    moves = incumbent.incumbent(
        company.cohorts, company.offices, company.pay, teams, company.periods, draw("incumbent")
    )
    return {
        "churn": incumbent.churn(),
        "incumbent": moves,
        "requests": incumbent.requests(company.cohorts),
    }
