"""Acceptance: not everyone who is asked to move says yes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from models.limits import Acceptance
from models.money import Money
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def build(draft: Draft) -> None:
    """``transfers of c to o <= floor(share posts[c])``, and over all destinations together."""
    sets, heads = draft.sets, draft.groups[HEADS]
    cohorts = [cohort.id for cohort in sets.scenario.cohorts]
    offices = [office.id for office in sets.scenario.offices]
    transfers = heads.index["mode"] == MODES.index(Mode.TRANSFER)
    for row in sets.scenario.acceptance:
        c = cohorts.index(row.cohort)
        mine = transfers & (heads.index["cohort"] == c)
        if row.office is not None:
            mine &= heads.index["office"] == offices.index(row.office)
        people = sets.scenario.cohorts[c].posts - sets.scenario.cohorts[c].vacant
        limit = draft.add_rows(1, -np.inf, int(Fraction(str(row.share)) * people))
        draft.enter(limit, heads.ids[mine], 1)


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Transfers against those expected to accept, at the planning value and at the low one."""
    people = {cohort.id: cohort.posts - cohort.vacant for cohort in outcome.scenario.cohorts}
    for row in outcome.scenario.acceptance:
        asked = [
            i
            for i, move in enumerate(outcome.plan.moves)
            if move.mode is Mode.TRANSFER
            and move.cohort == row.cohort
            and row.office in {None, move.destination}
        ]
        heads = sum(outcome.plan.moves[i].heads for i in asked)
        to = f" to {row.office}" if row.office else ""
        for share, low in ((row.share, False), (row.low, True)):
            accepted = int(Fraction(str(share)) * people[row.cohort])
            subject = f"transfers of {row.cohort}{to} against those who accept"
            if low:
                subject += " at the low value" + _fallback(outcome, asked, heads - accepted)
            yield Check(heads, accepted, subject, cohorts=(row.cohort,), advisory=low)


def _fallback(outcome: Outcome, asked: Sequence[int], refusers: int) -> str:
    """What it costs more to make refusers redundant and hire at their destination, in words.

    Refusers are taken from the last moves first. A listed figure stays what it is.
    """
    if refusers <= 0:
        return ""
    costs, extra, left = outcome.costs, 0, refusers
    transfer, redundancy = MODES.index(Mode.TRANSFER), MODES.index(Mode.REDUNDANCY)
    for i in reversed(asked):
        at = outcome.landings[i]
        refusing = min(left, at.heads)
        left -= refusing
        each = int(costs.severance[at.cohort, at.leaves])
        each += int(costs.hiring[at.cohort, at.office, at.lands])
        each -= int(costs.relocation[at.cohort, at.office, at.lands])
        each += int(costs.ramp_up[at.cohort, at.office, redundancy, at.lands])
        each -= int(costs.ramp_up[at.cohort, at.office, transfer, at.lands])
        extra += 0 if costs.listed[at.cohort, at.office] else refusing * each
    amount = Money(currency=outcome.scenario.currency, amount=abs(extra))
    return f", {refusers} hired for instead at {amount} {'less' if extra < 0 else 'more'}"


def values(scenario: Scenario) -> Sequence[str]:
    """Shares of each cohort."""
    return tuple(_line(row) for row in scenario.acceptance)


def _line(row: Acceptance) -> str:
    to = row.office or "anywhere"
    return f"{row.cohort} to {to}: {row.share:.0%} accept, {row.low:.0%} at the low value"


RULE = Rule(
    name="acceptance",
    sentence=(
        "No more people are transferred than are expected to accept; the plan is judged again at "
        "the low value, where those who refuse are made redundant and hired for instead."
    ),
    formula="sum over t of heads[c,o,transfer,t] <= floor(accepted[c,o] people[c]); over all o too",
    unit="people",
    source="surveys are of moves within one country (domain facts 5d); an assumption here",
    build=build,
    checks=checks,
    values=values,
)
