"""Cohorts with nowhere to go, and offices that never pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from models.account import ROW, Remark
from models.readable import counted
from models.workforce import Cohort
from planner.formulation.sets import MODES
from planner.lint.best_case import least_cost
from planner.lint.lint import Subject, amount, lint, short_list
from planner.lint.ways import Ways, excluding_rules

_HIRED_FOR = ("skills", "languages")
"""Fields of offices and roles that decide who can be hired."""


@lint("A cohort that may move and for which the rules leave no move at all.")
def stranded_cohorts(subject: Subject) -> Iterable[Remark]:
    """Each cohort of which the rules together let no post move, by any mode, at any time.

    A cohort that may only go to its own office, or whose posts all must stay, is meant to stay.
    Where there is one office only, there is one remark.
    """
    stranded = [
        (c, cohort)
        for c, cohort in enumerate(subject.scenario.cohorts)
        if subject.ways.movable[c]
        and not subject.ways.possible[c].any()
        and not _is_home_bound(cohort)
    ]
    if stranded and len(subject.scenario.offices) == 1:
        yield Remark(
            lint=stranded_cohorts.name,
            sentence="no post can move: there is no other office",
            table="offices",
            next_step="Add the offices that posts may go to, with seats, skills and pay.",
        )
        return
    for c, cohort in stranded:
        yield Remark(
            lint=stranded_cohorts.name,
            sentence=f"{ROW} ({counted(cohort.posts, 'post')}) cannot move anywhere: "
            f"{_why(subject.ways, c)}",
            table="cohorts",
            row=cohort.id,
            field="only_to",
            next_step=f"If it is meant to stay, write {cohort.office} in only_to; if not, relax "
            "one of the rules.",
        )


def _is_home_bound(cohort: Cohort) -> bool:
    return set(cohort.only_to) == {cohort.office}


def _why(ways: Ways, cohort: int) -> str:
    """Rules with the offices that they exclude; offices that more rules exclude come first."""
    offices = ways.sets.scenario.offices
    excluded: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for o, office in enumerate(offices):
        if o != ways.sets.home[cohort]:
            excluded[excluding_rules(ways, cohort, o)].append(office.id)
    ordered = sorted(excluded.items(), key=lambda each: (-len(each[0]), each[0]))
    return "; ".join(
        f"{', '.join(rules)} {'exclude' if len(rules) > 1 else 'excludes'} {short_list(names)}"
        for rules, names in ordered
    )


@lint("A need of a role that no other office offers, where some list nothing that they offer.")
def unhireable_roles(subject: Subject) -> Iterable[Remark]:
    """Each skill or language of a role that only the homes of its cohorts that may move offer.

    Where the other offices all list what they offer, that is what they lack, and is not remarked.
    An office that lists nothing takes no hires for a role that needs anything.
    """
    scenario, movable = subject.scenario, subject.ways.movable
    mobile = [
        cohort
        for c, cohort in enumerate(scenario.cohorts)
        if movable[c] and not _is_home_bound(cohort)
    ]
    for role in scenario.roles:
        homes = {cohort.office for cohort in mobile if cohort.role == role.id}
        others = [office for office in scenario.offices if homes - {office.id}]
        for field in _HIRED_FOR:
            offered = {name for office in others for name in getattr(office, field)}
            lacking = [name for name in getattr(role, field) if name not in offered]
            silent = [office.id for office in others if not getattr(office, field)]
            if lacking and silent:
                yield Remark(
                    lint=unhireable_roles.name,
                    sentence=f"no other office offers {short_list(lacking)}, which {ROW} needs, "
                    f"and {short_list(silent)} {'list' if len(silent) > 1 else 'lists'} no "
                    f"{field}: nobody is hired there for it",
                    table="roles",
                    row=role.id,
                    field=field,
                    next_step=f"Write in {field} of the offices what people can be hired for.",
                )


@lint("An office where no post of any cohort is ever cheaper than at home.")
def costly_offices(subject: Subject) -> Iterable[Remark]:
    """Each office that could take posts, and where even the best case costs more than staying.

    One post that moves, by any mode and in any period, is compared with the same post at home:
    every price of the move against the most that leaving could save in exposure and seats
    (``best_case.least_cost`` has the bound and why it holds). Only a rule, or a need for the seat
    at home, can still send posts there; cost never does.
    """
    cost, scenario = least_cost(subject), subject.scenario
    for o, office in enumerate(scenario.offices):
        least = cost[:, o].min(initial=np.inf)
        if not np.isfinite(least) or least <= 0:
            continue
        c, m, t = np.unravel_index(int(cost[:, o].argmin()), cost[:, o].shape)
        cohort, period = scenario.cohorts[c].id, scenario.periods[t].label
        yield Remark(
            lint=costly_offices.name,
            sentence=f"{ROW} is never worth its cost: even in the best case ({cohort} by "
            f"{MODES[m]} in {period}) a post costs {amount(subject, least)} more there than "
            "at home, less all exposure that it could save",
            table="offices",
            row=office.id,
            next_step="Check its pay and packages; if they are right, only a rule, or a need for "
            "the seat at home, sends posts there.",
        )
