"""Posts that a quota counts: once for the formulation, once more, apart, for the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np

from models.calendar import Period
from models.limits import Quota, QuotaKind, QuotaSpan
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.limits import RowSubject
from planner.formulation.program import Floats
from planner.formulation.sets import Integers, Mask, Sets
from planner.formulation.variables import HEADS
from planner.rules.rule import Check

QUOTA = "quota"
"""Name of the limits that quotas are."""


def limit_heads(
    builder: ProgramBuilder,
    kind: QuotaKind,
    counted: Callable[[ProgramBuilder, Quota], Mask],
    when: str,
) -> None:
    """Add a row for every span of every quota of a kind.

    Parameters
    ----------
    builder
        Where to add.
    kind
        Quotas of which kind.
    counted
        [i] which columns of ``heads`` a quota counts.
    when
        Axis of ``heads`` that says when they count: ``period`` or ``leaves``.
    """
    heads = builder.groups[HEADS]
    for quota in quotas_of(builder.sets.scenario, kind):
        which = counted(builder, quota)
        limit_columns(builder, quota, heads.ids[which], heads.index[when][which])


def limit_columns(builder: ProgramBuilder, quota: Quota, ids: Integers, periods: Integers) -> None:
    """``sum of the columns that count in a span <= heads``, for every span of a quota."""
    spans = _spans(builder, quota)
    at, position = spans[periods], builder.sets.scenario.quotas.index(quota)
    for span in np.unique(spans[spans >= 0]):
        first = int(np.argmax(spans == span))
        with builder.limiting(RowSubject(QUOTA, {"quotas": position, "period": first})):
            row = builder.add_rows(1, -np.inf, quota.heads)
        builder.enter(row, ids[at == span], 1)


def _spans(builder: ProgramBuilder, quota: Quota) -> Integers:
    """[t] number of the span that a period belongs to; -1 before the quota is in force."""
    periods = builder.sets.scenario.periods
    spans = {
        QuotaSpan.PERIOD: np.arange(len(periods)),
        QuotaSpan.CALENDAR_YEAR: np.array([period.starts.year for period in periods]),
        QuotaSpan.HORIZON: np.zeros(len(periods), dtype=np.int64),
    }[quota.span]
    if quota.effective_from is not None:
        spans[[period.starts < quota.effective_from for period in periods]] = -1
    return spans


def most_within(sets: Sets, quota: Quota, back: Integers) -> Floats:
    """[t] most posts that a quota allows within the last periods.

    Infinite where the quota is not yet in force in the first of them.
    """
    periods, start = sets.scenario.periods, quota.effective_from
    spans = {
        QuotaSpan.PERIOD: [period.index for period in periods],
        QuotaSpan.CALENDAR_YEAR: [period.starts.year for period in periods],
        QuotaSpan.HORIZON: [0 for _ in periods],
    }[quota.span]
    most = np.full(sets.span, np.inf)
    for t, length in enumerate(back):
        first = t + 1 - int(length)
        if not length or start is None or periods[first].starts >= start:
            most[t] = quota.heads * len(set(spans[first : t + 1]))
    return most


def count_heads(
    expanded: ExpandedPlan,
    kind: QuotaKind,
    counts: Callable[[LandedMove, Quota], bool],
    when: Callable[[LandedMove], int],
    subject: str,
) -> Iterable[Check]:
    """Heads that every quota of a kind counts, span by span."""
    for quota in quotas_of(expanded.scenario, kind):
        counted = [(when(each), each.heads) for each in expanded.landings if counts(each, quota)]
        yield from count_in_spans(expanded, quota, counted, subject)


def count_in_spans(
    expanded: ExpandedPlan, quota: Quota, counted: Sequence[tuple[int, int]], subject: str
) -> Iterable[Check]:
    """Posts that count within each span; ``counted`` has period and posts."""
    in_force = (
        period
        for period in expanded.scenario.periods
        if quota.effective_from is None or period.starts >= quota.effective_from
    )
    for _, span in groupby(in_force, _SPAN_OF[quota.span]):
        periods = [period.index for period in span]
        yield Check(
            sum(heads for period, heads in counted if period in periods),
            quota.heads,
            f"{subject} {quota.at} in a {quota.span.replace('_', ' ')} ({quota.id})",
            period=periods[0],
            law=quota.law,
        )


_SPAN_OF: Mapping[QuotaSpan, Callable[[Period], object]] = {
    QuotaSpan.PERIOD: lambda period: period.label,
    QuotaSpan.CALENDAR_YEAR: lambda period: period.starts.year,
    QuotaSpan.HORIZON: lambda _: "whole",
}


_EACH_SPAN: Mapping[QuotaSpan, str] = {
    QuotaSpan.PERIOD: "in each period",
    QuotaSpan.CALENDAR_YEAR: "in each calendar year",
    QuotaSpan.HORIZON: "in the whole horizon",
}


def quotas_of(scenario: Scenario, kind: QuotaKind) -> Sequence[Quota]:
    """Quotas of a kind."""
    return [quota for quota in scenario.quotas if quota.kind is kind]


def quotas_in_words(scenario: Scenario, kind: QuotaKind) -> tuple[str, ...]:
    """Every quota of a kind."""
    return tuple(
        f"{q.id}: at most {q.heads} at {q.at} {_EACH_SPAN[q.span]}"
        + (f" from {q.effective_from}" if q.effective_from else "")
        + f"; {'law' if q.law else 'policy'}: {q.source}"
        for q in quotas_of(scenario, kind)
    )


def jurisdictions(builder: ProgramBuilder) -> tuple[Integers, Integers, list[str]]:
    """[i] jurisdiction of destination and of home of every head, by position in a list."""
    scenario, heads = builder.sets.scenario, builder.groups[HEADS]
    names = [place.id for place in scenario.jurisdictions]
    of = np.array([names.index(office.jurisdiction) for office in scenario.offices])
    there = of[heads.index["office"]]
    here = of[builder.sets.home[heads.index["cohort"]]]
    return there, here, names
