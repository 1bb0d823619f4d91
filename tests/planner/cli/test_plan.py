"""``relocate plan``: the report, the files, the document, and the ways it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.result import Status
from planner import api
from planner.cli.options import share
from planner.cli.report import report
from tests.support.commands import Relocate, relocate, relocate_here, widest
from tests.support.exported_company import provenance, result
from tests.support.exported_company import scenario as company
from tests.support.judging import rules_but_seats

KEYS = {
    *("status", "objective", "bound", "gap", "gap_of_saving", "currency", "seed"),
    *("scenario_hash", "wall_seconds", "moves", "measures", "routes", "blocks", "waves"),
    *("price_list", "baseline", "findings"),
}
MOVE_KEYS = {
    *("cohort", "origin", "destination", "mode", "period", "heads"),
    *("one_off", "run_rate_delta", "exposure_delta"),
}


PLAN_TINY = ("plan", "tiny", "--no-ranges")
"""Without the sample, which takes as long as the plan."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of the tiny scenario."""
    return relocate_here(tmp_path_factory.mktemp("tiny"), "plan", "tiny").out


def names(folder: Path) -> set[str]:
    """Files under a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_report_tells_what_was_worked_out_by_hand(tiny: str) -> None:
    """Worth, people, moves, seat block, prices beside the baselines, and the gap, as in README."""
    report, words = tiny, " ".join(tiny.split())

    assert (
        "Moves 5 posts in 2 waves: 3 dismissals, 1 person asked to move, 0 redeployed, 1 vacancy "
        "filled elsewhere."
    ) in words
    assert (
        "Against staying put it saves USD 191 k in money and takes USD 225 k off the expected loss "
        "(assumed): USD 416 k better in all."
    ) in words
    assert "it is USD 101 k worse; in the 8 quarters after it, USD 517 k better." in words
    assert "One-off cash by fiscal year: USD 168 k in 2027." in words
    assert "2027-Q1: 4 posts land on 2027-01-01" in report
    assert "Start by 2026-12-02: order seat blocks at Bengaluru: 1; open hires at" in report
    assert "By 2027-04-01: sign agreements in Mainland China: 3" in report
    assert "Last safe stop: 2026-12-01; the day after it costs USD 47.7 k, after" in report
    for line in (
        "Shanghai Bengaluru redundancy here, hire there 3 analysts 3",
        "Shanghai Bengaluru transfer 1 officers 1",
        "Bengaluru 2027-Q1 2027-01-01 1 3",
        "Run rate 722,160 1,090,800 -368,640",
        "Total 964,155 1,379,925 -415,770",
    ):
        assert line in [" ".join(written.split()) for written in report.splitlines()]
    assert "Proven gap: 0% of the total cost" in report
    order = (
        "better in all",
        "How sure",
        "2027-Q1:",
        "Seat blocks",
        "Close to",
        "What it costs",
        "gap",
    )
    assert sorted(order, key=report.index) == list(order)
    assert "not legal advice" in report


def test_what_is_close_to_its_limit_is_told(tiny: str) -> None:
    """Law and policy that leave little room are named with value and limit."""
    report = " ".join(tiny.split())

    assert "days for hiring before analysts lands at bengaluru" in report
    assert "(lead_times, law)" in report
    assert "at most USD 170,000.00 (budget, policy)" in report


def test_files_lie_in_plans_unless_told_otherwise(here: Relocate, tmp_path: Path) -> None:
    """Parquet, CSV and JSON are named after the scenario and what is laid over it."""
    run = here(*PLAN_TINY, "--with", "full-office", "--set", "budget.total=USD 120000")

    name = "plans/tiny+full-office+budget.total=USD-120000"
    assert names(tmp_path) == {f"{name}.parquet", f"{name}.csv", f"{name}.json"}
    assert all(f"{name}{suffix}" in run.out for suffix in (".parquet", ".csv", ".json"))


def test_files_are_named_after_what_was_planned(here: Relocate, tmp_path: Path) -> None:
    """A copy has the name of its template in it, but its plans do not overwrite the template's."""
    here("new", "my company")
    run = here("plan", "my company", "--no-ranges")

    assert run.code == 0
    assert "plans/my-company.parquet" in names(tmp_path)


@pytest.mark.slow
def test_out_writes_exactly_these_files(here: Relocate, tmp_path: Path) -> None:
    """Each file is written in the format of its suffix, and nothing beside it."""
    run = here(*PLAN_TINY, "--out", "a.parquet", "--out", "b.html")

    assert run.code == 0
    assert names(tmp_path) == {"a.parquet", "b.html"}
    assert api.read(tmp_path / "a.parquet").objective == 96_415_500


def test_the_document_has_every_key_and_adds_up(here: Relocate, tmp_path: Path) -> None:
    """``--json`` prints the document alone; price lists add up to objective and baseline."""
    run = here(*PLAN_TINY, "--json", "--seed", "7")
    document = json.loads(run.out)

    assert run.code == 0
    assert document.keys() >= KEYS
    assert all(move.keys() >= MOVE_KEYS for move in document["moves"])
    assert document["seed"] == 7
    assert sum(line["amount"] for line in document["price_list"]) == document["objective"]
    baseline = document["baseline"]
    assert baseline.keys() >= {"price_list", "total", "findings"}
    assert sum(line["amount"] for line in baseline["price_list"]) == baseline["total"]
    assert json.loads((tmp_path / "plans/tiny.json").read_text()) == document
    assert "plans/tiny.parquet" in run.err


def test_where_no_plan_exists_the_clash_is_told(here: Relocate, tmp_path: Path) -> None:
    """Exit code 4, the limits that clash, and no file that could be taken for a plan."""
    run = here(*PLAN_TINY, "--set", "offices.shanghai.seats=1")

    assert run.code == 4
    assert "This limit cannot be kept." in run.out
    assert "- Shanghai has 1 seat in " in run.out
    assert "offices.shanghai.seats" in run.out
    assert "There is no plan to write." in run.out
    assert not names(tmp_path)


def test_the_document_of_no_plan_holds_the_clash(here: Relocate) -> None:
    """``--json`` keeps the exit code and says which rules clash."""
    run = here(*PLAN_TINY, "--set", "offices.shanghai.seats=1", "--json")

    assert run.code == 4
    clash = json.loads(run.out)["clash"]
    assert [each["rule"] for each in clash["members"]] == ["seats"]
    assert clash["relaxations"][0]["changes"][0]["path"] == "offices.shanghai.seats"


@pytest.mark.slow
def test_no_plan_in_time_has_a_code_of_its_own(here: Relocate) -> None:
    """Exit code 5, with a time to try next, where no baseline is a plan: both are over the cap."""
    capped = ("--set", "exposure_cap.total=USD 2000000", "--time-limit", "1e-9")
    run = here("plan", "shanghai-2026", *capped)

    assert run.code == 5
    assert "--time-limit" in run.out


@pytest.mark.slow
def test_without_time_a_lawful_baseline_is_the_plan(here: Relocate) -> None:
    """Staying put breaks no rule, so it is what can be done at once."""
    run = here("plan", "shanghai-2026", "--time-limit", "1e-9", "--no-ranges", "--json")

    assert run.code == 0
    printed = json.loads(run.out)
    assert (printed["status"], printed["moves"]) == ("feasible", [])
    assert printed["objective"] == min(each["total"] for each in printed["baselines"].values())


def test_where_staying_put_is_best_nobody_moves(here: Relocate) -> None:
    """Without any money there is a plan, and it says so."""
    run = here(*PLAN_TINY, "--set", "budget.total=USD 0")

    assert run.code == 0
    assert "Nobody moves" in run.out


def test_where_staying_put_breaks_a_rule_it_is_told(here: Relocate) -> None:
    """A plan that costs more than an unlawful baseline says both."""
    run = here(*PLAN_TINY, "--set", "exposure_cap.total=USD 100000")

    assert run.code == 0
    assert "Staying put would break" in run.out
    assert "(exposure_cap, policy)" in " ".join(run.out.split())


@pytest.mark.parametrize("gap", ["0.01", "1%", "1 %"])
def test_a_gap_is_a_share_or_a_percentage(gap: str) -> None:
    """``0.01`` and ``1%`` are the same gap."""
    assert share(gap) == 0.01


def test_the_gap_that_is_asked_for_is_in_the_document(here: Relocate) -> None:
    assert json.loads(here(*PLAN_TINY, "--json", "--gap", "1 %").out)["asked_gap"] == 0.01


@pytest.mark.parametrize(
    "words",
    [
        ("--gap", "2"),
        ("--gap", "-0.1"),
        ("--gap", "nan"),
        ("--gap", "little"),
        ("--time-limit", "0"),
        ("--time-limit", "inf"),
        ("--seed", "-1"),
        ("--solver", "abacus"),
        ("--out", "plan.doc"),
        ("--speed", "9"),
    ],
)
def test_a_wrong_option_is_refused(here: Relocate, words: tuple[str, str]) -> None:
    """Exit code 2, with the option's name, and no work done."""
    run = here(*PLAN_TINY, *words)

    assert run.code == 2
    assert words[0] in run.err


@pytest.mark.parametrize(
    "solver",
    ["highs", *(pytest.param(s, marks=pytest.mark.slow) for s in ("scip", "cp_sat"))],
)
def test_each_solver_finds_the_plan(here: Relocate, solver: str) -> None:
    """All of them reach the cost worked out by hand."""
    run = here(*PLAN_TINY, "--json", "--solver", solver)

    assert json.loads(run.out)["objective"] == 96_415_500


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("nowhere/a.csv", "folder nowhere does not exist"),
        ("folder.csv", "a folder has this name"),
        (f"{'x' * 300}.csv", "file name too long"),
        ("device.csv", "a device, a pipe or a socket has this name"),
    ],
)
def test_files_that_cannot_be_written_are_refused_first(
    here: Relocate, tmp_path: Path, out: str, why: str
) -> None:
    """Exit code 3 at once: nobody waits for a plan that cannot be kept."""
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "device.csv").symlink_to("/dev/null")
    run = here(*PLAN_TINY, "--out", out)

    assert run.code == 3
    assert why in run.err


def test_a_file_in_the_way_of_the_folder_is_told(here: Relocate, tmp_path: Path) -> None:
    """A file that is called ``plans`` is no bug."""
    (tmp_path / "plans").write_text("my plans")
    run = here(*PLAN_TINY)

    assert run.code == 3
    assert "plans" in run.err


@pytest.mark.slow
@pytest.mark.parametrize("columns", ["80", "60"])
def test_no_line_is_wider_than_the_terminal(here: Relocate, columns: str) -> None:
    """The report of the worked example fits, at eighty columns and at sixty."""
    words = ("--set", "horizon.ends=2027-07-01", "--with", "inspection", "--gap", "0.5%")
    run = here("plan", "shanghai-2026", *words, COLUMNS=columns)

    assert run.code == 0
    assert widest(run.out) <= int(columns)
    assert run.err == ""


@pytest.mark.slow
def test_a_deterministic_plan_is_the_same_to_the_byte(tmp_path: Path) -> None:
    """Twice the same plan file, from two processes: nothing of the clock is in it."""
    words = (*PLAN_TINY, "--deterministic", "--out")
    assert relocate(tmp_path, *words, "a.parquet").code == 0
    assert relocate_here(tmp_path, *words, "b.parquet").code == 0

    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_solver_that_stops_by_the_clock_makes_no_deterministic_plan(here: Relocate) -> None:
    """Refused with a next step."""
    run = here(*PLAN_TINY, "--deterministic", "--solver", "highs")

    assert run.code == 3
    assert "--deterministic" in run.err


@pytest.mark.slow
def test_a_change_that_makes_a_plan_possible_is_written_as_an_overlay(
    here: Relocate, tmp_path: Path
) -> None:
    """With it there is a plan; it is never overwritten, and bundled scenarios are left alone."""
    crowded = ("--set", "offices.shanghai.seats=1", "--no-ranges")
    assert here("new", str(tmp_path / "mine")).code == 0
    run = here("plan", str(tmp_path / "mine"), *crowded, "--apply", "1")

    assert run.code == 4
    assert "--with relaxation-1" in run.err
    overlay = tmp_path / "mine/overlays/relaxation-1.yaml"
    assert "seats:" in overlay.read_text()
    assert here("plan", str(tmp_path / "mine"), "--with", "relaxation-1").code == 0
    again = here("plan", str(tmp_path / "mine"), *crowded, "--apply", "1")
    assert again.code == 3
    assert "exists already" in " ".join(again.err.split())
    bundled = here("plan", "tiny", *crowded, "--apply", "1")
    assert bundled.code == 3
    assert "relocate new DIR --template tiny" in " ".join(bundled.err.split())
    missing = here("plan", str(tmp_path / "mine"), *crowded, "--apply", "99")
    assert "is not the number of a change" in " ".join(missing.err.split())


@pytest.mark.slow
def test_a_change_of_what_was_tried_is_written_with_it(here: Relocate, tmp_path: Path) -> None:
    """The overlay asks for the same, relaxed: alone it makes a plan."""
    tried = ("--keep", "analysts:2", "--pin", "analysts:bengaluru:2027-Q1:3", "--deterministic")
    assert here("new", str(tmp_path / "mine")).code == 0
    run = here("plan", str(tmp_path / "mine"), *tried, "--apply", "1")
    with_it = here("plan", str(tmp_path / "mine"), "--with", "relaxation-1", "--deterministic")

    assert run.code == 4
    assert "--with relaxation-1 applies it, and what was tried with it" in " ".join(run.err.split())
    assert with_it.code == 0
    assert "at least 1 post of analysts stays at home" in " ".join(with_it.out.split())


def test_where_a_plan_exists_no_change_is_written(here: Relocate, tmp_path: Path) -> None:
    assert here("new", str(tmp_path / "mine")).code == 0
    run = here("plan", str(tmp_path / "mine"), "--no-ranges", "--apply", "1")

    assert run.code == 0
    assert "No change is saved: none is needed" in run.err
    assert not (tmp_path / "mine/overlays/relaxation-1.yaml").exists()


@pytest.mark.filterwarnings("default::RuntimeWarning")
def test_a_warning_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the line of code that gave it; the plan made instead is shown."""
    monkeypatch.setattr("planner.optimizer.optimise.rules_of", rules_but_seats)
    done = relocate_here(tmp_path, *PLAN_TINY)

    assert done.code == 0
    assert done.err.startswith(
        "relocate: warning: a cheaper plan was found and dropped, as the audit refuses\n"
        "  it: it breaks seats. This is a mistake in the planner: please report it with\n"
    )
    assert ".py" not in done.err
    assert widest(done.err) <= 80


@pytest.mark.parametrize(
    ("seconds", "effort", "longer"),
    [
        (1.25, "1 s", "--time-limit 300."),
        (0.0, "a fixed effort", "--time-limit 300, without --deterministic."),
    ],
)
def test_what_searches_for_longer_is_what_the_search_looks_at(
    seconds: float, effort: str, longer: str
) -> None:
    searched = provenance(company(), solver="search")
    unproven = result(company(), status=Status.FEASIBLE, provenance=searched, wall_seconds=seconds)
    words = " ".join(report(unproven, company()).split())
    assert f"(search, {effort}, seed" in words
    assert f"or this one proven: {longer}" in words


def test_a_fixed_effort_without_a_plan_is_not_sent_to_a_limit_that_it_ignores() -> None:
    found = result(
        company(),
        status=Status.NO_PLAN_IN_TIME,
        provenance=provenance(company(), solver="search"),
        plan=None,
        judgement=None,
        wall_seconds=0.0,
    )
    words = " ".join(report(found, company()).split())
    assert "(--time-limit 300, without --deterministic)" in words
