"""A planning view and the plan in force -> an answer; what ``streams`` is given to plan with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.account import Judgement, PricedMove
from models.answer import Answer, AnswerKind, Cause, Proposal, Spend
from models.errors import InputError
from models.incumbent import Agreed, IncumbentMove, UnderWay
from models.plan import Hold, Move, Plan
from models.result import Result, Status
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.explain.waves import waves_of
from planner.optimizer.incumbent import Progress
from planner.optimizer.optimise import Company, Effort
from planner.planning import make_plan
from planner.spending import parts_of, spends_of
from streams.commitments import recommendation_id
from streams.solving import Ask, Finish

_WITHOUT_PLAN = {
    Status.INFEASIBLE: AnswerKind.NO_PLAN,
    Status.NO_PLAN_IN_TIME: AnswerKind.LATE,
    Status.INVALID: AnswerKind.FAILED,
}


def replan(ask: Ask, finish: Finish | None = None) -> Answer:
    """Look for a plan that is better than the one in force by more than the asked gap.

    The plan in force stands, ``confirmed``, where the bound proves that none is; where it breaks a
    rule of today, or another is better by more, the plan has ``changed``. Where it is neither
    proven nor bettered in time, it stays in force and the answer is ``late``.

    Parameters
    ----------
    ask
        The view, the plan in force, and how hard to look.
    finish
        Once set, it ends as soon as it has a plan: the one in force, if that keeps every rule.
    """
    books = books_of(ask.scenario)
    reference = reference_plan(ask.scenario, ask.reference)
    judged = audit(reference, books)
    ending = Ending(finish, has_plan=judged.lawful)
    company = Company(reference=reference, watch=ending.hear, stop=ending)
    result = make_plan(ask.scenario, _effort(ask), company=company)
    fits = judged.lawful and (result.plan is None or _held(reference) <= _held(result.plan))
    stands = judged.total if fits else None
    if stands is not None and not _better(result, stands, ask.effort.gap) and _open(result):
        kind = AnswerKind.CONFIRMED if _proven(result, stands, ask.effort.gap) else AnswerKind.LATE
        plan, judgement = reference, judged
    elif result.plan is None:
        return _without_plan(ask, result, stands)
    else:
        kind, plan = AnswerKind.CHANGED, result.plan
        judgement = audit(plan, books)
    proposals = _proposals(ask, plan, judgement)
    return Answer(
        kind=kind,
        revision=ask.revision,
        plan=plan,
        objective=judgement.total,
        reference_objective=stands,
        staying_put=result.baseline.total,
        bound=result.bound,
        proposals=proposals,
        orders=ask.orders,
        spends=_spends(ask, books, proposals),
        solver=result.provenance.solver,
    )


@dataclass
class Ending:
    """Ends a search that is told to finish, but not before there is a plan."""

    finish: Finish | None
    has_plan: bool

    def hear(self, progress: Progress) -> None:
        """Note whether the search has found one."""
        self.has_plan = self.has_plan or progress.best is not None

    def is_set(self) -> bool:
        """Whether it is to end."""
        return self.has_plan and self.finish is not None and self.finish.is_set()


def _spends(ask: Ask, books: Books, proposals: tuple[Proposal, ...]) -> tuple[Spend, ...]:
    """Cash of what has been accepted, at today's prices as far as it is still to come.

    Also of what is only proposed, since it may be accepted, and land, before the next answer: at
    the price of the day on which it was proposed first, since pricing much takes its time.
    """
    firm = [each for each in proposals if each.firm]
    known = {each.part: each for each in ask.spends}
    accepted = {*_parts(firm), *(part for each in ask.orders for part in parts_of(each.needs))}
    parts = (*accepted, *(part for part in _parts(proposals) if part not in known))
    now = {each.part: each for each in spends_of(books, dict.fromkeys(parts))}
    return tuple(sorted({**known, **now}.values(), key=lambda each: str(each.part)))


def _parts(proposals: Iterable[Proposal]) -> Iterator[Plan]:
    for each in proposals:
        yield from parts_of(Plan(moves=(each.priced.move,)))
        yield from parts_of(each.needs)


def _effort(ask: Ask) -> Effort:
    return Effort(
        gap=ask.effort.gap,
        time_limit_seconds=ask.effort.time_limit_seconds,
        deterministic=ask.effort.deterministic,
    )


def reference_plan(scenario: Scenario, reference: Plan) -> Plan:
    """The plan in force as far as it fits: committed and planned moves, and what goes along."""
    labels = {period.label for period in scenario.periods}
    homes = {cohort.id: cohort.office for cohort in scenario.cohorts}
    planned = {_key(move): move.heads for move in reference.moves}
    capped = {(each.cohort, each.destination, each.mode, each.period) for each in _limits(scenario)}
    moves = tuple(
        Move(
            cohort=move.cohort,
            origin=homes[move.cohort],
            destination=move.destination,
            mode=move.mode,
            period=move.period,
            heads=max(move.heads, 0 if _key(move) in capped else planned.get(_key(move), 0)),
        )
        for move in scenario.incumbent
    )
    kept = {
        name: tuple(each for each in getattr(reference, name) if each.period in labels)
        for name in ("blocks", "measures", "routes", "consultations", "releases", "holds")
    }
    standing = {measure.id for measure in scenario.measures if measure.in_force}
    kept["measures"] = tuple(each for each in kept["measures"] if each.measure not in standing)
    return Plan(moves=_without_holds(moves, kept["holds"]), **kept)


def _limits(scenario: Scenario) -> tuple[Agreed, ...]:
    return scenario.under_way.agreed


def _key(move: Move | IncumbentMove | Hold) -> tuple[str, str, str, str]:
    return move.cohort, move.destination, move.mode, move.period


def _without_holds(moves: tuple[Move, ...], holds: tuple[Hold, ...]) -> tuple[Move, ...]:
    """Moves without the heads that are on hold."""
    held = {_key(hold): hold.heads for hold in holds}
    left = [(move, move.heads - held.get(_key(move), 0)) for move in moves]
    return tuple(move.model_copy(update={"heads": heads}) for move, heads in left if heads > 0)


def _held(plan: Plan) -> int:
    """Promised heads that a plan does not move; a plan that can move more is not confirmed away."""
    return sum(hold.heads for hold in plan.holds)


def _better(result: Result, stands: int, gap: float) -> bool:
    return result.objective is not None and stands - result.objective > gap * abs(stands)


def _proven(result: Result, stands: int, gap: float) -> bool:
    return result.bound is not None and stands - result.bound <= gap * abs(stands)


def _open(result: Result) -> bool:
    """Whether the search ended with a plan, or for want of time."""
    return result.status not in {Status.INFEASIBLE, Status.INVALID}


def _without_plan(ask: Ask, result: Result, stands: int | None) -> Answer:
    return Answer(
        kind=_WITHOUT_PLAN.get(result.status, AnswerKind.LATE),
        revision=ask.revision,
        reference_objective=stands,
        staying_put=result.baseline.total,
        bound=result.bound,
        clash=result.clash,
        solver=result.provenance.solver,
    )


def _proposals(ask: Ask, plan: Plan, judgement: Judgement) -> tuple[Proposal, ...]:
    others = [(each.event, _fitting(plan, each.scenario)) for each in ask.without]
    return tuple(_proposal(ask, plan, priced, others) for priced in judgement.priced_moves)


def _fitting(plan: Plan, scenario: Scenario) -> Judgement | None:
    """What the plan would be worth in another scenario; none where it does not fit there."""
    try:
        return audit(plan, books_of(scenario))
    except InputError:
        return None


def _proposal(
    ask: Ask, plan: Plan, priced: PricedMove, others: list[tuple[str, Judgement | None]]
) -> Proposal:
    move, needs = priced.move, needs_of(ask.scenario, plan, priced.move)
    (wave,) = waves_of(ask.scenario, _to_start(ask.scenario.under_way, plan, needs, move))
    before = {_key(old.priced.move): old for old in ask.proposals}.get(_key(move))
    firm = {_key(old): old.heads for old in ask.scenario.incumbent if ask.scenario.churn.fixes(old)}
    return Proposal(
        priced=priced,
        start_by=wave.start_by,
        expires_on=max(wave.start_by, ask.scenario.planning_date),
        prerequisites=wave.prerequisites,
        causes=tuple(_causes(priced, others, before)),
        firm=min(firm.get(_key(move), 0), move.heads),
        needs=needs,
        supersedes=before.supersedes if before else tuple(_superseded(ask, plan, move)),
    )


def needs_of(scenario: Scenario, plan: Plan, move: Move) -> Plan:
    """What goes along with a move: the plan's blocks at its destination, routes, measures, talks.

    All that come into force up to its period, since earlier ones may be what it stands on; talks
    are those that cover the day on which its posts leave home.
    """
    labels = [period.label for period in scenario.periods]
    leaves = labels.index(move.period) + scenario.modes.of(move.mode).overlap_periods
    employer = next(each.entity for each in scenario.cohorts if each.id == move.cohort)
    return Plan(
        blocks=tuple(
            each
            for each in plan.blocks
            if each.office == move.destination and each.period <= move.period
        ),
        measures=tuple(each for each in plan.measures if each.period <= move.period),
        routes=tuple(each for each in plan.routes if each.period <= move.period),
        consultations=tuple(
            each
            for each in plan.consultations
            if move.mode is Mode.REHIRE
            and each.entity == employer
            and each.period == labels[min(leaves, len(labels) - 1)]
        ),
    )


def _to_start(known: UnderWay, plan: Plan, needs: Plan, move: Move) -> Plan:
    """The move with what has yet to be started for its wave, and not for a wave before it."""
    before = max((each.period for each in plan.moves if each.period < move.period), default="")
    return Plan(
        moves=(move,),
        blocks=tuple(
            each
            for each in needs.blocks
            if before < each.period and known.ordered(each.office, each.period) < each.blocks
        ),
        measures=tuple(
            each
            for each in needs.measures
            if before < each.period and known.started(each.measure) is None
        ),
        routes=tuple(
            each for each in needs.routes if before < each.period and not known.filed(each)
        ),
        consultations=tuple(
            each for each in needs.consultations if each not in known.consultations
        ),
    )


def _superseded(ask: Ask, plan: Plan, move: Move) -> Iterator[str]:
    """Recommendations on the same cohort that the plan no longer has."""
    planned = {_key(each) for each in plan.moves}
    for old in ask.proposals:
        was = old.priced.move
        if was.cohort == move.cohort and was.heads > old.firm and _key(was) not in planned:
            yield recommendation_id(ask.programme, was)


def _causes(
    priced: PricedMove, others: list[tuple[str, Judgement | None]], before: Proposal | None
) -> list[Cause]:
    """Events that change what the move is worth; what went on being proposed keeps its own."""
    found = {cause.event: cause for cause in (before.causes if before else ())}
    for event, judgement in others:
        if judgement is None:
            continue
        was = next((each for each in judgement.priced_moves if each.move == priced.move), None)
        change = _worth(priced) - (_worth(was) if was is not None else 0)
        if change:
            found[event] = Cause(event=event, change=change)
    return sorted(found.values(), key=lambda cause: (-abs(cause.change), cause.event))


def _worth(priced: PricedMove) -> int:
    return -(priced.one_off + priced.run_rate_delta + priced.exposure_delta)
