"""Idle quotas: caps on heads that no plan can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from models.limits import Quota, QuotaKind, QuotaSpan
from models.remarks import Remark
from models.workforce import Mode
from planner.formulation.sets import MODES, Integers, Mask
from planner.lint.lint import Lint, Subject

BY_RULE = {
    QuotaKind.ARRIVALS: "arrivals",
    QuotaKind.VISAS: "visas",
    QuotaKind.REDUNDANCIES: "redundancies",
    QuotaKind.PEOPLE_AT_RISK: "people_at_risk",
}


def find(subject: Subject) -> Iterable[Remark]:
    """Each quota that can be taken out without a change, as it holds whatever moves.

    The most that could count is, in each span, every post that can leave at all of every cohort
    with a move that counts then, and every post that falls away then; of people at risk, all that
    are at home there and all that could come. Other limits are left aside, so that no quota is
    called idle for another's sake.
    """
    off = subject.scenario.switched_off
    for quota in subject.scenario.quotas:
        if BY_RULE[quota.kind] in off:
            continue
        counts = list(_most(subject, quota))
        if not counts:
            words, step = "holds in no period of the horizon", "Check effective_from."
        elif max(counts) <= quota.heads:
            words = f"can never bind: at most {max(counts)} could count, and it lets {quota.heads}"
            step = "Lower it, or take it out."
        else:
            continue
        yield Remark(
            lint=LINT.name,
            words=f"quota {quota.id} {words}",
            table="quotas",
            row=quota.id,
            field="heads" if counts else "effective_from",
            next_step=step,
        )


def _most(subject: Subject, quota: Quota) -> Iterator[int]:
    """The most heads that a quota could count, span by span."""
    at_risk = quota.kind is QuotaKind.PEOPLE_AT_RISK
    counted = _counted(subject, quota)
    if at_risk:
        present = _at_risk(subject, quota, counted)
        yield from (int(present[t]) for span in _spans(subject, quota) for t in span)
        return
    when, falls = _when(subject, quota, counted), _falls(subject, quota)
    for span in _spans(subject, quota):
        moved = int(subject.ways.movable[when[:, span].any(axis=1)].sum())
        yield moved + int(falls[:, span].sum())


def _spans(subject: Subject, quota: Quota) -> list[list[int]]:
    spans: defaultdict[object, list[int]] = defaultdict(list)
    for period in subject.scenario.periods:
        if quota.effective_from is None or period.starts >= quota.effective_from:
            key = {
                QuotaSpan.PERIOD: period.index,
                QuotaSpan.CALENDAR_YEAR: period.starts.year,
                QuotaSpan.HORIZON: 0,
            }[quota.span]
            spans[key].append(period.index)
    return list(spans.values())


def _counted(subject: Subject, quota: Quota) -> Mask:
    """[c, o, m, t] open moves that a quota counts."""
    ways, offices = subject.ways, subject.scenario.offices
    inside = np.array([office.jurisdiction == quota.at for office in offices])
    counted = ways.open.copy()
    if quota.kind is QuotaKind.ARRIVALS:
        counted[:, [office.id != quota.at for office in offices]] = False
    elif quota.kind is QuotaKind.REDUNDANCIES:
        counted[~inside[ways.sets.home]] = False
        counted[:, :, [mode is not Mode.REDUNDANCY for mode in MODES]] = False
    else:
        counted[:, ~inside] = False
    if quota.kind is QuotaKind.VISAS:
        counted[inside[ways.sets.home]] = False
        counted[:, :, [mode is not Mode.TRANSFER for mode in MODES]] = False
    return counted


def _when(subject: Subject, quota: Quota, counted: Mask) -> Mask:
    """[c, t] whether a move counts in a period: on leaving for redundancies, else on landing."""
    when: Mask = np.any(counted, axis=(1, 2))
    later = subject.ways.sets.overlap[MODES.index(Mode.REDUNDANCY)]
    if quota.kind is QuotaKind.REDUNDANCIES and later:
        when = np.pad(when[:, :-later], ((0, 0), (later, 0)))
    return when


def _falls(subject: Subject, quota: Quota) -> Integers:
    """[c, t] posts that fall away where a quota of redundancies counts them; else none."""
    sets, scenario = subject.ways.sets, subject.scenario
    today = np.array([[cohort.posts] for cohort in scenario.cohorts])
    falls: Integers = np.maximum(-np.diff(sets.posts, axis=1, prepend=today), 0)
    inside = np.array([office.jurisdiction == quota.at for office in scenario.offices])[sets.home]
    falls[~inside | (quota.kind is not QuotaKind.REDUNDANCIES)] = 0
    return falls


def _at_risk(subject: Subject, quota: Quota, counted: Mask) -> Integers:
    """[t] posts at risk at home there, and those that could land there beside them."""
    sets, scenario = subject.ways.sets, subject.scenario
    at_risk = np.array([cohort.at_risk for cohort in scenario.cohorts])
    inside = np.array([office.jurisdiction == quota.at for office in scenario.offices])[sets.home]
    # A post from inside counts twice only while it is handed over.
    twice = sets.overlap[None, None, :, None] > 0
    lands = np.where(inside, (counted & twice).any(axis=(1, 2, 3)), counted.any(axis=(1, 2, 3)))
    home: Integers = sets.posts[at_risk & inside].sum(axis=0)
    return home + int(subject.ways.movable[at_risk & lands].sum())


LINT = Lint(
    name="idle_quotas",
    sentence="A quota that no plan can reach.",
    find=find,
)
