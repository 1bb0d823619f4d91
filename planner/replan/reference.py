"""The plan in force as a plan of today's scenario."""

from __future__ import annotations

from models.plan import Hold, Move, MoveKey, Plan
from models.scenario import Scenario


def reference_plan(scenario: Scenario, reference: Plan) -> Plan:
    """The plan in force as far as it fits: committed and planned moves, and what goes along."""
    labels = {period.label for period in scenario.periods}
    homes = {cohort.id: cohort.office for cohort in scenario.cohorts}
    planned = {MoveKey.of(move): move.heads for move in reference.moves}
    agreed = scenario.under_way.agreed
    capped = {(each.cohort, each.destination, each.mode, each.period) for each in agreed}
    moves = tuple(
        Move(
            cohort=move.cohort,
            origin=homes[move.cohort],
            destination=move.destination,
            mode=move.mode,
            period=move.period,
            heads=max(
                move.heads, 0 if MoveKey.of(move) in capped else planned.get(MoveKey.of(move), 0)
            ),
        )
        for move in scenario.incumbent
    )
    kept = {
        name: tuple(each for each in getattr(reference, name) if each.period in labels)
        for name in Plan.model_fields
        if name != "moves"
    }
    already_in_force = {measure.id for measure in scenario.measures if measure.in_force}
    kept["measures"] = tuple(
        each for each in kept["measures"] if each.measure not in already_in_force
    )
    return Plan(moves=_without_holds(moves, kept["holds"]), **kept)


def _without_holds(moves: tuple[Move, ...], holds: tuple[Hold, ...]) -> tuple[Move, ...]:
    """Moves without the posts that are on hold."""
    held = {MoveKey.of(hold): hold.heads for hold in holds}
    left = [(move, move.heads - held.get(MoveKey.of(move), 0)) for move in moves]
    return tuple(move.model_copy(update={"heads": heads}) for move, heads in left if heads > 0)
