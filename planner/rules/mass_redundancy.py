"""Mass redundancy: so many separations that they must be consulted on first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

import numpy as np

from models.labour_law import MassRedundancy
from models.places import Entity
from models.scenario import Scenario
from planner.formulation.draft import Draft
from planner.formulation.landed import most_separated
from planner.formulation.program import ColumnRole
from planner.formulation.readback import CONSULTATIONS
from planner.formulation.separations import Cover, Employer, cover_of, employers, separated
from planner.formulation.sets import Integers
from planner.outcome import Outcome
from planner.rules.consulted import is_consulted, law_on
from planner.rules.rule import Charge, Check, Rule

ROLES = {ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP}
"""What columns that say that a consultation is held, or that none is, are to a search."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of days in which separations count together."""

    first: int
    """First period whose separations it contains."""
    last: int
    past: int
    """Separations before the planning date that it contains."""

    @property
    def periods(self) -> range:
        """Periods whose separations it contains."""
        return range(self.first, self.last + 1)


def build(draft: Draft) -> None:
    """No separation without a consultation where the line is reached, no consultation below it."""
    scenario, span = draft.sets.scenario, draft.sets.span
    all_of_them = employers(scenario)
    at, when = (axis.ravel() for axis in np.indices((len(all_of_them), span)))
    positions = np.array([scenario.entities.index(e.entity) for e in all_of_them], np.int64)
    leads = np.array([each.law.consultation_days for each in all_of_them], np.int64)
    opened = np.array(
        [
            [scenario.under_way.consulted(each.entity.id, p.label) for p in scenario.periods]
            for each in all_of_them
        ],
        np.bool_,
    )
    ready = (draft.sets.days_until()[when] >= leads[at]) | opened.ravel()
    index = {"entity": positions[at], "period": when}
    talks = draft.declare(
        CONSULTATIONS, index, 0, ready.astype(np.float64), integer=True, roles=ROLES
    )
    duties = draft.sets.duties
    draft.price(talks.ids, duties.consultation[positions[at], when])
    draft.tally("cash", talks.ids, duties.consultation_cash[positions[at], when], when)
    for employer in all_of_them:
        _limit(draft, employer)


def _limit(draft: Draft, employer: Employer) -> None:
    """``bare[t]`` says that some leave at t whom no consultation covers.

    What windows may hold is asked of the longest ones alone: any other lies within one of them.
    """
    span, entity, law = draft.sets.span, employer.entity, employer.law
    periods = {"period": np.arange(span)}
    most = most_separated(draft, employer.employs, entity.jurisdiction, 1)
    total = draft.declare(f"separated {entity.id}", periods, 0, most, integer=False)
    name = f"unconsulted {entity.id}"
    bare = draft.declare(name, periods, 0, 1, integer=True, roles=ROLES)
    leaving = separated(draft)
    mine = employer.employs[leaving.cohort]
    rows = draft.add_rows(span, 0, 0)
    draft.enter(rows, total.ids, 1)
    draft.enter(rows[leaving.period[mine]], leaving.ids[mine], -1)
    windows = _windows_of(draft.sets.scenario, entity, law)
    room = _line(draft.sets.scenario, entity, law) - 1
    within = np.ones(span, dtype=np.int64)
    within[[each.last for each in windows]] = [len(each.periods) for each in windows]
    in_window = most_separated(draft, employer.employs, entity.jurisdiction, within)
    cover = cover_of(draft, employer)
    fewest = most.copy()
    for window in windows:
        few, largest = room - window.past, int(in_window[window.last])
        held = np.array(window.periods)
        fewest[held] = np.minimum(fewest[held], max(few, 0))
        if few <= 0:
            draft.tighten(bare.ids[held], upper=0)
        elif largest > few:
            below = draft.add_rows(len(held), -np.inf, largest)
            draft.enter(below[:, None], total.ids[held][None, :], 1)
            draft.enter(below, bare.ids[held], largest - few)
        _imply(draft, window, total.ids, cover, max(few, 0), largest)
    _open_for_the_line(draft, employer, cover, total.ids)
    for t in range(span):
        if cover.covered[t]:
            draft.tighten(bare.ids[t : t + 1], upper=0)
            continue
        here = mine & (leaving.period == t)
        in_time = leaving.decided >= law.consultation_days
        for timely, which in ((True, here & in_time), (False, here & ~in_time)):
            row = draft.add_rows(1, -np.inf, 0)
            draft.enter(row, leaving.ids[which], 1)
            draft.enter(row, cover.columns(t, in_time=timely), -most[t])
            draft.enter(row, bare.ids[t], -fewest[t])


def _open_for_the_line(draft: Draft, employer: Employer, cover: Cover, total: Integers) -> None:
    """``line * talk[s] <= separations about s``, past ones too, but for one that has been opened.

    About s are those that it covers, and those that count together with the first that it covers.
    """
    scenario, law = draft.sets.scenario, employer.law
    line, days = _line(scenario, employer.entity, law), draft.sets.days_until()
    apart = days[None, :] - days[:, None]
    about = cover.covers | (np.abs(apart) < law.window_days)
    for s, period in enumerate(scenario.periods):
        past = sum(
            each.heads
            for each in scenario.separations
            if each.entity == employer.entity.id
            and (period.starts - each.on).days < law.window_days
        )
        if past < line and not cover.opened[s]:
            row = draft.add_rows(1, -np.inf, past)
            draft.enter(row, cover.talks[s : s + 1], line)
            draft.enter(row, total[about[s]], -1)


def _imply(
    draft: Draft, window: _Window, total: Integers, cover: Cover, few: int, most: int
) -> None:
    """Separations of a window <= few, but for a consultation that covers some of them.

    Implied: where there are more than few, none of them may go without one. Fractions of ``bare``
    do not know that.
    """
    held = np.array(window.periods)
    if most > few and not cover.covered[held].any():
        row = draft.add_rows(1, -np.inf, few)
        draft.enter(row, total[held], 1)
        draft.enter(row, cover.talks[cover.covers[:, held].any(axis=1)], few - most)


def _windows_of(scenario: Scenario, entity: Entity, law: MassRedundancy) -> list[_Window]:
    """Windows that lie within no other, in the order of their days.

    A window is one that starts with a separation: of two that end with the same period the one
    that starts first contains the other.
    """
    starts = [period.starts for period in scenario.periods]
    past = {each.on: each.heads for each in scenario.separations if each.entity == entity.id}
    longest: dict[int, _Window] = {}
    for day in sorted({*past, *starts}):
        ends = day + timedelta(days=law.window_days)
        held = [t for t, start in enumerate(starts) if day <= start < ends]
        if held and held[-1] not in longest:
            before = sum(heads for on, heads in past.items() if day <= on < ends)
            longest[held[-1]] = _Window(held[0], held[-1], before)
    return list(longest.values())


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
    """Separations of each employer in each window that no consultation covers.

    And of each consultation its lead, and the separations that it is about.
    """
    scenario = outcome.scenario
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    for entity in scenario.entities:
        law = laws[entity.jurisdiction]
        if law is not None:
            yield from _windows(outcome, entity, law)
            yield from _leads(outcome, entity, law)
            yield from _undue(outcome, entity, law)


def _windows(outcome: Outcome, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """The fullest window around each period's separations without a consultation."""
    scenario, line = outcome.scenario, _fewest(outcome.scenario, entity, law)
    mine = [
        each
        for each in outcome.separations
        if outcome.cohort(each).entity == entity.id and law_on(outcome, each) is not None
    ]
    counted = [(scenario.periods[each.period].starts, each.heads) for each in mine]
    counted += [(s.on, s.heads) for s in scenario.separations if s.entity == entity.id]
    for t in sorted({each.period for each in mine if not is_consulted(outcome, each)}):
        day, length = scenario.periods[t].starts, timedelta(days=law.window_days)
        fullest = max(
            sum(heads for on, heads in counted if opens <= on < opens + length)
            for opens, _ in counted
            if opens <= day < opens + length
        )
        subject = f"separations of {entity.id} within {law.window_days} days of one without a"
        yield Check(fullest, line - 1, f"{subject} consultation", period=t)


def _leads(outcome: Outcome, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """Days before the first separation that each consultation covers."""
    for t in sorted(_consulted(outcome, entity)):
        period = outcome.scenario.periods[t]
        days = (period.starts - outcome.scenario.planning_date).days
        opened = outcome.scenario.under_way.consulted(entity.id, period.label)
        needed = 0 if opened else law.consultation_days
        subject = f"days of consultation of {entity.id}"
        yield Check(days, needed, subject, at_most=False, period=t)


def _undue(outcome: Outcome, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """Consultations, other than those under way, that are about fewer people than the line."""
    scenario, line = outcome.scenario, _fewest(outcome.scenario, entity, law)
    leaving = [(s.on, s.heads) for s in scenario.separations if s.entity == entity.id]
    leaving += [
        (scenario.periods[each.period].starts, each.heads)
        for each in outcome.separations
        if outcome.cohort(each).entity == entity.id and law_on(outcome, each) is not None
    ]
    for t in sorted(_consulted(outcome, entity)):
        first, window = scenario.periods[t].starts, timedelta(days=law.window_days)
        heads = sum(
            number
            for day, number in leaving
            if first - window < day < first + window or law.covers(first, day)
        )
        if heads < line and not scenario.under_way.consulted(entity.id, scenario.periods[t].label):
            subject = f"separations that a consultation of {entity.id} is about"
            yield Check(heads, line, subject, at_most=False, period=t)


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


def _before_what(scenario: Scenario) -> str:
    return " hires are opened or seats ordered" if scenario.labour.consult_before_hiring else ""


def values(scenario: Scenario) -> Sequence[str]:
    """The line of each employer."""
    return tuple(
        f"{entity.name}: consultation from {_line(scenario, entity, law)} separations in "
        f"{law.window_days} days, {law.consultation_days} days before"
        f"{_before_what(scenario)}, {law.consultation}, covers {law.covers_days} days "
        f"({law.provenance})"
        for entity, law in ((each.entity, each.law) for each in employers(scenario))
    )


RULE = Rule(
    name="mass_redundancy",
    sentence=(
        "An employer that makes as many people redundant within the window as the law's line, by "
        "count or by share of its staff, consults on them: whoever leaves without a consultation "
        "leaves in no window, before or after, in which the line is reached; past separations "
        "count, and so do those that were consulted on. Below the line there is nothing to consult "
        "on: no consultation is opened that is about fewer, of those it covers and those that "
        "count together with the first of them. One consultation covers its days and is "
        "paid for once; it has run before those whose posts move are asked to sign and, unless the "
        "firm says otherwise, before the first step that cannot be undone: hires in the place of "
        "those it covers are opened or, at an office where blocks can be had, seats ordered."
    ),
    formula=(
        "if separations[e,t] > 0 without a consultation that covers them: for each window with t, "
        "sum of separations[e,s] in it, and past ones, <= min(count, share staff[e]) - 1; "
        "consultation[e,s] covers t where 0 <= days[t] - days[s] <= covers_days, and a post that "
        "lands at o in l where days[l] - max(hiring_days[o], block_lead_days[o] if max_blocks[o] > "
        "0) and days[t] - the agreement's days >= consultation_days or it has been opened; "
        "min(count, share staff[e]) consultation[e,s] <= sum of separations[e,t] that it covers or "
        "with |days[t] - days[s]| < window, and past ones, unless it has been opened; "
        "consultation[e,t] = 0 while days[t] < consultation_days and none has been opened"
    ),
    unit="separations",
    source=(
        "labour law of each jurisdiction; China: Labour Contract Law, Art. 41; before the first "
        "step: policy of the firm, since a hearing after the successor sits there is none"
    ),
    law=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
)
