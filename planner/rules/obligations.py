"""Obligations: the certain cost of legal duties on people, systems and exported data in a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.obligations import Obligation, ObligationAbout
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.exposure import ObligationFile
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers
from planner.formulation.variables import with_tail
from planner.rules.exposure.case_charges import heads_there
from planner.rules.exposure.case_columns import declare_present, declare_there
from planner.rules.routes.data_leaving import is_exported
from planner.rules.routes.export_columns import exported_ids, regulated_datasets
from planner.rules.routes.spells import SPELLS
from planner.rules.rule import Charge, Rule


def build(builder: ProgramBuilder) -> None:
    """Price each obligation while its subject is there; a system is there in every plan."""
    for each in builder.sets.books.obligations:
        if not each.due.any():
            continue
        if each.about is ObligationAbout.POSTS_WITH_ACCESS:
            present = declare_present(builder, each, declare_there(builder, each))
            _build_price(builder, each, present.ids)
        elif each.about is ObligationAbout.EXPORTED:
            _build_exported(builder, each)
        elif each.datasets:
            builder.charge(int(each.set_up[np.argmax(each.due)]) + int(each.yearly.sum()))


def _build_exported(builder: ProgramBuilder, each: ObligationFile) -> None:
    """``owed[t] >= exported[d, t]`` for each dataset that it is about."""
    leaving = each.datasets & {dataset.id for dataset in regulated_datasets(builder.sets.scenario)}
    if not leaving or builder.declared_if_in_force(SPELLS, "routes") is None:
        return  # Without routes nothing says what leaves.
    index = {"period": np.arange(builder.sets.span)}
    owed = builder.declare(f"owed {each.id}", index, 0, 1, integer=False).ids
    for dataset in sorted(leaving):
        rows = builder.add_rows(builder.sets.span, 0, np.inf)
        builder.enter(rows, owed, 1)
        builder.enter(rows, exported_ids(builder, dataset), -1)
    _build_price(builder, each, owed)


def _build_price(builder: ProgramBuilder, each: ObligationFile, owed: Integers) -> None:
    """The yearly sum while owed; ``begun[t] >= begun[t-1]`` and ``>= owed[t]`` where it is due."""
    builder.price(owed, with_tail(each.yearly))
    if not each.set_up.any():
        return
    index = {"period": np.arange(builder.sets.span)}
    begun = builder.declare(f"begun {each.id}", index, 0, 1, integer=False).ids
    rows = builder.add_rows(len(begun) - 1, 0, np.inf)
    builder.enter(rows, begun[1:], 1)
    builder.enter(rows, begun[:-1], -1)
    rows = builder.add_rows(int(each.due.sum()), 0, np.inf)
    builder.enter(rows, begun[each.due], 1)
    builder.enter(rows, owed[each.due], -1)
    # Discounting makes a later set-up cheaper, so no solution gains by beginning early.
    builder.price(begun, each.set_up - np.append(each.set_up[1:], 0))


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Set-up on the first day on which each is owed, and the yearly sum while it is."""
    for each in expanded.books.obligations:
        yield from charges_for(expanded, each)


def charges_for(expanded: ExpandedPlan, each: ObligationFile) -> Iterable[Charge]:
    """What a plan owes for one obligation."""
    there = _there(expanded, each)
    owed = [bool(due) and there[t] for t, due in enumerate(each.due)]
    if any(owed):
        first = owed.index(True)
        once = int(each.set_up[first])
        yield Charge(once, once, period=first, once=True)
    for t, is_owed in enumerate((*owed, owed[-1])):
        if is_owed:
            running = int(each.yearly[t])
            yield Charge(running, running, period=t)


def _there(expanded: ExpandedPlan, each: ObligationFile) -> list[bool]:
    """[t] whether the entity has in the place what the obligation is about."""
    span = len(expanded.scenario.periods)
    if each.about is ObligationAbout.POSTS_WITH_ACCESS:
        return [heads > 0 for heads in heads_there(expanded, each)]
    if each.about is ObligationAbout.SYSTEM:
        return [bool(each.datasets)] * span
    leaves = [False] * span
    for dataset in expanded.scenario.datasets:
        if dataset.id in each.datasets:
            leaves = [a or b for a, b in zip(leaves, is_exported(expanded, dataset), strict=True)]
    return leaves


def values(scenario: Scenario) -> Sequence[str]:
    """What each is about, when it is due and what it costs."""
    return tuple(
        f"{each.name} ({each.entity}, {each.jurisdiction}): {each.set_up} once, {each.yearly} a "
        f"year while there are {_about(each)}; {_when(each)} ({each.certainty}: {each.source})"
        for each in scenario.obligations
    )


def _about(each: Obligation) -> str:
    words = {
        ObligationAbout.POSTS_WITH_ACCESS: "posts with access to",
        ObligationAbout.SYSTEM: "systems with",
        ObligationAbout.EXPORTED: "exports of",
    }[each.about]
    classes = " or ".join(each.data_classes)
    level = f"data of level {each.mlps_level} or more" if each.mlps_level else ""
    return f"{words} {', '.join(part for part in (each.dataset, classes, level) if part)}"


def _when(each: Obligation) -> str:
    if each.in_force:
        return "set up already"
    if each.matter is not None:
        return f"due once {each.matter} is at the stage {each.stage}"
    return f"due from {each.due_from}" if each.due_from else "due now"


RULE = Rule(
    name="obligations",
    sentence=(
        "While an employer has in a jurisdiction what a legal duty is about (posts with access, a "
        "system, exported data), it pays for that duty once and by the year. These costs are "
        "certain, not expected losses, and are not part of the programme's budget."
    ),
    formula=(
        "owed: owed[b,t] = present[b,t] for posts, owed[b,t] >= exported[d,t] for exports",
        "begun: begun[b,t] >= begun[b,t-1] and >= owed[b,t] while due[b,t]",
        (
            "price: set_up[b,t] (begun[b,t] - begun[b,t-1]) + yearly[b] years[t] owed[b,t] while "
            "due[b,t]"
        ),
    ),
    unit="money",
    source="each obligation of the scenario names its own",
    build=build,
    charges=charges,
    values=values,
)
