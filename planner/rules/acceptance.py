"""Acceptance: not everyone who is asked to move accepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from models.limits import Acceptance
from models.scenario import Scenario
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.rule import Charge, Check, Rule


def _words(limit: NamedLimit) -> str:
    row = limit.row_of(limit.scenario.acceptance)
    to = f" to {limit.office_name(row.office)}" if row.office else ""
    return f"{row.share:.0%} of {row.cohort} accept a transfer{to}"


ACCEPTANCE = LimitKind("acceptance", _words)


def build(builder: ProgramBuilder) -> None:
    """``transfers of c to o <= floor(share posts[c])``, and over all destinations together."""
    sets, heads = builder.sets, builder.groups[HEADS]
    cohorts = [cohort.id for cohort in sets.scenario.cohorts]
    offices = [office.id for office in sets.scenario.offices]
    transfers = heads.index["mode"] == MODES.index(Mode.TRANSFER)
    for i, row in enumerate(sets.scenario.acceptance):
        c = cohorts.index(row.cohort)
        mine = transfers & (heads.index["cohort"] == c)
        if row.office is not None:
            mine &= heads.index["office"] == offices.index(row.office)
        people = sets.scenario.cohorts[c].posts - sets.scenario.cohorts[c].vacant
        goes = Fraction(str(row.share)) * (1 - Fraction(str(row.withdraws)))
        with builder.limiting(ACCEPTANCE.at(acceptance=i)):
            limit = builder.add_rows(1, -np.inf, int(goes * people))
        builder.enter(limit, heads.ids[mine], 1)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Transfers against those expected to accept, at the planning value and at the low one."""
    people = {cohort.id: cohort.posts - cohort.vacant for cohort in expanded.scenario.cohorts}
    for row in expanded.scenario.acceptance:
        heads = sum(
            move.heads
            for move in expanded.plan.moves
            if move.mode is Mode.TRANSFER
            and move.cohort == row.cohort
            and row.office in {None, move.destination}
        )
        to = f" to {row.office}" if row.office else ""
        stays = 1 - Fraction(str(row.withdraws))
        planned, least = (
            int(Fraction(str(share)) * stays * people[row.cohort]) for share in (row.share, row.low)
        )
        subject = f"transfers of {row.cohort}{to} against those who accept"
        yield Check(heads, planned, subject, cohorts=(row.cohort,))
        yield Check(
            heads,
            least,
            f"{subject} at the low value",
            cohorts=(row.cohort,),
            advisory=True,
            words=f"transfers of {row.cohort}{to}: at the low value {least} accept, the plan "
            f"counts on {heads}",
        )


def values(scenario: Scenario) -> Sequence[str]:
    """Share of each cohort that accepts."""
    return tuple(_line(row) for row in scenario.acceptance)


def _line(row: Acceptance) -> str:
    to = row.office or "anywhere"
    withdraw = f", {row.withdraws:.0%} of them withdraw" if row.withdraws else ""
    return f"{row.cohort} to {to}: {row.share:.0%} accept{withdraw}, {row.low:.0%} at the low value"


RULE = Rule(
    name="acceptance",
    sentence=(
        "No more people are transferred than are expected to accept the offer and not to "
        "withdraw. The finding also says how many accept at the low value."
    ),
    formula=(
        (
            "to an office: sum over t of heads[c,o,transfer,t] <= floor(accepted[c,o] (1 - "
            "withdraws[c,o]) people[c])"
        ),
        "to all offices together: the same, summed over o",
    ),
    unit="people",
    source="assumptions of the scenario, since surveys cover moves within one country only",
    build=build,
    checks=checks,
    values=values,
    limits=(ACCEPTANCE,),
)
