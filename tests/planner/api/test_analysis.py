"""Frontier and alternatives as values: printed, as HTML, as Arrow tables, and what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from models.analysis import Alternatives, Frontier
from models.choices import Audience
from models.errors import InputError
from planner import api
from planner.exports.working import WORKING_FILE

STOP = api.FixedEffort()


@pytest.fixture(scope="module")
def frontier() -> api.AnalysisResult[Frontier]:
    return api.frontier(api.load("tiny"), points=3, against="posts", stop=STOP)


@pytest.fixture(scope="module")
def alternatives() -> api.AnalysisResult[Alternatives]:
    return api.alternatives(api.load("tiny"), within=0.3, stop=STOP)


def test_a_frontier_prints_itself(frontier: api.AnalysisResult[Frontier]) -> None:
    lines = str(frontier).splitlines()

    assert lines[0] == "tiny: Six posts, two offices, worked out by hand"
    assert lines[1] == "tiny: total cost against posts moved, USD"
    assert len(lines) == 3 + len(frontier.record.points)
    assert frontier._repr_html_().count("<table>") == 2


def test_tables_are_arrow(frontier: api.AnalysisResult[Frontier]) -> None:
    assert frontier.tables["frontier"]["posts"].to_pylist() == [0, 2, 5]
    assert list(frontier.tables) == ["frontier", "changes"]


def test_alternatives_are_written(
    alternatives: api.AnalysisResult[Alternatives], tmp_path: Path
) -> None:
    alternatives.write(tmp_path / "a.html", Audience.PLANNER)

    assert alternatives.status.value == "optimal"
    assert "Fewer posts move" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Fewer posts move" in str(alternatives)


@pytest.mark.parametrize(("suffix", "exact"), [(".csv", False), (".CSV", False), (".json", True)])
def test_papers_are_for_a_board_unless_for_the_planner(
    frontier: api.AnalysisResult[Frontier], tmp_path: Path, suffix: str, exact: bool
) -> None:
    """As those of a plan; and only their owner may read them."""
    path = tmp_path / f"a{suffix}"
    for audience in Audience:
        frontier.write(path, audience)
        told = WORKING_FILE in path.read_text(encoding="utf-8")

        assert told == (exact or audience is Audience.PLANNER)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("points", [2, 51])
def test_a_number_of_points_outside_is_refused(points: int) -> None:
    with pytest.raises(InputError, match="points"):
        api.frontier(api.load("tiny"), points=points)


def test_an_unknown_axis_is_refused() -> None:
    with pytest.raises(InputError, match="loss, dismissals, cash, posts"):
        api.frontier(api.load("tiny"), against="time")


@pytest.mark.parametrize("asked", [{"number": 0}, {"number": 11}, {"within": 1.5}])
def test_alternatives_outside_are_refused(asked: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(asked))):
        api.alternatives(api.load("tiny"), **asked)  # type: ignore[arg-type]
