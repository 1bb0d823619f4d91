"""Facts that do not count, in words: what the scenario does not have, and what came too late."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import MoveKey
from models.scenario import Scenario
from models.signal_book import SignalBook
from models.signals import Signal
from streams.masking import not_in
from streams.state import Programme, World


def unmatched_facts(world: World, programme: str) -> tuple[str, ...]:
    """Facts that are kept and do not count, each in words without free text.

    They count once a scenario has what they are about, or a report of their signal comes.
    """
    facts = world.programmes.get(programme, Programme())
    if facts.scenario is None:
        return ()
    base = facts.scenario.value
    return (
        *_on_nothing(base, facts),
        *_before_planning(base, facts),
        *_on_signals(base, world.signals),
        *_on_moves(base, facts),
    )


def _on_nothing(base: Scenario, facts: Programme) -> Iterator[str]:
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    for name in sorted({*facts.counts, *facts.changes} - cohorts):
        yield f"headcount of {not_in(base.name, 'a cohort', name)}"
    for name in sorted(set(facts.seats) - offices):
        yield f"seats of {not_in(base.name, 'an office', name)}"


def _before_planning(base: Scenario, facts: Programme) -> Iterator[str]:
    """Headcount and seats recorded after the scenario and dated before what it counts itself."""
    if facts.scenario is None:
        return
    published, day = facts.scenario.key[0], base.planning_date
    before = f"of a day before the planning date {day}, which the"
    for cohort in base.cohorts:
        counts = facts.counts.get(cohort.id, {})
        changes = facts.changes_recorded.get(cohort.id, {})
        recorded = [count.key[0] for on, count in counts.items() if on < day]
        recorded += [last for on, last in changes.items() if on <= day]
        if any(each > published for each in recorded):
            yield f"headcount of {cohort.id} {before} posts of the scenario include"
    for office in base.offices:
        seats = facts.seats.get(office.id, {})
        if any(each.key[0] > published for on, each in seats.items() if on < day):
            yield f"seats of {office.id} {before} seats of the scenario include"


def _on_signals(base: Scenario, book: SignalBook) -> Iterator[str]:
    matters = {matter.id for matter in base.matters}
    for signal in book.signals:
        if signal.matter not in matters:
            yield f"a signal on {not_in(base.name, 'a matter', signal.matter)}"
    reported = {each.id for each in (*base.signals, *book.signals)}
    others = {each.signal for each in book.facts if not isinstance(each, Signal)}
    for name in sorted(others - reported):
        yield f"an approval or a retraction of {not_in(base.name, 'a signal', name)}"


def _on_moves(base: Scenario, facts: Programme) -> Iterator[str]:
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    for name in sorted({*facts.decisions, *facts.steps}):
        key = MoveKey.parse(name)
        if key is None:
            # It may say anything, which is not said again where others read it.
            yield "a decision or a step on what names no move"
        elif key.cohort not in cohorts or key.destination not in offices:
            yield f"a decision or a step on {not_in(base.name, 'a move', name)}"
