"""``relocate compare``, ``export`` and ``verify``: what is done with plan files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import InputError
from models.readable import HIDDEN
from models.result import Status
from planner import api
from planner.exports.plan_file import read_plan
from tests.support.commands import Relocate, widest


@pytest.fixture(scope="module")
def free(plans: Path) -> api.PlanResult:
    """What a plan file says."""
    kept = read_plan(plans / "free.parquet")
    return api.PlanResult(kept.scenario, kept.result)


@pytest.mark.slow
def test_a_comparison_shows_the_plans_beside_staying_put(here: Relocate, plans: Path) -> None:
    """Totals, savings and settings that differ, one line a plan, within eighty columns."""
    run = here("compare", plans / "free.parquet", plans / "full.parquet", plans / "dear.parquet")

    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert run.code == 0
    assert any(line.startswith("free 800,000 0 800,000 600,000 200,000") for line in lines)
    assert any(line.startswith("full cannot") or "USD" in line for line in lines)
    assert widest(run.out) <= 80


@pytest.mark.slow
def test_a_comparison_of_five_fits_the_terminal(
    here: Relocate, plans: Path, tmp_path: Path
) -> None:
    """Five plans under long names are told apart, and no line is too wide."""
    for number in range(5):
        scenario = api.load("tiny", (), {"risk_weight": number})
        api.plan(scenario, ranges=api.RangeUse.IGNORE).write(
            tmp_path / f"tiny+risk-weight-{number}.parquet"
        )
    run = here("compare", *(f"tiny+risk-weight-{number}.parquet" for number in range(5)))

    assert run.code == 0
    assert widest(run.out) <= 80


@pytest.mark.slow
def test_files_of_the_same_name_are_told_apart(here: Relocate, plans: Path, tmp_path: Path) -> None:
    """Two plans called alike in two folders go by their paths."""
    content = (plans / "free.parquet").read_bytes()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "free.parquet").write_bytes(content)
    run = here("compare", "a/free.parquet", "b/free.parquet")

    assert run.code == 0
    assert "a/free.parquet" in run.out


@pytest.mark.slow
def test_names_of_files_hide_nothing_in_a_comparison(
    here: Relocate, plans: Path, tmp_path: Path
) -> None:
    """On the page as on the screen: what nobody sees is spelled out."""
    (tmp_path / "fr\u202eee\u200b.parquet").write_bytes((plans / "free.parquet").read_bytes())
    run = here("compare", "fr\u202eee\u200b.parquet", plans / "full.parquet", "--out", "c.html")
    page = (tmp_path / "c.html").read_text(encoding="utf-8")

    assert run.code == 0
    assert HIDDEN.search(page) is None
    assert r"fr\u202eee\u200b" in page


@pytest.mark.slow
def test_a_comparison_is_written_by_suffix(here: Relocate, plans: Path, tmp_path: Path) -> None:
    """Beside the table on the screen, the files that were asked for, and their names."""
    files = [f"both{suffix}" for suffix in (".xlsx", ".html", ".json")]
    out = [word for file in files for word in ("--out", file)]
    run = here("compare", plans / "free.parquet", plans / "full.parquet", *out)

    assert run.code == 0
    for file in files:
        assert (tmp_path / file).stat().st_size > 0
        assert f"Written: {file}" in run.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("free.parquet",), 2),
        (("free.parquet",) * 6, 2),
        pytest.param(("free.parquet", "nothing.parquet"), 3, marks=pytest.mark.slow),
        (("free.parquet", "full.parquet", "--out", "both.doc"), 2),
        (("free.parquet", "full.parquet", "--with", "full-office"), 2),
        ((), 2),
    ],
)
def test_what_cannot_be_compared_is_refused(
    here: Relocate, plans: Path, words: tuple[str, ...], code: int
) -> None:
    """One plan, six, a missing file, a format that no comparison has, no plan."""
    given = [plans / word if word.endswith(".parquet") else word for word in words]

    assert here("compare", *given).code == code


@pytest.mark.slow
def test_an_export_is_written_by_suffix(here: Relocate, plans: Path, tmp_path: Path) -> None:
    """One plan file, several formats; the JSON holds the plan's objective."""
    exact = ("--for", "planner", "--out", "a.csv", "--out", "a.json")
    run = here("export", plans / "free.parquet", *exact)

    assert run.code == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("cohort")
    assert json.loads((tmp_path / "a.json").read_text())["objective"] == 96_415_500


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("--out", "a.doc"), 2), (("--out", "no/a.csv"), 3)],
)
def test_an_export_to_nowhere_is_refused(
    here: Relocate, plans: Path, words: tuple[str, ...], code: int
) -> None:
    """No file, no known format, no folder."""
    assert here("export", plans / "free.parquet", *words).code == code


@pytest.mark.slow
def test_a_plan_file_that_holds_is_verified(here: Relocate, plans: Path) -> None:
    """It says what was recomputed, and what an audit cannot prove."""
    run = here("verify", plans / "free.parquet")

    assert run.code == 0
    assert "holds:" in run.out
    assert "it costs USD 964,155.00, as the file says" in run.out
    assert "an audit cannot" in run.out
    assert "seed (0)" in run.out
    assert "not proven by anything in the file" in " ".join(run.out.split())


@pytest.mark.slow
def test_a_plan_file_with_another_figure_does_not_hold(
    here: Relocate, free: api.PlanResult, tmp_path: Path
) -> None:
    """A file that is sound in itself but says less than the audit finds: exit code 3."""
    scenario, result = free.scenario, free.result
    flattered = result.model_copy(update={"objective": 1_000_000, "bound": 900_000})
    api.PlanResult(scenario, flattered).write(tmp_path / "flattered.parquet")
    run = here("verify", "flattered.parquet")

    assert run.code == 3
    assert "flattered.parquet does not hold:" in run.out
    assert "the objective is 96415500, the file says 1000000" in run.out


@pytest.mark.slow
def test_a_plan_file_with_other_waves_does_not_hold(
    here: Relocate, free: api.PlanResult, tmp_path: Path
) -> None:
    """Dates to start by are figures too."""
    scenario, result = free.scenario, free.result
    without = api.PlanResult(scenario, result.model_copy(update={"waves": ()}))
    without.write(tmp_path / "waveless.parquet")

    assert here("verify", "waveless.parquet").code == 3


@pytest.mark.slow
def test_waves_without_a_plan_do_not_hold(
    here: Relocate, free: api.PlanResult, tmp_path: Path
) -> None:
    """Nothing may be told of a plan that is not there."""
    scenario, result = free.scenario, free.result
    nothing = dict.fromkeys(("plan", "objective", "bound", "saving", "people"))
    none = result.model_copy(
        update={**nothing, "status": Status.NO_PLAN_IN_TIME, "cash_by_fiscal_year": ()}
    )
    api.PlanResult(scenario, none).write(tmp_path / "none.parquet")
    run = here("verify", "none.parquet")

    assert run.code == 3
    assert "the file describes a plan, and has none" in run.out


@pytest.mark.slow
@pytest.mark.parametrize("command", ["export", pytest.param("compare", marks=pytest.mark.slow)])
def test_figures_that_do_not_hold_are_not_shown(
    here: Relocate, plans: Path, free: api.PlanResult, tmp_path: Path, command: str
) -> None:
    """It says which, as `verify` does, and writes nothing."""
    scenario, result = free.scenario, free.result
    cheaper = result.model_copy(update={"objective": 1_000_000, "bound": 900_000})
    api.PlanResult(scenario, cheaper).write(tmp_path / "cheaper.parquet")
    files = ["cheaper.parquet", *([plans / "full.parquet"] if command == "compare" else [])]
    run = here(command, *files, "--out", "a.html")

    assert run.code == 3
    assert "cheaper.parquet: does not hold: the objective is 96415500" in " ".join(run.err.split())
    assert run.out == ""
    assert not (tmp_path / "a.html").exists()


def test_a_plan_file_that_takes_too_long_to_judge_is_refused(plans: Path) -> None:
    """And how it may take longer is said."""
    with pytest.raises(InputError, match=r"takes more than 0.004 seconds to judge.*--time-limit"):
        api.verify(plans / "free.parquet", seconds=0.001)


@pytest.mark.slow
def test_a_damaged_plan_file_is_refused(here: Relocate, plans: Path, tmp_path: Path) -> None:
    """Half a file is no plan file."""
    content = (plans / "free.parquet").read_bytes()
    (tmp_path / "half.parquet").write_bytes(content[: len(content) // 2])
    run = here("verify", "half.parquet")

    assert run.code == 3
    assert "half.parquet" in run.err


def test_a_plan_file_that_is_read_is_not_written_over(here: Relocate, plans: Path) -> None:
    """The paper would take the place of the working file."""
    before = (plans / "free.parquet").read_bytes()
    for command in (("export",), ("compare", plans / "full.parquet")):
        run = here(*command, plans / "free.parquet", "--out", plans / "free.parquet")

        assert run.code == 3
        assert "is read, and cannot be written too" in " ".join(run.err.split())
    assert (plans / "free.parquet").read_bytes() == before


@pytest.mark.slow
def test_a_comparison_in_another_world_names_it_as_it_was_asked_for(
    here: Relocate, plans: Path
) -> None:
    given = ("--in", "tiny", "--with", "full-office", "--waiting", "0")
    run = here("compare", plans / "free.parquet", plans / "full.parquet", *given)

    assert run.code == 0
    assert "in the world of tiny+full-office" in run.out


@pytest.mark.slow
def test_an_export_tells_what_waiting_costs_unless_it_is_left_out(
    here: Relocate, plans: Path, tmp_path: Path
) -> None:
    for name, waiting in (("with", "2"), ("without", "0")):
        out = ("--for", "planner", "--out", f"{name}.html")
        assert here("export", plans / "free.parquet", *out, "--waiting", waiting).code == 0
    row = "Deciding a quarter later costs</th>"

    assert row in (tmp_path / "with.html").read_text(encoding="utf-8")
    assert row not in (tmp_path / "without.html").read_text(encoding="utf-8")
