"""Limits on posts and people that no plan can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import numpy as np

from models.account import ROW, Remark
from models.limits import Quota, QuotaKind, QuotaSpan
from models.readable import counted
from models.workforce import Mode, PlaceKind, ResidualPresence
from planner.formulation.sets import MODES, Integers, Mask
from planner.lint.lint import Subject, lint
from planner.lint.ways import MODE, OFFICE, PERIOD, leaves_of
from planner.rules import acceptance, continuity, rules_of


@lint("A quota that no plan can reach.")
def idle_quotas(subject: Subject) -> Iterable[Remark]:
    """Each quota that can be taken out without a change, since no plan can exceed it.

    The most that can count within a span is every post that can leave at all, of every cohort with
    a move that counts then, plus every post that falls away then; for people at risk, all who are
    at home there and all who could come. Other limits are disregarded, so that no quota is called
    idle because of another one.
    """
    off = subject.scenario.switched_off
    for quota in subject.scenario.quotas:
        # The rule of a quota has the name of its kind.
        if quota.kind in off:
            continue
        counts = list(MOST_COUNTED[quota.kind](subject, quota))
        if not counts:
            words, step = "applies in no period of the horizon", "Check effective_from."
        elif max(counts) <= quota.heads:
            words = (
                f"can never bind: at most {max(counts)} could count, and it allows {quota.heads}"
            )
            step = "Lower it, or take it out."
        else:
            continue
        yield Remark(
            lint=idle_quotas.name,
            sentence=f"quota {ROW} {words}",
            table="quotas",
            row=quota.id,
            field="heads" if counts else "effective_from",
            next_step=step,
        )


def _arrivals(subject: Subject, quota: Quota) -> Iterator[int]:
    there = [office.id == quota.at for office in subject.scenario.offices]
    lands: Mask = np.any(subject.ways.open[:, there], axis=(OFFICE, MODE))
    return _most_moved(subject, quota, lands)


def _departures(subject: Subject, quota: Quota) -> Iterator[int]:
    office = next(o for o in subject.scenario.offices if o.id == quota.at)
    mine = np.array([cohort.office == quota.at for cohort in subject.scenario.cohorts])
    # After the lease can be ended, posts leave freely.
    ends = office.lease_break
    counts = np.array([ends is None or each.starts < ends for each in subject.scenario.periods])
    leaves = np.array([leaves_of(subject.ways, mode) for mode in MODES]).any(axis=0)
    return _most_moved(subject, quota, leaves & mine[:, None] & counts)


def _visas(subject: Subject, quota: Quota) -> Iterator[int]:
    ways, inside = subject.ways, _inside(subject, quota)
    lands: Mask = np.any(ways.open[:, inside, MODES.index(Mode.TRANSFER)], axis=OFFICE)
    return _most_moved(subject, quota, lands & ~inside[ways.sets.home][:, None])


def _redundancies(subject: Subject, quota: Quota) -> Iterator[int]:
    sets = subject.ways.sets
    mine = _inside(subject, quota)[sets.home][:, None]
    leaves = leaves_of(subject.ways, Mode.REDUNDANCY) & mine
    today = np.array([[cohort.posts] for cohort in subject.scenario.cohorts])
    falls = np.maximum(-np.diff(sets.posts, axis=1, prepend=today), 0) * mine
    return _most_moved(subject, quota, leaves, falls)


def _people_at_risk(subject: Subject, quota: Quota) -> Iterator[int]:
    ways, scenario = subject.ways, subject.scenario
    at_risk = np.array([cohort.at_risk for cohort in scenario.cohorts])
    inside = _inside(subject, quota)
    mine = inside[ways.sets.home]
    counted = ways.open[:, inside]
    # A post from inside counts twice only while it is handed over.
    twice = np.take(counted, np.flatnonzero(ways.sets.overlap), axis=MODE)
    anywhere = OFFICE, MODE, PERIOD
    lands = np.where(mine, twice.any(axis=anywhere), counted.any(axis=anywhere))
    present = ways.sets.posts[at_risk & mine].sum(axis=0)
    present = present + int(ways.movable[at_risk & lands].sum())
    return (int(present[t]) for span in _spans(subject, quota) for t in span)


MOST_COUNTED: Mapping[QuotaKind, Callable[[Subject, Quota], Iterator[int]]] = {
    QuotaKind.ARRIVALS: _arrivals,
    QuotaKind.DEPARTURES: _departures,
    QuotaKind.VISAS: _visas,
    QuotaKind.REDUNDANCIES: _redundancies,
    QuotaKind.PEOPLE_AT_RISK: _people_at_risk,
}
"""The most that a quota of each kind could count, span by span."""


def _most_moved(
    subject: Subject, quota: Quota, when: Mask, falls: Integers | None = None
) -> Iterator[int]:
    """The most posts of moves, and of those that fall away, span by span.

    Parameters
    ----------
    subject
        The scenario.
    quota
        The quota.
    when
        [c, t] whether a move of a cohort counts in a period.
    falls
        [c, t] posts that count since they fall away.
    """
    for span in _spans(subject, quota):
        moved = int(subject.ways.movable[when[:, span].any(axis=1)].sum())
        yield moved + (0 if falls is None else int(falls[:, span].sum()))


def _inside(subject: Subject, quota: Quota) -> Mask:
    """[o] offices in the jurisdiction of a quota."""
    return np.array([office.jurisdiction == quota.at for office in subject.scenario.offices])


def _spans(subject: Subject, quota: Quota) -> list[list[int]]:
    """Periods that a quota takes together, without those before it applies."""
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


@lint("A limit on acceptance, presence or continuity that every plan keeps.")
def idle_posts(subject: Subject) -> Iterable[Remark]:
    """Acceptance, presence and continuity that can be taken out without changing any plan.

    Other limits are disregarded, so that none is called idle because of another one. Presence that
    law demands stays whether it binds or not, so there is no remark on it.
    """
    in_force = rules_of(subject.scenario)
    if acceptance.RULE in in_force:
        yield from _acceptance(subject)
    yield from _presence(subject)
    if continuity.RULE in in_force:
        yield from _continuity(subject)


def _acceptance(subject: Subject) -> Iterator[Remark]:
    """Rows for transfers that nobody can make."""
    scenario, ways = subject.scenario, subject.ways
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    for row in scenario.acceptance:
        to = np.array([row.office in {None, office.id} for office in scenario.offices])
        transfers = ways.open[cohorts[row.cohort], to, MODES.index(Mode.TRANSFER)]
        if not transfers.any() or not ways.movable[cohorts[row.cohort]]:
            where = row.office or "any office"
            yield Remark(
                lint=idle_posts.name,
                sentence=f"acceptance of {row.cohort} can never bind: no transfer to {where} "
                "is open",
                table="acceptance",
                row=f"{row.cohort}/{row.office or ''}",
                field="share",
                next_step="Open the transfer (pay, package, only_to), or take the line out.",
            )


def _presence(subject: Subject) -> Iterator[Remark]:
    """Requirements of policy that posts which cannot leave already meet."""
    for requirement in subject.scenario.presence:
        staying = 0 if requirement.law else _posts_that_stay(subject, requirement)
        if staying >= requirement.posts:
            yield Remark(
                lint=idle_posts.name,
                sentence=f"presence {ROW} can never bind: "
                f"{counted(staying, 'post')} of its roles cannot leave {requirement.at}, "
                f"and it asks for {requirement.posts}",
                table="presence",
                row=requirement.id,
                field="posts",
                next_step="Raise it, or take it out.",
            )


def _posts_that_stay(subject: Subject, requirement: ResidualPresence) -> int:
    """Posts of the roles that stay at the place in every period of every plan."""
    scenario, ways = subject.scenario, subject.ways
    field = {PlaceKind.OFFICE: "id", PlaceKind.ENTITY: "entity"}.get(
        requirement.place, "jurisdiction"
    )
    inside = np.array([getattr(each, field) == requirement.at for each in scenario.offices])
    leaving: Mask = np.any(ways.open[:, ~inside], axis=(OFFICE, MODE, PERIOD))
    total = np.zeros(ways.sets.span, dtype=np.int64)
    for c, cohort in enumerate(scenario.cohorts):
        # At home the employer is the cohort's, elsewhere that of the office.
        employed = requirement.place is PlaceKind.ENTITY
        home = cohort.entity == requirement.at if employed else inside[ways.sets.home[c]]
        if cohort.role in requirement.roles and home:
            posts = ways.sets.posts[c]
            total += np.minimum(posts, cohort.must_stay) if leaving[c] else posts
    return int(total.min())


def _continuity(subject: Subject) -> Iterator[Remark]:
    """The share of a function that may move at once, against all that could land together."""
    scenario, ways = subject.scenario, subject.ways
    limit = scenario.continuity
    if limit.max_share is None:
        return
    functions = {role.id: role.function or role.id for role in scenario.roles}
    members: defaultdict[str, list[int]] = defaultdict(list)
    for c, cohort in enumerate(scenario.cohorts):
        members[functions[cohort.role]].append(c)
    lands: Mask = np.any(ways.open, axis=(OFFICE, MODE))
    for mine in members.values():
        for t in range(ways.sets.span):
            recent = lands[mine][:, max(0, t - limit.periods + 1) : t + 1].any(axis=1)
            posts = int(ways.sets.posts[mine, t].sum())
            allowed = int(Fraction(str(limit.max_share)) * posts)
            if int(ways.movable[mine][recent].sum()) > allowed:
                return
    yield Remark(
        lint=idle_posts.name,
        sentence=f"continuity of {limit.max_share:.0%} within {limit.periods} periods can never "
        "bind: no function has more posts that could move at once",
        table="continuity",
        field="max_share",
        next_step="Lower it, or take it out.",
    )
