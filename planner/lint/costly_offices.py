"""Costly offices: destinations where no post is ever cheaper than at home."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.remarks import Remark
from planner.formulation.sets import MODES
from planner.lint.best_case import least_cost
from planner.lint.lint import Lint, Subject, amount


def find(subject: Subject) -> Iterable[Remark]:
    """Each office that could take posts, and where even the best case costs more than staying.

    Compared is one post, by any mode and in any period, with the same post at home: every price
    that stands on it, against the most that leaving could save of exposure and of seats
    (``best_case.least_cost`` has the bound and why it holds). A rule can still send posts there, or
    somebody who needs the seat at home; the price of the move never does.
    """
    cost, scenario = least_cost(subject), subject.scenario
    for o, office in enumerate(scenario.offices):
        least = cost[:, o].min(initial=np.inf)
        if not np.isfinite(least) or least <= 0:
            continue
        c, m, t = np.unravel_index(int(cost[:, o].argmin()), cost[:, o].shape)
        cohort, period = scenario.cohorts[c].id, scenario.periods[t].label
        yield Remark(
            lint=LINT.name,
            words=f"{office.id} is never worth its cost: even in the best case ({cohort} by "
            f"{MODES[m]} in {period}) a post costs {amount(subject, least)} more there than "
            "staying, all exposure it could save counted",
            table="offices",
            row=office.id,
            next_step="Check its pay and packages; if they are right, only a rule, or somebody who "
            "needs the seat at home, sends posts there.",
        )


LINT = Lint(
    name="costly_offices",
    sentence="An office where no post of any cohort is ever cheaper than at home.",
    find=find,
)
