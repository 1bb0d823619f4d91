"""How many people have to be asked, so that as many move as a plan moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode

Accepting = Mapping[tuple[str, str | None], Fraction]
"""Share of a cohort that accepts and does not withdraw, by office; None for all offices."""


def asked_by_move(scenario: Scenario, moves: Sequence[Move]) -> tuple[int, ...]:
    """[move] number of people to ask about its destination; 0 if nobody is transferred.

    The number is the people who move, divided by the planned share who accept and do not withdraw,
    rounded up, and at most the people of the cohort. Moves of one cohort to one office are rounded
    together, in the order of periods. Without a planned share everybody asked moves.
    """
    accepting, people = _accepting(scenario), _people(scenario)
    labels = [period.label for period in scenario.periods]
    transferred: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    found = [0] * len(moves)
    transfers = (i for i, move in enumerate(moves) if move.mode is Mode.TRANSFER)
    for i in sorted(transfers, key=lambda i: labels.index(moves[i].period)):
        pair = who, _ = moves[i].cohort, moves[i].destination
        transferred[pair] += moves[i].heads
        share = accepting.get(pair, accepting.get((who, None), Fraction(1)))
        more = _people_to_ask(transferred[pair], share, people[who]) - asked[pair]
        found[i] = max(moves[i].heads, more)
        asked[pair] += found[i]
    return tuple(found)


def people_asked(scenario: Scenario, moves: Sequence[Move]) -> int:
    """People who have to be asked for all moves together.

    A person who declines one office may be asked about another. Of each cohort at most all people
    are asked, and at least as many as its share for all destinations together requires.
    """
    accepting, people = _accepting(scenario), _people(scenario)
    transferred: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for move, count in zip(moves, asked_by_move(scenario, moves), strict=True):
        if move.mode is Mode.TRANSFER:
            transferred[move.cohort] += move.heads
            asked[move.cohort] += count
    return sum(
        max(
            min(asked[who], max(people[who], moving)),
            _people_to_ask(moving, accepting.get((who, None), Fraction(1)), people[who]),
        )
        for who, moving in transferred.items()
    )


def _people_to_ask(moving: int, share: Fraction, people: int) -> int:
    """Return how many to ask: at least those who move, at most all people."""
    return max(moving, min(ceil(moving / share), people) if share else people)


def _accepting(scenario: Scenario) -> Accepting:
    return {
        (row.cohort, row.office): Fraction(str(row.share)) * (1 - Fraction(str(row.withdraws)))
        for row in scenario.acceptance
    }


def _people(scenario: Scenario) -> Mapping[str, int]:
    return {cohort.id: cohort.posts - cohort.vacant for cohort in scenario.cohorts}
