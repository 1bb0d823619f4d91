"""Sure acceptance: people who could be asked to transfer, and of whom nobody is said to refuse."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.remarks import Remark
from models.workforce import Mode
from planner.formulation.sets import MODES
from planner.lint.lint import Lint, Subject, named
from planner.rules import acceptance, rules_of

TRANSFER = MODES.index(Mode.TRANSFER)


def find(subject: Subject) -> Iterable[Remark]:
    """Each cohort that could be transferred to an office for which it has no acceptance.

    A row for all destinations together covers every office.
    """
    scenario, ways = subject.scenario, subject.ways
    if acceptance.RULE not in rules_of(scenario):
        return
    asked = {(row.cohort, row.office) for row in scenario.acceptance}
    for c, cohort in enumerate(scenario.cohorts):
        reachable = np.flatnonzero(ways.possible[c, :, TRANSFER].any(axis=-1))
        offices = [scenario.offices[o].id for o in reachable]
        sure = [name for name in offices if not {(cohort.id, None), (cohort.id, name)} & asked]
        if sure:
            yield Remark(
                lint=LINT.name,
                words=f"{cohort.id} could be transferred to {named(sure)} and has no acceptance: "
                "everyone asked is taken to accept",
                table="acceptance",
                row=cohort.id,
                field="share",
                next_step="Add a row with a share and a low value.",
            )


LINT = Lint(
    name="sure_acceptance",
    sentence="A cohort that may be transferred and is taken to accept in whole.",
    find=find,
)
