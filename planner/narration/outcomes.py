"""How a question for a plan was answered, in words: the outcome, and the plan."""

from __future__ import annotations

from collections.abc import Iterable

from models.answer import Answer, AnswerKind
from models.baselines import BaselineName
from models.readable import counted, in_percent
from planner.wording.amounts import money_words
from planner.wording.labels import baseline_words
from streams.masking import words_in_all
from streams.recommend import Snapshot

_OUTCOMES = {
    AnswerKind.CONFIRMED: "plan confirmed",
    AnswerKind.CHANGED: "plan changed",
    AnswerKind.NO_PLAN: "no plan keeps every rule",
    AnswerKind.LATE: "plan kept, no better one found in time",
    AnswerKind.FAILED: "the solver failed and will be asked again",
    None: "not planned yet",
}
_IS_BROKEN: dict[AnswerKind | None, str] = {
    AnswerKind.LATE: "no plan found in time, and the plan in force breaks a rule",
    AnswerKind.FAILED: (
        "the solver failed and will be asked again; the plan in force breaks a rule, so that "
        "nothing is open"
    ),
}


def outcome_words(kind: AnswerKind | None, *, lawful: bool = True) -> str:
    """What has become of the plan in force.

    Parameters
    ----------
    kind
        How the last question was answered; None before the first answer.
    lawful
        Whether the plan in force keeps every rule of today.
    """
    return _OUTCOMES[kind] if lawful else _IS_BROKEN.get(kind, _OUTCOMES[kind])


def plan_words(answer: Answer, shown: Snapshot) -> str:
    """The moves of a plan, and by how much it is better than the better baseline.

    Parameters
    ----------
    answer
        An answer with a plan.
    shown
        What is told after it, with rounded totals.
    """
    moves = answer.plan.moves if answer.plan is not None else ()
    heads, waves = [move.heads for move in moves], len({move.period for move in moves})
    said = (
        f"{posts_words(heads, shown.floor_heads)} in {counted(waves, 'wave')}"
        if moves
        else "nobody moves"
    )
    return f"{said}{_worth(answer, shown)}."


def _worth(answer: Answer, shown: Snapshot) -> str:
    totals = {
        BaselineName.STAYING_PUT: shown.staying_put,
        BaselineName.STAYING_PLUS_MEASURES: shown.staying_plus_measures,
    }
    known = {name: total for name, total in totals.items() if total is not None}
    if not known or shown.objective is None:
        return ""
    better = answer.better_baseline
    if better not in known:
        better = min(known, key=known.__getitem__)
    saved = money_words(known[better] - shown.objective, shown.currency)
    return f", {saved} better in all than {baseline_words(better)}"


def proof_words(answer: Answer) -> str:
    """How near a plan is proven to be to the best: ``, within 0.1% of the best``."""
    if answer.bound is None or not answer.objective:
        return ""
    gap = (answer.objective - answer.bound) / abs(answer.objective)
    return f", within {in_percent(gap)} of the best"


def posts_words(heads: Iterable[int], floor: int) -> str:
    """Numbers of posts in all, as they may be shown."""
    said = words_in_all(heads, floor)
    return f"{said} {'post' if said == '1' else 'posts'}"
