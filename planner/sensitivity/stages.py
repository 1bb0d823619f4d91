"""What a plan saves with a regulatory matter at each stage that it can have."""

from __future__ import annotations

from datetime import UTC, datetime, time

from models.break_even import MatterBreakEven, StageSaving
from models.provenance import Certainty
from models.scenario import Scenario
from models.signals import Matter, Signal, Stage
from planner.exposure import is_affected_by, readings
from planner.exposure.book import likelihoods_of, reading_days
from planner.sensitivity.stakes import Likelihoods, Stakes
from planner.sensitivity.staying import Staying

STAGES = (None, *Stage)
"""From nothing heard to a penalty."""

LEAST_SWING = 0.01
"""Of the saving; a matter that changes it by less and does not turn the decision is left out."""

CONFIRMED = "A1"
"""Admiralty grade of a report that is certain."""


def matters_of(scenario: Scenario, plan: Stakes, staying: Staying) -> tuple[MatterBreakEven, ...]:
    """The matters that change what a plan saves, those first that turn the decision."""
    ours = likelihoods_at(scenario)
    found = [
        _matter(scenario, matter, plan, staying)
        for matter in scenario.matters
        if any(is_affected_by(case, matter) for case in scenario.cases)
    ]
    least = LEAST_SWING * abs(
        min(staying.put.total(ours), staying.cheapest(ours)) - plan.total(ours)
    )
    matter = [each for each in found if _swing(each) > least or (each.flips and _swing(each))]
    return tuple(sorted(matter, key=lambda each: (not each.flips, -_swing(each))))


def _savings(stage: StageSaving) -> tuple[int, int]:
    return stage.staying_put, stage.staying_plus_measures


def _swing(each: MatterBreakEven) -> int:
    savings = [min(_savings(stage)) for stage in each.stages]
    return max(savings) - min(savings)


def _matter(scenario: Scenario, matter: Matter, plan: Stakes, staying: Staying) -> MatterBreakEven:
    counts = _signal_that_counts(scenario, matter)
    _improve(scenario, matter, staying)
    return MatterBreakEven(
        matter=matter.id,
        name=matter.name,
        ours=counts.stage if counts is not None else None,
        signal=counts.id if counts is not None else None,
        source=counts.source if counts is not None else "",
        approved_by=counts.approved_by if counts is not None else "",
        stages=tuple(
            _saving(
                stage, likelihoods_at(scenario_at_stage(scenario, matter, stage)), plan, staying
            )
            for stage in STAGES
        ),
    )


def _improve(scenario: Scenario, matter: Matter, staying: Staying) -> None:
    """Optimise staying plus measures at both ends, and between them if that made it cheaper."""
    weights = scenario.signal_weights
    between = sorted(Stage, key=weights.of)
    ends = [None, between.pop()]
    for stages in (ends, between):
        there = [scenario_at_stage(scenario, matter, stage) for stage in stages]
        better = [staying.improve(each, likelihoods_at(each)) for each in there]
        if not any(better):
            return


def _signal_that_counts(scenario: Scenario, matter: Matter) -> Signal | None:
    """The strongest live signal of a matter, by what it pushes on the planning date."""
    known, today = readings(scenario), scenario.planning_date
    pushes = (
        push
        for case in scenario.cases
        for push in known.pushes(case, today)
        if push.matter == matter.id
    )
    names = {push.signal for push in pushes}
    return next((each for each in scenario.signals if each.id in names), None)


def _saving(
    stage: Stage | None, likelihoods: Likelihoods, plan: Stakes, staying: Staying
) -> StageSaving:
    total = plan.total(likelihoods)
    return StageSaving(
        stage=stage,
        staying_put=round(staying.put.total(likelihoods) - total),
        staying_plus_measures=round(staying.cheapest(likelihoods) - total),
    )


def likelihoods_at(scenario: Scenario) -> Likelihoods:
    """[t + tail] by case, as a scenario's signals have it."""
    known, days = readings(scenario), reading_days(scenario)
    return {case.id: likelihoods_of(known, case, days) for case in scenario.cases}


def scenario_at_stage(scenario: Scenario, matter: Matter, stage: Stage | None) -> Scenario:
    """The scenario with a matter at a stage on the planning date, confirmed and approved.

    Its own signals are left out; None leaves it without any.
    """
    others = tuple(each for each in scenario.signals if each.matter != matter.id)
    if stage is None:
        return scenario.model_copy(update={"signals": others})
    today = datetime.combine(scenario.planning_date, time(), UTC)
    signal = Signal(
        id=f"at-{stage.value.replace('_', '-')}",
        matter=matter.id,
        stage=stage,
        grade=CONFIRMED,
        published_at=today,
        recorded_at=today,
        approved_at=today,
        approved_by="break-even",
        source="assumption",
        certainty=Certainty.ASSUMPTION,
    )
    return scenario.model_copy(update={"signals": (*others, signal)})
