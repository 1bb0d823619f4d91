"""What is open for a programme: recommendations, and all else that a snapshot says."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date
from typing import Annotated

from pydantic import Field

from models.answer import AnswerKind, Proposal, Recommendation
from models.base import Count, Frozen, Id, Moment, Text
from models.choices import DecisionKind, Reason
from models.money import CurrencyCode
from models.plan import Hold, MoveKey, Task
from streams.commitments import (
    commitments,
    current_decision,
    current_decisions,
    rejected_destinations,
)
from streams.promises import Promise, changed_promises
from streams.revisions import worth_of
from streams.state import Programme, World
from streams.told_amounts import told_totals
from streams.unmatched import unmatched_facts


class Decided(Frozen):
    """A decision that stands: who said what, and when."""

    recommendation: str
    revision: str
    """That was looked at."""
    verdict: DecisionKind
    reason: Reason
    until: date | None = None
    """Of a deferral."""
    by: Id
    """The role of whoever decided."""
    recorded_at: Moment


class Snapshot(Frozen):
    """All that is open for a programme; a reader that has seen a higher position ignores it."""

    programme: Id
    position: int
    """Position in the log up to which facts are in it."""
    digest: str = ""
    """Of all events that had been folded, of other programmes too: see `streams.hosts.proof`."""
    revision: str
    """Hash of the view that was answered; empty while there is no answer."""
    kind: AnswerKind | None = None
    lawful: bool = True
    """Whether the plan in force keeps every rule, as far as anybody knows; if not, nothing that it
    asks for is open."""
    open: tuple[Recommendation, ...] = ()
    """By day to start by, then id."""
    plan_tasks: tuple[Task, ...] = ()
    """What the plan in force asks to do that no move of it needs, by day."""
    holds: tuple[Hold, ...] = ()
    """Promised moves that cannot be done for now."""
    promises: tuple[Promise, ...] = ()
    """Promised moves of which posts have gone, or whose worth has."""
    unmatched: Count = 0
    """Facts that are kept and do not count: see `streams.unmatched`."""
    decided: tuple[Decided, ...] = ()
    """What people have decided, by recommendation, of moves that land this year or later."""
    clash: tuple[Text, ...] = ()
    """Why there is no plan, where there is none."""
    day: date = date.min
    """The latest that had passed."""
    currency: CurrencyCode = "XXX"
    objective: int | None = None
    """What the plan in force costs in the view that was answered, rounded: see
    `streams.told_amounts`."""
    staying_put: int | None = None
    """What both baselines cost in it, rounded."""
    staying_plus_measures: int | None = None
    floor_heads: Annotated[int, Field(ge=1)] = 5
    """Counts from 1 to this one are shown to nobody but those who plan."""


def snapshot(world: World, programme: str, position: int, digest: str = "") -> Snapshot:
    """What is open for a programme.

    A fact acts on what is recommended through the next answer: until then the moves of the last
    plan are shown as that answer had them. What closes at once is what a decision, a step or a day
    closes. A promise that shrinks is reported at once.

    Parameters
    ----------
    world
        The state.
    programme
        Whose recommendations.
    position
        Of the last record of the log that is in the state.
    digest
        Of what is in the state.
    """
    facts = world.programmes.get(programme, Programme())
    reference, latest, published = facts.reference, facts.answer, facts.scenario
    if latest is None or published is None:
        return Snapshot(programme=programme, position=position, digest=digest, revision="")
    plan = reference.answer.plan if reference is not None else None
    lawful = _is_lawful(facts)
    proposals = reference.answer.proposals if reference is not None and lawful else ()
    tasks = reference.answer.plan_tasks if reference is not None and lawful else ()
    committed = {each.move_key for each in commitments(facts)}
    found = [
        _recommendation(facts, programme, proposal)
        for proposal in proposals
        if _is_open(facts, committed, programme, proposal, world.day)
    ]
    told = told_totals(latest.answer, _all_moves(facts), published.value)
    return Snapshot(
        programme=programme,
        position=position,
        digest=digest,
        revision=latest.answer.revision,
        kind=latest.answer.kind,
        lawful=lawful,
        open=tuple(sorted(found, key=lambda each: (each.start_by, each.id))),
        plan_tasks=tuple(task for task in tasks if task.by >= world.day),
        holds=plan.holds if plan is not None else (),
        promises=changed_promises(world, programme),
        unmatched=len(unmatched_facts(world, programme)),
        decided=tuple(_decisions(facts, world.day)),
        clash=latest.answer.clash,
        day=world.day,
        currency=published.value.currency,
        objective=told.objective,
        staying_put=told.staying_put,
        staying_plus_measures=told.staying_plus_measures,
        floor_heads=published.value.floor_heads,
    )


def _all_moves(facts: Programme) -> tuple[Proposal, ...]:
    """All moves of the plan in force, decided or not."""
    return facts.reference.answer.proposals if facts.reference is not None else ()


def _is_lawful(facts: Programme) -> bool:
    """Whether the plan in force keeps every rule, as far as anybody knows.

    An answer without a plan that is not a failure says that it breaks one, and brings no other. A
    failure after that says nothing new.
    """
    return facts.finding is None or facts.finding.answer.plan is not None


def _decisions(facts: Programme, today: date) -> Iterator[Decided]:
    for each in current_decisions(facts):
        key = MoveKey.parse(each.recommendation)
        if key is not None and key.period >= str(today.year):
            yield Decided(
                recommendation=each.recommendation,
                revision=each.revision,
                verdict=each.verdict,
                reason=each.reason,
                until=each.until,
                by=each.by,
                recorded_at=each.recorded_at,
            )


def _is_open(
    facts: Programme, committed: Set[MoveKey], programme: str, proposal: Proposal, today: date
) -> bool:
    """Whether it can still be decided on: in time, not decided, nor put off to a later day."""
    move, key = proposal.priced.move, proposal.move_key
    decision = current_decision(facts, key.id(programme))
    if proposal.expires_on < today or proposal.undecided_heads <= 0 or key in committed:
        return False
    if (move.cohort, move.destination) in rejected_destinations(facts):
        return False
    if decision is None:
        return True
    until = decision.until
    return decision.verdict is DecisionKind.DEFER and until is not None and until <= today


def _recommendation(facts: Programme, programme: str, proposal: Proposal) -> Recommendation:
    """What is new of a move: the posts that nobody has accepted, and their share of its worth."""
    move, name = proposal.priced.move, proposal.move_key.id(programme)
    return Recommendation(
        id=name,
        revision=facts.recommended[name].revision,
        programme=programme,
        move=move.model_copy(update={"heads": proposal.undecided_heads}),
        worth=worth_of(proposal),
        supersedes=proposal.supersedes,
        causes=tuple(cause.event for cause in proposal.causes),
        tasks=proposal.tasks,
        start_by=proposal.start_by,
        expires_on=proposal.expires_on,
    )


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots say the same, however far in the log and on whatever day."""
    place = {"position": other.position, "digest": other.digest, "day": other.day}
    return one.model_copy(update=place) == other
