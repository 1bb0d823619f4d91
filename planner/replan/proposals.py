"""The moves of a plan as proposals: start, what goes along, causes, cash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.account import Judgement, PricedMove
from models.answer import Cause, Proposal, Spend
from models.errors import InputError
from models.plan import Move, MoveKey, Plan
from models.scenario import Scenario
from planner.audit import audit
from planner.books import Books, books_of
from planner.explain.agenda import Agenda, agenda_of
from planner.explain.lead_times import covers
from planner.explain.needs import is_placement_of
from planner.explain.waves import tasks_of
from planner.spending import parts_of, spends_of
from streams.solving import Ask


def proposals_of(ask: Ask, books: Books, plan: Plan, judgement: Judgement) -> tuple[Proposal, ...]:
    """What a plan proposes, move by move."""
    agenda = agenda_of(books, plan)
    others = [(each.event, _fitting(plan, each.scenario)) for each in ask.without]
    return tuple(_proposal(ask, plan, agenda, priced, others) for priced in judgement.priced_moves)


def _fitting(plan: Plan, scenario: Scenario) -> Judgement | None:
    """What the plan would be worth in another scenario; none where it does not fit there."""
    try:
        return audit(plan, books_of(scenario))
    except InputError:
        return None


def _proposal(
    ask: Ask,
    plan: Plan,
    agenda: Agenda,
    priced: PricedMove,
    others: list[tuple[str, Judgement | None]],
) -> Proposal:
    move, tasks = priced.move, tasks_of(agenda, (priced.move,))
    start_by = min((task.by for task in tasks), default=agenda.starts(move.period))
    before = {old.move_key: old for old in ask.proposals}.get(MoveKey.of(move))
    firm = {
        MoveKey.of(old): old.heads
        for old in ask.scenario.incumbent
        if ask.scenario.churn.fixes(old)
    }
    return Proposal(
        priced=priced,
        start_by=start_by,
        expires_on=max(start_by, ask.scenario.planning_date),
        tasks=tasks,
        causes=tuple(_causes(priced, others, before)),
        firm=min(firm.get(MoveKey.of(move), 0), move.heads),
        needs=needs_of(ask.scenario, plan, move),
        supersedes=before.supersedes if before else tuple(_superseded(ask, plan, move)),
    )


def needs_of(scenario: Scenario, plan: Plan, move: Move) -> Plan:
    """What goes along with a move: blocks at its destination, routes, measures, talks, placements.

    All that come into force up to its period, since earlier ones may be what it stands on; talks
    and placements are those of the day on which its posts leave home.
    """
    return Plan(
        placements=tuple(each for each in plan.placements if is_placement_of(scenario, each, move)),
        blocks=tuple(
            each
            for each in plan.blocks
            if each.office == move.destination and each.period <= move.period
        ),
        measures=tuple(each for each in plan.measures if each.period <= move.period),
        routes=tuple(each for each in plan.routes if each.period <= move.period),
        consultations=tuple(each for each in plan.consultations if covers(scenario, each, move)),
    )


def _superseded(ask: Ask, plan: Plan, move: Move) -> Iterator[str]:
    """Recommendations on the same cohort that the plan no longer has."""
    planned = {MoveKey.of(each) for each in plan.moves}
    for old in ask.proposals:
        was = old.priced.move
        if was.cohort == move.cohort and old.undecided_heads > 0 and old.move_key not in planned:
            yield old.move_key.id(ask.programme)


def _causes(
    priced: PricedMove, others: list[tuple[str, Judgement | None]], before: Proposal | None
) -> list[Cause]:
    """Events that change what the move is worth; what went on being proposed keeps its own."""
    found = {cause.event: cause for cause in (before.causes if before else ())}
    for event, judgement in others:
        if judgement is None:
            continue
        was = next((each for each in judgement.priced_moves if each.move == priced.move), None)
        change = priced.worth - (was.worth if was is not None else 0)
        if change:
            found[event] = Cause(event=event, change=change)
    return sorted(found.values(), key=lambda cause: (-abs(cause.change), cause.event))


def spends_to_keep(ask: Ask, books: Books, proposals: tuple[Proposal, ...]) -> tuple[Spend, ...]:
    """What is remembered of cash, so that it is not spent twice.

    Cash of accepted proposals, at today's prices as far as it is still to come; and of those that
    are only proposed, since they may be accepted, and land, before the next answer: at the prices
    of the day on which they were proposed first, since pricing takes time.
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
