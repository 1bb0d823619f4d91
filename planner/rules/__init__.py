"""The business rules, one file or folder each; the list is the table of contents of the model."""

from __future__ import annotations

from models.scenario import Scenario
from planner.rules import (
    acceptance,
    arrivals,
    budget,
    churn,
    commitments,
    continuity,
    core_data,
    decided,
    departures,
    eligibility,
    hiring,
    horizon,
    known_costs,
    lead_times,
    leases,
    listed_costs,
    measures,
    obligations,
    pace,
    people_at_risk,
    posts,
    ramp_up,
    redundancies,
    relocation,
    requests,
    residual_presence,
    run_rate,
    severance,
    visas,
)
from planner.rules.exposure import (
    exit_exposure,
    export_exposure,
    exposure_cap,
    people_exposure,
    presence_exposure,
)
from planner.rules.kept_posts import rule as kept_posts
from planner.rules.mass_redundancy import rule as mass_redundancy
from planner.rules.placements import rule as placements
from planner.rules.routes import rule as routes
from planner.rules.rule import Charge, Check, CostCategory, Rule
from planner.rules.seats import rule as seats
from planner.rules.teams import rule as teams
from planner.rules.vacancies import rule as vacancies

RULES: tuple[Rule, ...] = (
    posts.RULE,
    horizon.RULE,
    known_costs.RULE,
    eligibility.RULE,
    core_data.RULE,
    placements.RULE,
    kept_posts.RULE,
    lead_times.RULE,
    teams.RULE,
    acceptance.RULE,
    vacancies.RULE,
    residual_presence.RULE,
    leases.RULE,
    seats.RULE,
    arrivals.RULE,
    departures.RULE,
    visas.RULE,
    redundancies.RULE,
    continuity.RULE,
    pace.RULE,
    people_at_risk.RULE,
    mass_redundancy.RULE,
    measures.RULE,
    routes.RULE,
    obligations.RULE,
    run_rate.RULE,
    relocation.RULE,
    severance.RULE,
    hiring.RULE,
    ramp_up.RULE,
    listed_costs.RULE,
    presence_exposure.RULE,
    export_exposure.RULE,
    people_exposure.RULE,
    exit_exposure.RULE,
    commitments.RULE,
    decided.RULE,
    requests.RULE,
    churn.RULE,
    budget.RULE,
    exposure_cap.RULE,
)
"""Every rule in reading order; limits on what others charge come last."""


def rules_of(scenario: Scenario) -> tuple[Rule, ...]:
    """Rules in force: all but the policies that the scenario switches off."""
    return tuple(
        rule
        for rule in RULES
        if not can_be_switched_off(rule) or rule.name not in scenario.switched_off
    )


def can_be_switched_off(rule: Rule) -> bool:
    """Whether a rule is a policy: neither law, nor an identity, nor a mere price."""
    return not rule.law and not rule.structural and rule.checks is not None


__all__ = ["RULES", "Charge", "Check", "CostCategory", "Rule", "can_be_switched_off", "rules_of"]
