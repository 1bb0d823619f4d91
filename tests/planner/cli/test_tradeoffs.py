"""``relocate frontier`` and ``relocate alternatives``: what they print, write and refuse."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from planner.exports.working import WORKING_FILE
from tests.support.commands import Relocate, widest

PLANNERS = ("--out", "a.csv", "--for", "planner")
BENGALURU_FULL = ("--set", "offices.shanghai.seats=0", "--set", "offices.bengaluru.seats=0")


def test_the_frontier_is_shown_with_its_knee_and_changes(here: Relocate) -> None:
    """Six posts by hand: cash from none to that of the plan, whose total is the least."""
    run = here("frontier", "tiny", "--against", "cash", "--points", "4", "--deterministic")

    assert run.code == 0
    assert widest(run.out) <= 80
    words = " ".join(run.out.split())
    assert "tiny: total cost against one-off cash, USD" in words
    assert "1 272,700 1,379,925 0 0 0 nobody moves" in words
    assert "4 47,520 964,155 167,520 3 5 cheapest" in words
    assert "is the knee: it lies furthest below the straight line between both ends." in words
    assert "What changes from the plan before, USD" in words


def test_the_next_step_makes_a_plan_like_the_knee(here: Relocate) -> None:
    """The command that is proposed works, and spends no more than the knee."""
    words = ("frontier", "tiny", "--against", "cash", "--points", "4", "--deterministic")
    proposed = here(*words).err.split("plan like the knee: ")[1].strip()
    found = json.loads(here(*words, "--json").out)
    knee = found["points"][found["knee"]]

    run = here(*shlex.split(proposed)[1:], "--deterministic", "--no-ranges", "--json")
    assert run.code == 0
    made = json.loads(run.out)
    assert sum(line["one_off_cash"] for line in made["price_list"]) <= knee["one_off_cash"]
    assert made["objective"] == pytest.approx(knee["total"], rel=1e-3)


def test_a_what_if_holds_for_every_plan_and_the_next_step(here: Relocate) -> None:
    """Of four analysts one stays: in each point, in each alternative, and in the next step."""
    tried = ("--keep", "analysts:1", "--because", "the desk needs one")
    frontier = ("frontier", "tiny", *tried, "--against", "cash", "--points", "4", "--deterministic")
    found = json.loads(here(*frontier, "--json").out)
    others = json.loads(here("alternatives", "tiny", *tried, "--within", "30%", "--json").out)

    plans = [*found["points"], others["best"], *others["alternatives"]]
    moved = [
        sum(move["heads"] for move in each["plan"]["moves"] if move["cohort"] == "analysts")
        for each in plans
    ]
    assert max(moved) == 3
    proposed = shlex.split(here(*frontier).err.split("plan like the knee: ")[1].strip())
    assert proposed[-4:] == list(tried)


def test_a_what_if_that_changes_nothing_is_refused(here: Relocate) -> None:
    run = here("alternatives", "tiny", "--forbid", "shanghai")

    assert (run.code, run.out) == (3, "")
    assert "--forbid" in run.err


def test_files_are_written_in_each_format(here: Relocate, tmp_path: Path) -> None:
    names = ("a.svg", "a.csv", "a.parquet", "a.json")
    out = [word for name in names for word in ("--out", name)]
    run = here("frontier", "tiny", "--points", "3", "--deterministic", *out)

    assert run.code == 0
    assert all((tmp_path / name).stat().st_size for name in names)
    assert all(f"Written: {name}" in run.err for name in names)
    exact = [WORKING_FILE in (tmp_path / name).read_text() for name in ("a.csv", "a.json")]
    assert exact == [False, True]


def test_alternatives_are_shown_with_what_they_share(here: Relocate, tmp_path: Path) -> None:
    run = here("alternatives", "tiny", "--within", "30%", "--deterministic", *PLANNERS)

    assert run.code == 0
    assert widest(run.out) <= 80
    words = " ".join(run.out.split())
    assert "Each alternative costs at most USD 208 k more, half of what the best plan" in words
    assert "What each does otherwise than the best plan" in words
    assert "move 3 posts of analysts to Bengaluru" in words
    assert "Written: a.csv" in run.err
    assert WORKING_FILE in (tmp_path / "a.csv").read_text()


def test_json_has_the_best_plan_its_alternatives_and_what_is_shared(here: Relocate) -> None:
    run = here("alternatives", "tiny", "--number", "1", "--within", "0.3", "--json")
    found = json.loads(run.out)

    assert found["best"]["total"] == 96_415_500
    (only,) = found["alternatives"]
    assert only["aspect"] == "fewer_posts"
    assert only["total"] <= found["most"]
    assert found["shared"]["moves"] == [
        {"cohort": "analysts", "destination": "bengaluru", "heads": 3}
    ]


@pytest.mark.parametrize("command", ["frontier", "alternatives"])
def test_where_no_plan_exists_it_ends_as_plan_does(here: Relocate, command: str) -> None:
    run = here(command, "tiny", *BENGALURU_FULL, "--deterministic", "--out", "a.csv")

    assert run.code == 4
    assert "Infeasible: no plan can keep every rule" in " ".join(run.out.split())
    assert "Written" not in run.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frontier", "tiny", "--points", "2"), "greater than or equal to 3"),
        (("frontier", "tiny", "--against", "time"), "'time'"),
        (("frontier", "tiny", "--out", "a.doc"), "no known suffix"),
        (("alternatives", "tiny", "--within", "120%"), "is not a share"),
        (("alternatives", "tiny", "--out", "a.svg"), "no known suffix"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    here: Relocate, words: tuple[str, ...], said: str
) -> None:
    run = here(*words)

    assert run.code == 2
    assert said in " ".join(run.err.split())
