"""The answer to a re-planning request: the plan in force is confirmed, or another replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.account import Judgement
from models.answer import Answer, AnswerKind
from models.plan import Plan
from models.result import Result, Status
from models.scenario import Scenario
from planner.audit import audit
from planner.books import Books, books_of
from planner.explain.clash_words import member_words
from planner.explain.waves import plan_tasks
from planner.optimizer.row_prices import RowPrices
from planner.optimizer.state import Progress, SearchHooks
from planner.planning import make_plan
from planner.replan.proposals import proposals_of, spends_to_keep
from planner.replan.reference import reference_plan
from streams.masking import limit_words
from streams.solving import Ask, CutShort, Notes

_NEITHER_STANDS = {Status.INFEASIBLE: AnswerKind.NO_PLAN, Status.INVALID: AnswerKind.FAILED}
"""Ends of a search after which neither the plan in force nor another one can stand."""


def replan(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Look for a plan that is better than the one in force by more than the asked gap.

    The answer is

    - ``confirmed``: the dual bound proves that no plan is better by more; it stays in force;
    - ``changed``: it breaks a rule of today, or another plan is better by more;
    - ``late``: neither was found out in time; it stays in force.

    The scenario's indifference counts on top of the gap: the plan in force may itself cost more
    than the cheapest by as much, for fewer dismissals.

    Parameters
    ----------
    ask
        The planning view, the plan in force, and the limits of the search.
    cut_short
        Once set, it ends as soon as it has a plan: the one in force, if that keeps every rule.
    notes
        What the last answer left, and where this one leaves its own: prices, which prove a bound
        at once.
    """
    books = books_of(ask.scenario)
    reference = reference_plan(ask.scenario, ask.reference)
    judged = audit(reference, books)
    stop = CutShortOncePlanned(cut_short, has_plan=judged.lawful)
    notes = notes or Notes()
    hooks = SearchHooks(
        reference=reference,
        watch=stop.hear,
        stop=stop,
        known_row_prices=RowPrices.from_bytes(notes.content) if notes.content else None,
        keep_row_prices=partial(_note, notes),
    )
    stays = judged.total if judged.lawful and not reference.holds else None
    result = make_plan(ask.scenario, ask.limits, hooks, stays)
    fits = judged.lawful and (result.plan is None or _on_hold(reference) <= _on_hold(result.plan))
    in_force = judged.total if fits else None
    kind = _verdict(result, in_force, ask.limits.gap, cut_short=stop.is_set())
    answer = Answer(
        kind=kind,
        revision=ask.revision,
        reference_objective=in_force,
        staying_put=result.baselines.staying_put.judgement.total,
        staying_plus_measures=result.baselines.staying_plus_measures.judgement.total,
        better_baseline=result.baselines.better,
        bound=result.bound,
        clash=_clash_words(result, ask.scenario),
        solver=result.provenance.solver,
    )
    if kind is AnswerKind.CHANGED and result.plan is not None:
        return _with_plan(answer, ask, books, result.plan, audit(result.plan, books))
    if kind in {AnswerKind.CONFIRMED, AnswerKind.LATE} and fits:
        return _with_plan(answer, ask, books, reference, judged)
    return answer


def _clash_words(result: Result, scenario: Scenario) -> tuple[str, ...]:
    """What clashes, in words, with small counts masked: people see it who must not see them."""
    if result.clash is None:
        return ()
    number = partial(limit_words, floor=scenario.floor_heads)
    return tuple(member_words(each, scenario, number) for each in result.clash.members)


def _verdict(result: Result, in_force: int | None, gap: float, *, cut_short: bool) -> AnswerKind:
    """What a search says of the plan in force.

    Parameters
    ----------
    result
        What the search found.
    in_force
        What the plan in force costs; None if it cannot stay: it breaks a rule, or keeps more
        committed posts on hold than the plan found.
    gap
        Share of its cost by which another plan has to be better.
    cut_short
        Whether the search was ended early. A plan in which nobody moves was then not searched for:
        it is a baseline, and does not replace the plan in force.
    """
    if result.status in _NEITHER_STANDS:
        return _NEITHER_STANDS[result.status]
    if in_force is None:
        return AnswerKind.LATE if result.plan is None else AnswerKind.CHANGED
    band = 0 if result.second_stage is None else result.second_stage.band
    margin = gap * abs(in_force) + band
    is_better = result.cheapest is not None and in_force - result.cheapest > margin
    if is_better and not (cut_short and result.plan is not None and not result.plan.moves):
        return AnswerKind.CHANGED
    is_proven = result.bound is not None and in_force - result.bound <= margin
    return AnswerKind.CONFIRMED if is_proven else AnswerKind.LATE


def _with_plan(answer: Answer, ask: Ask, books: Books, plan: Plan, judgement: Judgement) -> Answer:
    """An answer with the plan that is in force from now on, and its audit."""
    proposals = proposals_of(ask, books, plan, judgement)
    of_plan = {
        "plan": plan,
        "objective": judgement.total,
        "proposals": proposals,
        "plan_tasks": plan_tasks(books, plan),
        "orders": ask.orders,
        "spends": spends_to_keep(ask, books, proposals),
    }
    return answer.model_copy(update=of_plan)


@dataclass
class CutShortOncePlanned:
    """Cuts a search short when a host asks for it, but not before there is a plan."""

    cut_short: CutShort | None
    has_plan: bool

    def hear(self, progress: Progress) -> None:
        """Note whether the search has found one."""
        self.has_plan = self.has_plan or progress.best is not None

    def is_set(self) -> bool:
        """Whether it is to end."""
        return self.has_plan and self.cut_short is not None and self.cut_short.is_set()


def _note(notes: Notes, prices: RowPrices) -> None:
    notes.content = prices.to_bytes()


def _on_hold(plan: Plan) -> int:
    """Committed posts on hold; a plan that can move more of them is not passed over."""
    return sum(hold.heads for hold in plan.holds)
