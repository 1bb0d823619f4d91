"""Presence exposure: what the cases cost while people who handle the data are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.readable import in_percent
from models.risk import Channel
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.exposure import readings
from planner.formulation.builder import ProgramBuilder
from planner.rules.exposure.case_charges import charges_of, shares_of
from planner.rules.exposure.case_columns import (
    declare_absence,
    declare_load,
    declare_parts,
    declare_present,
    declare_there,
    expose,
)
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price presence and posts by the period, up to one loss, and records once all have gone."""
    for case in builder.sets.books.exposure.of(Channel.PRESENCE):
        heads = declare_there(builder, case)
        load = declare_load(builder, case, heads)
        present = declare_present(builder, case, heads)
        most_load = np.minimum(heads.most, case.most_heads)
        expose(builder, declare_parts(builder, "loaded", case, most_load, load.ids), case.per_head)
        expose(builder, declare_parts(builder, "present part", case, 1, present.ids), case.fixed)
        if case.measures:
            expose(builder, declare_absence(builder, case, present.ids), case.tail)
        else:
            expose(builder, present.ids[None, :], -case.tail)
            builder.charge(int(builder.sets.books.exposure.weighted(case.tail).sum()))
            builder.tally_constant("exposure", int(case.tail.sum()))


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Fixed share or tail share, and the per-head share, of every case in every period."""
    return charges_of(expanded, Channel.PRESENCE)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """What each move adds, by head-periods."""
    return shares_of(expanded, Channel.PRESENCE)


def values(scenario: Scenario) -> Sequence[str]:
    """Likelihood and loss of each case of the channel."""
    return cases_in_words(scenario, Channel.PRESENCE)


def cases_in_words(scenario: Scenario, channel: Channel) -> tuple[str, ...]:
    """Likelihood and loss of each case of a channel, as signals have it on the planning date."""
    topics = {topic.id for topic in scenario.topics if topic.channel is channel}
    known, today = readings(scenario), scenario.planning_date
    return tuple(
        f"{case.id}: {in_percent(known.likelihood(case, today))} a year, {scenario.loss_of(case)} "
        f"({case.source})"
        for case in scenario.cases
        if case.topic in topics
    )


RULE = Rule(
    name="presence_exposure",
    sentence=(
        "While people who can reach the data are there, a fixed part of a case's expected loss is "
        "at stake, and a further part grows with their number, arrivals included. After the last "
        "of them has left, a tail remains for the records kept. No case costs more than one loss."
    ),
    formula=(
        (
            "price: risk weight sum over k,t of p[k,t] loss[k] years[t] (fixed present[k,t] + "
            "per_head load[k,t] / ref[k] + tail (1 - present[k,t]))"
        ),
        "present: there[k,t] <= most present[k,t]",
        (
            "load: load[k,t] = min(there[k,t], most[k]), most[k] = ref (1 - fixed) / per_head, "
            "rounded down"
        ),
    ),
    cuts=(
        (
            "by cohort: load[k,t] >= most[k] - sum over residents c of min(posts - home, posts (1 "
            "- full))[c,t]"
        ),
        "anyone home: home[c,t] <= posts[c,t] present[k,t] for every resident c",
    ),
    unit="money",
    source="likelihoods and losses: the scenario's cases table, each with its own source",
    build=build,
    charges=charges,
    expected=True,
    shares=shares,
    category=CostCategory.EXPOSURE,
    values=values,
)
