"""Large neighbourhood search (LNS): free part of the incumbent and fix the rest."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from planner.optimizer.job import Job, SolverReply
from planner.optimizer.primal.chunks import Chunks
from planner.optimizer.primal.flips import flip
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.neighbourhoods import Neighbourhoods, doubtful_moves
from planner.optimizer.primal.operators import OPERATORS, Operator
from planner.optimizer.primal.rins import Between
from planner.optimizer.restriction import moves_of
from planner.optimizer.state import Steps

Way = Callable[[], Steps]
"""A way to improve the plan; it returns whether it succeeded."""


def improve_around(improver: Improver, *, quick: bool) -> Generator[Job, SolverReply | None, None]:
    """Try each way as long as it improves the plan, and one of them between any two others.

    Parameters
    ----------
    improver
        The improver, which takes the plans; the relaxation must have been solved.
    quick
        Whether relaxations are quick, as each flip needs one. If so, flips come most often,
        otherwise chunks do.
    """
    if not moves_of(improver.program).size:
        return
    operators: tuple[Operator, ...] = (*OPERATORS, partial(doubtful_moves, improver))
    chunks: Way = Chunks(improver).improve
    flips: Way = partial(flip, improver)
    between: Way = Between(improver).improve
    often, *seldom = (flips, chunks) if quick else (between, chunks, flips)
    others = (*seldom, *(Neighbourhoods(improver, each).improve for each in operators))
    for way in _in_turn(often, others):
        while (yield from way()):
            pass


def _in_turn(often: Way, others: tuple[Way, ...]) -> Generator[Way, None, None]:
    while True:
        for other in others:
            yield from (often, other)
