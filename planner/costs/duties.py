"""Prices of measures, routes, consultations and changes to the plan in force, rounded once.

Arrays are indexed by measure ``a``, entity ``e``, route ``r`` and period ``t``; those over time end
with the tail where what they price goes on after the horizon.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.routes import RouteKind
from models.scenario import Scenario
from planner.costs.figures import or_zero
from planner.valuation import Amounts, Converter, Figures, present_value, rounded_amounts, worth_in

ROUTES = tuple(RouteKind)


@dataclass(frozen=True, eq=False)
class DutyBook:
    """Prices of decisions other than moves, in the smallest unit of the planning currency."""

    measure: Amounts
    """[a, t] setting a measure up."""
    measure_cash: Amounts
    """[a, t]"""
    measure_running: Amounts
    """[a, t + tail] a measure in force for one period."""
    route: Amounts
    """[e, r, t] setting a route up, by the law of the place where the entity stores its data."""
    route_cash: Amounts
    """[e, r, t]"""
    route_running: Amounts
    """[e, r, t + tail] a route in force for one period."""
    consultation: Amounts
    """[e, t] one consultation."""
    consultation_cash: Amounts
    """[e, t]"""
    churn: int
    """Price of changing a move of the plan in force by one head."""


def duty_book(scenario: Scenario) -> DutyBook:
    """Work out the prices of duties."""
    worth, (factor, years) = worth_in(scenario), present_value(scenario)
    flat = np.ones_like(factor)
    set_up = np.array(
        [0.0 if measure.in_force else worth(measure.set_up) for measure in scenario.measures]
    )
    yearly = np.array([worth(measure.yearly) for measure in scenario.measures])
    route_set_up, route_yearly = _routes(scenario, worth)
    talks = np.array([_consultation(scenario, e.jurisdiction, worth) for e in scenario.entities])
    return DutyBook(
        measure=rounded_amounts(set_up[:, None] * factor),
        measure_cash=rounded_amounts(set_up[:, None] * flat),
        measure_running=rounded_amounts(yearly[:, None] * years),
        route=rounded_amounts(route_set_up[:, :, None] * factor),
        route_cash=rounded_amounts(route_set_up[:, :, None] * flat),
        route_running=rounded_amounts(route_yearly[:, :, None] * years),
        consultation=rounded_amounts(talks[:, None] * factor),
        consultation_cash=rounded_amounts(talks[:, None] * flat),
        churn=round(or_zero(scenario.churn.per_head, worth)),
    )


def _routes(scenario: Scenario, worth: Converter) -> tuple[Figures, Figures]:
    laws = {place.id: place.exports for place in scenario.jurisdictions}
    terms = [
        [law.terms(route) if law is not None else None for route in ROUTES]
        for law in (laws[scenario.export_places[entity.id]] for entity in scenario.entities)
    ]
    return (
        np.array([[worth(each.set_up) if each else 0.0 for each in row] for row in terms]),
        np.array([[worth(each.yearly) if each else 0.0 for each in row] for row in terms]),
    )


def _consultation(scenario: Scenario, jurisdiction: str, worth: Converter) -> float:
    place = next(place for place in scenario.jurisdictions if place.id == jurisdiction)
    return worth(place.mass_redundancy.consultation) if place.mass_redundancy else 0.0
