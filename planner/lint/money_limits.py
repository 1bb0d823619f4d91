"""Budgets that no plan can spend, and exposure caps above the worst case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np

from models.account import Remark
from models.risk import Channel
from planner.exposure.book import CaseFile
from planner.formulation.program import Columns, Floats
from planner.formulation.variables import HEADS
from planner.lint.lint import Subject, amount, lint
from planner.rules import budget, exposure_cap, rules_of
from planner.rules.routes.spells import SPELLS
from planner.rules.seats.rule import BLOCKS
from planner.valuation import worth_in


@lint("A budget or a cap on exposure that no plan can reach.")
def idle_money(subject: Subject) -> Iterable[Remark]:
    """Limits on money that can be taken out without changing any plan."""
    in_force = rules_of(subject.scenario)
    if budget.RULE in in_force:
        yield from _budgets(subject)
    if exposure_cap.RULE in in_force:
        yield from _cap(subject)


def _budgets(subject: Subject) -> Iterator[Remark]:
    """Each budget against the most cash that any plan could spend under it.

    That is every post that can leave, at the most expensive of its moves; all seat blocks,
    measures and consultations; and the most expensive route of each entity in each period.
    """
    program, worth = subject.ways.program, worth_in(subject.scenario)
    limits = subject.scenario.budget
    named = [("total", "in total", limits.total)] if limits.total is not None else []
    named += [
        ("by_fiscal_year", f"in fiscal year {each.fiscal_year}", each.limit)
        for each in limits.by_fiscal_year
    ]
    mine = program.row_rule == program.rules.index(budget.RULE.name) if named else []
    for row, (field, words, limit) in zip(np.flatnonzero(mine), named, strict=True):
        # The rows hold the budget less what is due in any case.
        spare = (program.row_upper[row] - _most_cash(subject, int(row))) * budget.ROW_UNIT
        if spare >= 0:
            most = amount(subject, worth(limit) - spare)
            yield Remark(
                lint=idle_money.name,
                sentence=f"the budget of {limit} {words} can never bind: no plan can spend "
                f"more than {most}",
                table="budget",
                field=field,
                next_step="Lower it, or take it out.",
            )


def _most_cash(subject: Subject, row: int) -> float:
    """The most that the cash in a row could amount to, in the row's unit."""
    program = subject.ways.program
    at = program.rows == row
    cash = np.zeros(len(program.lower))
    cash[program.columns[at]] = program.values[at]
    heads, blocks, spells = (program.groups[name] for name in (HEADS, BLOCKS, SPELLS))
    movable = subject.ways.movable
    most = np.array([office.max_blocks for office in subject.scenario.offices])
    rest = np.maximum(cash, 0)
    rest[np.concatenate([heads.ids, blocks.ids, spells.ids])] = 0
    starts = ("entity", "group", "starts")
    return float(
        sum(movable[key[0]] * each for key, each in _dearest(heads, cash, ("cohort",)))
        + sum(most[key[0]] * each for key, each in _dearest(blocks, cash, ("office",)))
        + sum(each for _, each in _dearest(spells, cash, starts))
        + (rest[rest > 0] * program.upper[rest > 0]).sum()
    )


def _dearest(
    columns: Columns, cash: Floats, axes: tuple[str, ...]
) -> list[tuple[tuple[int, ...], float]]:
    """The largest coefficient of each group of variables, at least zero."""
    keys = zip(*(columns.index[axis].tolist() for axis in axes), strict=True)
    pairs = sorted(zip(keys, cash[columns.ids].tolist(), strict=True))
    return [
        (key, max(0.0, *(each for _, each in group)))
        for key, group in groupby(pairs, lambda pair: pair[0])
    ]


def _cap(subject: Subject) -> Iterator[Remark]:
    """The cap on exposure against the worst of every case in every period."""
    cap = subject.scenario.exposure_cap.total
    worst = sum(_worst(subject, case) for case in subject.books.exposure.cases)
    if cap is not None and worst <= int(worth_in(subject.scenario)(cap)):
        yield Remark(
            lint=idle_money.name,
            sentence=f"the exposure cap of {cap} can never bind: all cases at their worst amount "
            f"to {amount(subject, worst)}",
            table="exposure_cap",
            field="total",
            next_step="Lower it, or take it out.",
        )


def _worst(subject: Subject, case: CaseFile) -> int:
    """The most that a case can be expected to cost, before the risk weight and any measure.

    Presence and people: everyone it concerns stays and everyone who could come arrives, up to the
    whole loss. Exit: everyone leaves on the worst day. Export: data takes the riskiest route.
    """
    if case.channel is Channel.EXPORT:
        return int(case.export[:-1, 0].max(axis=0).sum())
    ways = subject.ways
    residents = ways.sets.cohorts_in(case.residents)
    if case.channel is Channel.EXIT:
        return int(case.per_head[0].max(initial=0)) * int(ways.movable[residents].sum())
    there = ways.sets.posts[residents].sum(axis=0) + int(ways.movable[ways.arriving(case)].sum())
    load = np.minimum(np.append(there, there[-1]), case.most_heads)
    fixed = np.where(load > 0, np.maximum(case.fixed[0], case.tail[0]), case.tail[0])
    return int((fixed + case.per_head[0] * load).sum())
