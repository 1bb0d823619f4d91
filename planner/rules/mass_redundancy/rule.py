"""Mass redundancy: separations that must be consulted on first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from models.labour import MassRedundancy
from models.places import Entity
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, Separation
from planner.rules.mass_redundancy.consultations import (
    employers,
    threshold_of,
)
from planner.rules.mass_redundancy.coverage import is_consulted, law_on
from planner.rules.mass_redundancy.limits import CONSULTATION
from planner.rules.mass_redundancy.rows import build
from planner.rules.rule import Charge, Check, Rule


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Separations of each employer in each window that no consultation covers.

    And of each consultation its lead, and the separations that it is about.
    """
    scenario = expanded.scenario
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    for entity in scenario.entities:
        law = laws[entity.jurisdiction]
        if law is not None:
            yield from _windows(expanded, entity, law)
            yield from _leads(expanded, entity, law)
            yield from _below_threshold(expanded, entity, law)


def _windows(expanded: ExpandedPlan, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """The fullest window around each period's separations without a consultation."""
    scenario, threshold = expanded.scenario, _fewest(expanded.scenario, entity, law)
    mine = list(_separations(expanded, entity))
    counted = [(scenario.periods[each.period].starts, each.heads) for each in mine]
    counted += [(s.on, s.heads) for s in scenario.separations if s.entity == entity.id]
    for t in sorted({each.period for each in mine if not is_consulted(expanded, each)}):
        day, length = scenario.periods[t].starts, timedelta(days=law.window_days)
        fullest = max(
            sum(heads for on, heads in counted if opens <= on < opens + length)
            for opens, _ in counted
            if opens <= day < opens + length
        )
        subject = f"separations of {entity.id} within {law.window_days} days of one without a"
        yield Check(fullest, threshold - 1, f"{subject} consultation", period=t)


def _separations(expanded: ExpandedPlan, entity: Entity) -> Iterator[Separation]:
    """Separations of an employer that its law on mass redundancy is about."""
    for each in expanded.separations:
        cohort = expanded.cohort(each)
        if cohort.entity == entity.id and law_on(expanded.scenario, cohort) is not None:
            yield each


def _leads(expanded: ExpandedPlan, entity: Entity, law: MassRedundancy) -> Iterable[Check]:
    """Days before the first separation that each consultation covers."""
    scenario = expanded.scenario
    for t in sorted(_periods_of_consultations(expanded, entity)):
        period = scenario.periods[t]
        opened = scenario.under_way.consulted(entity.id, period.label)
        days = (period.starts - (scenario.planning_date if opened else scenario.acts_from)).days
        needed = 0 if opened else law.consultation_days
        subject = f"days of consultation of {entity.id}"
        yield Check(days, needed, subject, at_most=False, period=t)


def _below_threshold(
    expanded: ExpandedPlan, entity: Entity, law: MassRedundancy
) -> Iterable[Check]:
    """Consultations, other than those under way, that are about fewer people than the threshold."""
    scenario, threshold = expanded.scenario, _fewest(expanded.scenario, entity, law)
    leaving = [(s.on, s.heads) for s in scenario.separations if s.entity == entity.id]
    leaving += [
        (scenario.periods[each.period].starts, each.heads)
        for each in _separations(expanded, entity)
    ]
    for t in sorted(_periods_of_consultations(expanded, entity)):
        first, window = scenario.periods[t].starts, timedelta(days=law.window_days)
        heads = sum(
            number
            for day, number in leaving
            if first - window < day < first + window or law.covers(first, day)
        )
        opened = scenario.under_way.consulted(entity.id, scenario.periods[t].label)
        if heads < threshold and not opened:
            subject = f"separations that a consultation of {entity.id} is about"
            yield Check(heads, threshold, subject, at_most=False, period=t)


def _periods_of_consultations(expanded: ExpandedPlan, entity: Entity) -> set[int]:
    talks = expanded.plan.consultations
    return {expanded.period(talk.period) for talk in talks if talk.entity == entity.id}


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


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Every consultation."""
    entities = [entity.id for entity in expanded.scenario.entities]
    for talk in expanded.plan.consultations:
        at = entities.index(talk.entity), expanded.period(talk.period)
        once, cash = (
            int(expanded.books.duties.consultation[at]),
            int(expanded.books.duties.consultation_cash[at]),
        )
        yield Charge(once, once, cash, at[1])


def _before_what(scenario: Scenario) -> str:
    return " hires are opened or seats ordered" if scenario.labour.consult_before_hiring else ""


def values(scenario: Scenario) -> Sequence[str]:
    """The threshold of each employer."""
    return tuple(
        f"{entity.name}: consultation from {threshold_of(scenario, entity, law)} separations in "
        f"{law.window_days} days, {law.consultation_days} days before"
        f"{_before_what(scenario)}, {law.consultation}, covers {law.covers_days} days "
        f"({law.provenance})"
        for entity, law in ((each.entity, each.law) for each in employers(scenario))
    )


RULE = Rule(
    name="mass_redundancy",
    sentence=(
        "An employer whose redundancies within a window reach the threshold of the law, by count "
        "or by share of its staff, consults on them. Nobody leaves without a consultation in a "
        "window, before or after, in which the threshold is reached; past separations count, and "
        "so do those that a consultation covers. No consultation is opened below the threshold, "
        "counting the separations that it covers and those that count together with the first of "
        "them. One consultation covers a number of days and is paid for once. It has ended before "
        "the people whose posts move are asked to sign and, unless the firm says otherwise, "
        "before the first step that cannot be undone: opening the hires that replace them or, at "
        "an office where seat blocks can be had, ordering seats."
    ),
    formula=(
        (
            "threshold: if separations[e,t] > 0 without a consultation that covers them: for each "
            "window with t, sum of separations[e,s] in it, and past ones, <= min(count, share "
            "staff[e]) - 1"
        ),
        "cover: consultation[e,s] covers t where 0 <= days[t] - days[s] <= covers_days",
        (
            "in time: it covers a post that lands at o in l where it has been opened, or days[l] "
            "- max(hiring_days[o], block_lead_days[o] if max_blocks[o] > 0) and days[t] - the "
            "agreement's days >= consultation_days"
        ),
        (
            "due: min(count, share staff[e]) consultation[e,s] <= sum of separations[e,t] that it "
            "covers or with |days[t] - days[s]| < window, and past ones, unless it has been "
            "opened"
        ),
        "lead: consultation[e,t] = 0 while days[t] < consultation_days and none has been opened",
        "price: consultation[e,t] once",
    ),
    cuts=(
        (
            "windows: sum of separations in a window <= threshold - 1 + most times the "
            "consultations that cover some of them"
        ),
    ),
    unit="separations",
    source=(
        "labour law of each jurisdiction; China: Labour Contract Law, Art. 41; before the first "
        "step: policy of the firm, since a hearing after the successor has "
        "started is not one"
    ),
    law=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
    limits=(CONSULTATION,),
)
