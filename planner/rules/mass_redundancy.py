"""Mass redundancy: so many separations that they must be consulted on first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction

import numpy as np

from models.labour_law import MassRedundancy
from models.places import Entity
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.falling import SEPARATED
from planner.formulation.landed import most_separated
from planner.formulation.moves import HEADS
from planner.formulation.readback import CONSULTATIONS
from planner.formulation.sets import MODES, Integers
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def build(draft: Draft) -> None:
    """No separation without a consultation ends a window in which the line is reached."""
    scenario, span = draft.sets.scenario, draft.sets.span
    entities = _employers(scenario)
    at, when = (axis.ravel() for axis in np.indices((len(entities), span)))
    positions = np.array([scenario.entities.index(entity) for entity, _ in entities], np.int64)
    leads = np.array([law.consultation_days for _, law in entities], np.int64)
    opened = np.array(
        [
            [scenario.under_way.consulted(entity.id, period.label) for period in scenario.periods]
            for entity, _ in entities
        ],
        np.bool_,
    )
    ready = (draft.sets.days_until()[when] >= leads[at]) | opened.ravel()
    index = {"entity": positions[at], "period": when}
    talks = draft.declare(CONSULTATIONS, index, 0, ready.astype(np.float64), integer=True)
    duties = draft.sets.duties
    draft.price(talks.ids, duties.consultation[positions[at], when])
    draft.tally("cash", talks.ids, duties.consultation_cash[positions[at], when], when)
    ids = talks.ids.reshape(len(entities), span)
    for i, (entity, law) in enumerate(entities):
        _limit(draft, entity, law, ids[i])


def _limit(draft: Draft, entity: Entity, law: MassRedundancy, talks: Integers) -> None:
    scenario, heads, span = draft.sets.scenario, draft.groups[HEADS], draft.sets.span
    places = {office.id: office.jurisdiction for office in scenario.offices}
    employed = np.array(
        [
            cohort.entity == entity.id and places[cohort.office] == entity.jurisdiction
            for cohort in scenario.cohorts
        ]
    )
    starts = [period.starts for period in scenario.periods]
    opened = [start - timedelta(days=law.window_days) for start in starts]
    recent = [[s for s in range(t + 1) if starts[s] > opened[t]] for t in range(span)]
    within = np.array([len(window) for window in recent])
    most = most_separated(draft, employed, entity.jurisdiction, 1)
    in_window = most_separated(draft, employed, entity.jurisdiction, within)
    periods = {"period": np.arange(span)}
    total = draft.declare(f"separated {entity.id}", periods, 0, most, integer=False)
    bare = draft.declare(f"unconsulted {entity.id}", periods, 0, 1, integer=True)
    separated = employed[heads.index["cohort"]] & (
        heads.index["mode"] == MODES.index(Mode.REDUNDANCY)
    )
    rows = draft.add_rows(span, 0, 0)
    draft.enter(rows, total.ids, 1)
    draft.enter(rows[heads.index["leaves"][separated]], heads.ids[separated], -1)
    fallen = draft.groups[SEPARATED]
    theirs = employed[fallen.index["cohort"]]
    draft.enter(rows[fallen.index["period"][theirs]], fallen.ids[theirs], -1)
    covered = draft.add_rows(span, -np.inf, 0)
    draft.enter(covered, total.ids, 1)
    draft.enter(covered, talks, -most)
    past = [s for s in scenario.separations if s.entity == entity.id]
    line = _line(scenario, entity, law)
    for t in range(span):
        few = line - 1 - sum(s.heads for s in past if s.on > opened[t])
        if few < 0:
            draft.tighten(bare.ids[t : t + 1], upper=0)
            continue
        draft.enter(covered[t], bare.ids[t], -min(few, most[t]))
        slack = max(in_window[t] - few, 0)
        below, beyond = draft.add_rows(2, -np.inf, np.array([few + slack, few]))
        draft.enter(below, total.ids[recent[t]], 1)
        draft.enter(below, bare.ids[t], slack)
        # Implied, since the last separation without a consultation ends a window below the line.
        draft.enter(beyond, total.ids[recent[t]], 1)
        draft.enter(beyond, talks[recent[t]], -slack)


def _employers(scenario: Scenario) -> list[tuple[Entity, MassRedundancy]]:
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    return [
        (entity, law)
        for entity in scenario.entities
        if (law := laws[entity.jurisdiction]) is not None
    ]


def _line(scenario: Scenario, entity: Entity, law: MassRedundancy) -> int:
    """Separations at which a consultation is due."""
    places = {office.id: office.jurisdiction for office in scenario.offices}
    staff = entity.other_staff + sum(
        cohort.posts - cohort.vacant
        for cohort in scenario.cohorts
        if cohort.entity == entity.id and places[cohort.office] == entity.jurisdiction
    )
    if law.share is None:
        return law.heads
    return max(1, min(law.heads, math.ceil(Fraction(str(law.share)) * staff)))


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Separations of each employer in each window that no consultation covers; its lead."""
    scenario = outcome.scenario
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    for entity in scenario.entities:
        law = laws[entity.jurisdiction]
        if law is not None:
            yield from _windows(outcome, entity, law)
            yield from _leads(outcome, entity, law)


def _windows(outcome: Outcome, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """The window that ends with each separation without a consultation."""
    scenario, covered = outcome.scenario, _consulted(outcome, entity)
    separated, fewest = _separations(outcome, entity), _fewest(scenario, entity, law)
    for t, period in enumerate(scenario.periods):
        if t in covered or not separated[t]:
            continue
        opened = period.starts - timedelta(days=law.window_days)
        recent = sum(
            heads
            for s, heads in enumerate(separated[: t + 1])
            if scenario.periods[s].starts > opened
        )
        past = sum(s.heads for s in scenario.separations if s.entity == entity.id and s.on > opened)
        subject = f"separations of {entity.id} without a consultation"
        yield Check(recent + past, fewest - 1, subject, period=t)


def _leads(outcome: Outcome, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """Days before the first separation that each consultation covers."""
    for t in sorted(_consulted(outcome, entity)):
        period = outcome.scenario.periods[t]
        days = (period.starts - outcome.scenario.planning_date).days
        opened = outcome.scenario.under_way.consulted(entity.id, period.label)
        needed = 0 if opened else law.consultation_days
        subject = f"days of consultation of {entity.id}"
        yield Check(days, needed, subject, at_most=False, period=t)


def _consulted(outcome: Outcome, entity: Entity) -> set[int]:
    talks = outcome.plan.consultations
    return {outcome.period(talk.period) for talk in talks if talk.entity == entity.id}


def _fewest(scenario: Scenario, entity: Entity, law: MassRedundancy) -> int:
    """Fewest separations that are a mass redundancy, by count or by share of the people there."""
    inside = {
        office.id for office in scenario.offices if office.jurisdiction == entity.jurisdiction
    }
    people = entity.other_staff
    for cohort in scenario.cohorts:
        if cohort.entity == entity.id and cohort.office in inside:
            people += cohort.posts - cohort.vacant
    if law.share is None:
        return law.heads
    share = Fraction(str(law.share))
    return next(n for n in range(1, law.heads + 1) if n == law.heads or n >= share * people)


def _separations(outcome: Outcome, entity: Entity) -> list[int]:
    scenario = outcome.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    separated = [0] * len(scenario.periods)
    for each in outcome.separations:
        cohort = outcome.cohort(each)
        if cohort.entity == entity.id and places[cohort.office] == entity.jurisdiction:
            separated[each.period] += each.heads
    return separated


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Every consultation."""
    entities = [entity.id for entity in outcome.scenario.entities]
    for talk in outcome.plan.consultations:
        at = entities.index(talk.entity), outcome.period(talk.period)
        once, cash = (
            int(outcome.duties.consultation[at]),
            int(outcome.duties.consultation_cash[at]),
        )
        yield Charge(once, once, cash, at[1])


def values(scenario: Scenario) -> Sequence[str]:
    """The line of each employer."""
    return tuple(
        f"{entity.name}: consultation from {_line(scenario, entity, law)} separations in "
        f"{law.window_days} days, {law.consultation_days} days before, {law.consultation} "
        f"({law.provenance})"
        for entity, law in _employers(scenario)
    )


RULE = Rule(
    name="mass_redundancy",
    sentence=(
        "An employer that makes as many people redundant within the window as the law's line, by "
        "count or by share of its staff, consults on them first; past separations count, and so do "
        "those that were consulted on: a later tranche is part of the same whole."
    ),
    formula=(
        "if separations[e,t] > 0 without consultation[e,t]: sum over the window up to t of "
        "separations[e,s], and past ones, <= min(count, share staff[e]) - 1; consultation[e,t] = 0 "
        "while days[t] < consultation_days and none has been opened"
    ),
    unit="separations",
    source="labour law of each jurisdiction; China: Labour Contract Law, Art. 41",
    law=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
)
