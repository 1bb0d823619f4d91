"""Solver processes: what one leaves for the next."""

from __future__ import annotations

from multiprocessing.connection import wait

from models.search_limits import REPLANNING_LIMITS
from streams.hosts.solvers import Answered, Solvers
from streams.solving import Ask
from tests.support import stubs
from tests.support.builders import scenario


def question(programme: str) -> Ask:
    return Ask(
        programme=programme,
        number=1,
        revision="r",
        scenario=scenario(),
        limits=REPLANNING_LIMITS,
    )


def asked(solvers: Solvers, programme: str) -> str:
    """The words of the answer to a question."""
    solvers.start(question(programme))
    found: list[Answered] = []
    while not found:
        wait(solvers.handles)
        found = list(solvers.done())
    return found[0].answer.words


def test_notes_reach_the_next_solver_of_the_programme_and_no_other() -> None:
    """Each question finds what those before it about the same programme have noted."""
    solvers = Solvers(stubs.remembers)
    words = [asked(solvers, each) for each in ("a", "b", "a", "a")]
    solvers.stop()

    assert words == [repr(each) for each in (b"", b"", b"\0a", b"\0a\0a")]
