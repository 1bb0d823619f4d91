"""Kept posts: some may not move, some holders may not be dismissed or may not leave the country."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from models.places import Jurisdiction
from models.scenario import Scenario
from models.workforce import Cohort, Mode
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.variables import HEADS, HOME
from planner.rules.kept_posts.limits import (
    EXIT_BARRED,
    MUST_GO,
    MUST_STAY,
    NEITHER,
    PROTECTED,
)
from planner.rules.limit_kind import LimitKind
from planner.rules.placements.variables import PLACED
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``home >= must_stay``, redundancies and transfers within what is not protected or barred."""
    cohorts, posts = builder.sets.scenario.cohorts, builder.sets.posts
    home = builder.groups[HOME]
    must_stay = np.array([cohort.must_stay for cohort in cohorts])
    with builder.limiting(MUST_STAY.at(**home.index)):
        builder.tighten(home.ids, lower=np.minimum(must_stay[:, None], posts).ravel())
    must_go = np.array([cohort.must_go for cohort in cohorts])
    last = home.ids.reshape(posts.shape)[:, -1]
    end = builder.sets.span - 1
    with builder.limiting(MUST_GO.at(cohort=np.arange(len(cohorts)), period=end)):
        builder.tighten(last, upper=np.maximum(posts[:, -1] - must_go, 0))
    scenario = builder.sets.scenario
    protected = np.array([_never_dismissed(scenario, cohort) for cohort in cohorts])
    barred = np.array([scenario.exit_barred[cohort.id] for cohort in cohorts])
    there = builder.sets.books.costs.has_pay
    sent = np.array([_sent_abroad(scenario, *each) for each in zip(cohorts, there, strict=True)])
    modes = builder.groups[HEADS].index["mode"]
    dismissed = modes == MODES.index(Mode.REDUNDANCY)
    transferred = (modes == MODES.index(Mode.TRANSFER)) & _abroad(builder)
    _limit(builder, PROTECTED, dismissed, protected)
    _limit(builder, EXIT_BARRED, transferred, barred)
    _limit(builder, NEITHER, dismissed | transferred, protected - sent)


def _never_dismissed(scenario: Scenario, cohort: Cohort) -> int:
    """Protected holders who do not sign an agreement."""
    home = next(office.jurisdiction for office in scenario.offices if office.id == cohort.office)
    law = next(place.severance for place in scenario.jurisdictions if place.id == home)
    protected = scenario.protected[cohort.id]
    share = law.agreement.protected_sign if law.agreement is not None else 0.0
    return protected - int(Fraction(str(share)) * protected)


def _sent_abroad(scenario: Scenario, cohort: Cohort, has_pay: Mask) -> int:
    """Those of the protected holders who may leave the country and accept a transfer abroad."""
    people = cohort.posts - cohort.vacant
    if not people:
        return 0
    free = 1 - Fraction(min(scenario.exit_barred[cohort.id], people), people)
    return int(
        _largest_acceptance(scenario, cohort, has_pay) * _never_dismissed(scenario, cohort) * free
    )


def _largest_acceptance(scenario: Scenario, cohort: Cohort, has_pay: Mask) -> Fraction:
    """Largest share of a cohort that accepts a foreign office.

    Only offices count that are open to the cohort and have its role.
    """
    places = {office.id: office.jurisdiction for office in scenario.offices}
    shares = {
        row.office: Fraction(str(row.share)) * (1 - Fraction(str(row.withdraws)))
        for row in scenario.acceptance
        if row.cohort == cohort.id
    }
    there = [
        shares.get(office.id, Fraction(1))
        for office, has_role in zip(scenario.offices, has_pay, strict=True)
        if has_role
        and office.jurisdiction != places[cohort.office]
        and office.relocation is not None
        and office.id in (cohort.only_to or places)
        and office.id not in cohort.never_to
    ]
    return min(max(there, default=Fraction(0)), shares.get(None, Fraction(1)))


def _limit(builder: ProgramBuilder, kind: LimitKind, counts: Mask, keeping: Integers) -> None:
    """``moves that count + refills + people placed in c <= posts - kept``.

    Refills and placements count because a post that is refilled elsewhere, or taken by somebody of
    another cohort, was vacant: no kept holder sits in it.
    """
    heads = builder.groups[HEADS]
    limited = keeping > 0
    rows_of = np.cumsum(limited) - 1
    free = np.maximum(builder.sets.posts.min(axis=1) - keeping, 0)[limited]
    with builder.limiting(kind.at(cohort=np.flatnonzero(limited))):
        rows = builder.add_rows(len(free), -np.inf, free)
    counts = counts | (heads.index["mode"] == MODES.index(Mode.REFILL))
    leaves = limited[heads.index["cohort"]] & counts
    builder.enter(rows[rows_of[heads.index["cohort"][leaves]]], heads.ids[leaves], 1)
    placed = builder.declared_if_in_force(PLACED, "placements")
    if placed is not None:
        taken = limited[placed.index["into"]]
        builder.enter(rows[rows_of[placed.index["into"][taken]]], placed.ids[taken], 1)


def _abroad(builder: ProgramBuilder) -> Mask:
    sets, heads = builder.sets, builder.groups[HEADS]
    places = np.array([office.jurisdiction for office in sets.scenario.offices])
    abroad: Mask = places[heads.index["office"]] != places[sets.home[heads.index["cohort"]]]
    return abroad


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts left at home, and holders who are neither dismissed nor sent abroad, by cohort.

    A vacancy has no holder: what is refilled elsewhere, or taken by somebody from another cohort,
    cannot count as kept.
    """
    scenario = expanded.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    gone: dict[tuple[str, Mode], int] = {}
    for move in expanded.plan.moves:
        if move.mode is not Mode.TRANSFER or places[move.destination] != places[move.origin]:
            gone[move.cohort, move.mode] = gone.get((move.cohort, move.mode), 0) + move.heads
    placed = Counter[str]()
    for each in expanded.plan.placements:
        placed[each.into] += each.heads
    laws = {place.id: place for place in scenario.jurisdictions}
    for c, cohort in enumerate(scenario.cohorts):
        for t, left in enumerate(expanded.home(c).heads if cohort.must_stay else ()):
            wanted = min(cohort.must_stay, scenario.posts[cohort.id][t])
            yield _check(cohort, left, wanted, f"posts of {cohort.id} left at home", period=t)
        if cohort.must_go:
            yield Check(
                expanded.home(c).heads[-1],
                max(0, scenario.posts[cohort.id][-1] - cohort.must_go),
                f"posts of {cohort.id} still at home in the last period",
                cohorts=(cohort.id,),
                law=False,
            )
        yield from _holders(expanded, c, laws[places[cohort.office]], gone, placed[cohort.id])


def _holders(
    expanded: ExpandedPlan,
    c: int,
    home: Jurisdiction,
    gone: Mapping[tuple[str, Mode], int],
    placed: int,
) -> Iterable[Check]:
    """Protected holders, barred ones, and those who can neither be dismissed nor sent abroad."""
    scenario, cohort = expanded.scenario, expanded.scenario.cohorts[c]
    protected, barred = scenario.protected[cohort.id], scenario.exit_barred[cohort.id]
    agreement = home.severance.agreement
    if agreement is not None:
        protected -= math.floor(Fraction(str(agreement.protected_sign)) * protected)
    may_go = Fraction(0)
    people = cohort.posts - cohort.vacant
    if protected and people:
        may_go = Fraction(max(people - barred, 0), people) * _best_share(expanded, c, home.id)
    stuck = protected - math.floor(protected * may_go)
    redundancies, transfers = gone.get((cohort.id, Mode.REDUNDANCY), 0), 0
    transfers += gone.get((cohort.id, Mode.TRANSFER), 0)
    posts = min(scenario.posts[cohort.id])
    left = posts - gone.get((cohort.id, Mode.REFILL), 0) - placed
    guessed = {
        "protected": cohort.protected is None and protected > 0,
        "barred": cohort.exit_barred is None and barred > 0,
    }
    if protected > posts:
        yield _without_a_post(cohort, protected, posts)
    for kept, away, subject, of in (
        (protected, redundancies, "not made redundant", ("protected",)),
        (barred, transfers, "not sent abroad", ("barred",)),
        (stuck, redundancies + transfers, "neither made redundant nor sent abroad", tuple(guessed)),
    ):
        if kept:
            words = f"holders in {cohort.id} {subject}"
            if missing := [name for name in of if guessed[name]]:
                words += f" (nobody has counted the {' and '.join(missing)}: as expected)"
            yield _check(cohort, left - away, min(kept, posts), words, law=True)


def _without_a_post(cohort: Cohort, protected: int, posts: int) -> Check:
    """More protected holders than posts: an advisory finding, since no move causes it.

    None of them may be dismissed by law, and the plan does not choose the number of posts.
    """
    return Check(
        posts,
        protected,
        f"posts for protected holders in {cohort.id}",
        at_most=False,
        cohorts=(cohort.id,),
        offices=(cohort.office,),
        law=True,
        advisory=True,
        words=f"{protected} holders in {cohort.id} are protected from dismissal, and its posts "
        f"fall to {posts}: {protected - posts} of them at least are left without a post",
    )


def _best_share(expanded: ExpandedPlan, c: int, home: str) -> Fraction:
    """The largest share that accepts a transfer abroad, by office and over all of them."""
    scenario, cohort = expanded.scenario, expanded.scenario.cohorts[c]
    together, by_office = Fraction(1), {}
    for row in scenario.acceptance:
        if row.cohort == cohort.id:
            goes = Fraction(str(row.share)) * (1 - Fraction(str(row.withdraws)))
            by_office[row.office] = goes
            together = goes if row.office is None else together
    best = Fraction(0)
    for office, has_role in zip(scenario.offices, expanded.books.costs.has_pay[c], strict=True):
        open_ = has_role and office.jurisdiction != home and office.relocation is not None
        open_ &= not cohort.only_to or office.id in cohort.only_to
        if open_ and office.id not in cohort.never_to:
            best = max(best, by_office.get(office.id, Fraction(1)))
    return min(best, together)


def _check(
    cohort: Cohort,
    value: int,
    limit: int,
    subject: str,
    *,
    period: int | None = None,
    law: bool = False,
) -> Check:
    return Check(
        value,
        limit,
        subject,
        at_most=False,
        period=period,
        cohorts=(cohort.id,),
        law=law,
        offices=(cohort.office,),
    )


RULE = Rule(
    name="kept_posts",
    sentence=(
        "Posts marked `must_stay` are not moved; posts marked `must_go` have left by the last "
        "period. Holders protected from dismissal are not made redundant unless they sign an "
        "agreement. Holders barred from leaving the country are not transferred abroad. Of the "
        "protected holders, only those who may leave the country and are expected to accept are "
        "transferred abroad. Where nobody has counted protected or barred holders, the expected "
        "share of the jurisdiction is used, rounded up. Where posts fall below the number of "
        "protected holders, the finding says how many are left without a post."
    ),
    formula=(
        "must stay: home[c,t] >= must_stay[c]",
        "must go: home[c,T-1] <= posts[c] - must_go[c]",
        "kept: kept[c] = protected[c] - floor(signing share protected[c])",
        "vacated: vacated[c] = refills of c + sum of placed[i,c]",
        "protected: sum of redundancies and vacated of c <= posts[c] - kept[c]",
        "barred: sum of transfers of c abroad and vacated <= posts[c] - exit_barred[c]",
        (
            "both: sum of redundancies, transfers of c abroad and vacated <= posts[c] - (kept[c] "
            "- floor(accepted[c] kept[c] (1 - exit_barred[c] / people[c])))"
        ),
    ),
    unit="posts",
    source=(
        "Labour Contract Law of the PRC, Art. 42 (protected); Anti-Espionage Law, Art. 33, and "
        "State Secrets Law, Arts. 45-46 (exit); policy of the firm (must stay)"
    ),
    law=True,
    build=build,
    checks=checks,
    limits=(MUST_STAY, MUST_GO, PROTECTED, EXIT_BARRED, NEITHER),
)
