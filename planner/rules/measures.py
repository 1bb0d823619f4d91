"""Measures: what they cost, and when they can be in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.plan import MeasureStart, Plan
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, measure_from
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import period_labels
from planner.formulation.program import ColumnRole, Columns, DecisionGroup
from planner.formulation.sets import Integers
from planner.formulation.variables import with_tail
from planner.rules.negotiable import Negotiable, sooner
from planner.rules.rule import Charge, Check, Rule

MEASURE = "measure"


def build(builder: ProgramBuilder) -> None:
    """Price the first period in force, and every period in force."""
    measures, duties = declare_measures(builder), builder.sets.books.duties
    ids = measures.ids.reshape(-1, builder.sets.span)
    builder.price(ids, duties.measure + with_tail(duties.measure_running))
    builder.price(ids[:, :-1], -duties.measure[:, 1:])
    when = np.arange(builder.sets.span)
    builder.tally("cash", ids, duties.measure_cash, np.broadcast_to(when, ids.shape))
    builder.tally(
        "cash",
        ids[:, :-1],
        -duties.measure_cash[:, 1:],
        np.broadcast_to(when[1:], ids[:, :-1].shape),
    )


def declare_measures(builder: ProgramBuilder) -> Columns:
    """Declare ``measure[a, t]``, not before its lead time and never taken back."""
    sets = builder.sets
    measures, span = sets.scenario.measures, sets.span
    at, when = (axis.ravel() for axis in np.indices((len(measures), span)))
    leads = np.array([measure.lead_days for measure in measures], dtype=np.int64)
    periods = [period.label for period in sets.scenario.periods]
    started = [sets.scenario.under_way.started(each.id) or "never" for each in measures]
    begun = np.array([[label >= since for label in periods] for since in started], np.bool_)
    already_in_force = np.array([measure.in_force for measure in measures], np.bool_)
    ready = (sets.days_until()[when] >= leads[at]) | already_in_force[at] | begun.ravel()
    columns = builder.declare_decision(
        MEASURE_STARTS,
        {"measure": at, "period": when},
        already_in_force[at].astype(np.float64),
        ready.astype(np.float64),
        roles={ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP, ColumnRole.FLIP},
        flips_by="measure",
    )
    later = when > 0
    rows = builder.add_rows(int(later.sum()), 0, np.inf)
    builder.enter(rows, columns.ids[later], 1)
    builder.enter(rows, columns.ids[later] - 1, -1)
    return columns


def _starts(scenario: Scenario, _: Columns, values: Integers) -> Iterator[MeasureStart]:
    """Each measure that comes into force, with the first period in which it is."""
    labels = period_labels(scenario)
    in_force = values.reshape(len(scenario.measures), len(labels)) > 0
    for measure, periods in zip(scenario.measures, in_force, strict=True):
        if periods.any() and not measure.in_force:
            yield MeasureStart(measure=measure.id, period=labels[np.argmax(periods)])


def _periods_in_force(scenario: Scenario, _: Columns, plan: Plan) -> Integers:
    """[a, t] one from the start of each measure on; from the first period if it started earlier."""
    labels, ids = period_labels(scenario), [measure.id for measure in scenario.measures]
    values = np.zeros((len(ids), len(labels)), dtype=np.int64)
    for start in plan.measures:
        if start.measure in ids:
            since = labels.index(start.period) if start.period in labels else 0
            values[ids.index(start.measure), since:] = 1
    return values.ravel()


MEASURE_STARTS = DecisionGroup(MEASURE, "measures", _starts, _periods_in_force)


def measure_in_force(builder: ProgramBuilder, measure: str) -> Integers:
    """[t] columns that say whether a measure is in force."""
    ids = builder.groups[MEASURE].ids.reshape(-1, builder.sets.span)
    position = [each.id for each in builder.sets.scenario.measures].index(measure)
    found: Integers = ids[position]
    return found


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Days until each measure is in force, against its lead time; each is started once."""
    leads = {measure.id: measure.lead_days for measure in expanded.scenario.measures}
    for start in expanded.plan.measures:
        t = expanded.period(start.period)
        scenario = expanded.scenario
        ordered = scenario.under_way.started(start.measure)
        begun = ordered is not None and ordered <= start.period
        since = scenario.planning_date if begun else scenario.acts_from
        yield Check(
            (scenario.periods[t].starts - since).days,
            0 if begun else leads[start.measure],
            f"days before {start.measure} is in force",
            at_most=False,
            period=t,
        )
        starts = sum(1 for other in expanded.plan.measures if other.measure == start.measure)
        if starts > 1:
            yield Check(1, starts, f"starts of {start.measure}, once is enough", at_most=False)


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Set-up of each measure, and its running from then on, tail included."""
    duties, span = expanded.books.duties, len(expanded.scenario.periods)
    for a, measure in enumerate(expanded.scenario.measures):
        start = measure_from(expanded, measure.id)
        if start == span:
            continue
        once = int(duties.measure[a, start])
        yield Charge(once, once, int(duties.measure_cash[a, start]), start)
        for t in range(start, span + 1):
            running = int(duties.measure_running[a, t])
            yield Charge(running, running, period=t)


def values(scenario: Scenario) -> Sequence[str]:
    """Cost and lead time of each measure."""
    return tuple(
        f"{m.name} ({m.kind}): {m.set_up} once, {m.yearly} a year, {m.lead_days} days"
        for m in scenario.measures
    )


def begun_earlier(scenario: Scenario) -> Iterator[Negotiable]:
    """Measures that could begin some days earlier."""
    for each in scenario.measures:
        if not each.in_force:
            yield sooner(scenario, f"measures.{each.id}.lead_days", each.lead_days)


RULE = Rule(
    name="measures",
    sentence=(
        "A measure lowers exposure without a move. It costs a set-up once and a running cost by "
        "the year, takes its lead time, and stays once it is in force."
    ),
    formula=(
        "kept: measure[a,t] >= measure[a,t-1]",
        "lead: measure[a,t] = 0 while days[t] < lead_days[a] and it has not been started",
        "from the start: measure[a,t] = 1 where it is in force already",
        "price: set_up[a,t] (measure[a,t] - measure[a,t-1]) + yearly[a] years[t] measure[a,t]",
    ),
    unit="days",
    source="offers and experience of the firm: the scenario's measures table",
    structural=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
)
