"""Kept posts: some stay, some holders may not be dismissed, some may not leave the country."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from models.workforce import Cohort, Mode
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS, HOME
from planner.formulation.sets import MODES
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule


def build(draft: Draft) -> None:
    """``home >= must_stay``, redundancies and transfers within what is not protected or barred."""
    cohorts, posts = draft.sets.scenario.cohorts, draft.sets.posts
    must_stay = np.array([cohort.must_stay for cohort in cohorts])
    draft.tighten(draft.groups[HOME].ids, lower=np.minimum(must_stay[:, None], posts).ravel())
    must_go = np.array([cohort.must_go for cohort in cohorts])
    last = draft.groups[HOME].ids.reshape(posts.shape)[:, -1]
    draft.tighten(last, upper=np.maximum(posts[:, -1] - must_go, 0))
    _limit(draft, Mode.REDUNDANCY, lambda cohort: cohort.protected)
    _limit(draft, Mode.TRANSFER, lambda cohort: cohort.exit_barred)


def _limit(draft: Draft, mode: Mode, kept: Callable[[Cohort], int]) -> None:
    """``heads by the mode and refills <= posts - kept``: a refilled post held none of the kept."""
    cohorts, heads = draft.sets.scenario.cohorts, draft.groups[HEADS]
    keeping = np.array([kept(cohort) for cohort in cohorts])
    limited = keeping > 0
    rows_of = np.cumsum(limited) - 1
    free = np.maximum(draft.sets.posts.min(axis=1) - keeping, 0)[limited]
    rows = draft.add_rows(len(free), -np.inf, free)
    counts = heads.index["mode"] == MODES.index(mode)
    if mode is Mode.TRANSFER:
        counts &= _abroad(draft)
    counts |= heads.index["mode"] == MODES.index(Mode.REFILL)
    leaves = limited[heads.index["cohort"]] & counts
    draft.enter(rows[rows_of[heads.index["cohort"][leaves]]], heads.ids[leaves], 1)


def _abroad(draft: Draft) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    sets, heads = draft.sets, draft.groups[HEADS]
    places = np.array([office.jurisdiction for office in sets.scenario.offices])
    abroad: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        places[heads.index["office"]] != places[sets.home[heads.index["cohort"]]]
    )
    return abroad


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts left at home, and holders who are neither dismissed nor sent abroad, by cohort.

    A vacancy has no holder: what is refilled elsewhere cannot count as kept.
    """
    scenario = outcome.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    gone: dict[tuple[str, Mode], int] = {}
    for move in outcome.plan.moves:
        if move.mode is not Mode.TRANSFER or places[move.destination] != places[move.origin]:
            gone[move.cohort, move.mode] = gone.get((move.cohort, move.mode), 0) + move.heads
    for c, cohort in enumerate(scenario.cohorts):
        for t, left in enumerate(outcome.home(c).heads if cohort.must_stay else ()):
            wanted = min(cohort.must_stay, scenario.posts[cohort.id][t])
            yield _check(cohort, left, wanted, f"posts of {cohort.id} left at home", period=t)
        if cohort.must_go:
            yield Check(
                outcome.home(c).heads[-1],
                max(0, scenario.posts[cohort.id][-1] - cohort.must_go),
                f"posts of {cohort.id} still at home in the last period",
                cohorts=(cohort.id,),
                law=False,
            )
        for mode, kept, law, subject in (
            (Mode.REDUNDANCY, cohort.protected, True, "not made redundant"),
            (Mode.TRANSFER, cohort.exit_barred, True, "not sent abroad"),
        ):
            if kept:
                posts = min(scenario.posts[cohort.id])
                remaining = posts - gone.get((cohort.id, mode), 0)
                remaining -= gone.get((cohort.id, Mode.REFILL), 0)
                wanted = min(kept, posts)
                yield _check(
                    cohort, remaining, wanted, f"holders in {cohort.id} {subject}", law=law
                )


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
        "Posts that must stay stay, and those that must go have gone by the last period; holders "
        "protected from dismissal are not made redundant; holders barred from leaving the country "
        "are not transferred abroad."
    ),
    formula=(
        "home[c,t] >= must_stay[c]; home[c,T-1] <= posts[c] - must_go[c]; sum of redundancies and "
        "refills of c <= posts[c] - protected[c]; sum of transfers of c abroad and refills <= "
        "posts[c] - exit_barred[c]"
    ),
    unit="posts",
    source=(
        "Labour Contract Law of the PRC, Art. 42 (protected); Anti-Espionage Law, Art. 33, and "
        "State Secrets Law, Arts. 45-46 (exit); policy of the firm (must stay)"
    ),
    law=True,
    build=build,
    checks=checks,
)
