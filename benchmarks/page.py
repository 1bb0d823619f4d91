"""The tables and the plot in docs/."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import bracket, goals
from benchmarks.contenders import Contender
from benchmarks.contest import Contest
from benchmarks.instances import INSTANCES
from benchmarks.plot import plot
from benchmarks.table import contradictions, markdown, rows

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
START, END = "<!-- results: written by make bench -->", "<!-- end of results -->"


def write(contests: Sequence[Contest], page: Path = PAGE) -> None:
    """Put the results between the marks of a page, and the plot beside it."""
    before, rest = page.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    page.write_text(f"{before}{START}\n\n{results(contests)}\n\n{END}{after}", encoding="utf-8")
    page.with_suffix(".svg").write_text(plot(contests), encoding="utf-8")


def results(contests: Sequence[Contest]) -> str:
    """When and where, goals, brackets, all times, and what contradicts."""
    contests = sorted(contests, key=_place)
    day = datetime.now(tz=UTC).date()
    limits = " or ".join(f"{each:.0f}" for each in sorted({c.limit_seconds for c in contests}))
    where = (
        f"{day}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"OR-Tools {version('ortools')}; medians over the seeds; limits of {limits} s."
    )
    wrong = "".join(f"\n- Contradiction: {words}" for words in contradictions(contests))
    tables = (
        ("Goals", markdown(goals.rows(contests), goals.HEADINGS)),
        ("Brackets", markdown(bracket.rows(bracket.brackets(contests)), bracket.HEADINGS)),
        ("Times", markdown(rows(contests))),
    )
    text = "\n\n".join(f"### {title}\n\n{table}" for title, table in tables)
    return f"{where}\n\n{text}\n{wrong}".rstrip()


def _place(contest: Contest) -> tuple[int, str, int, float]:
    """Where a contest stands: instances in their order, others last, then contenders, limits."""
    order = {name: place for place, name in enumerate(INSTANCES)}
    place = order.get(contest.instance, len(order))
    return place, contest.instance, list(Contender).index(contest.contender), contest.limit_seconds
