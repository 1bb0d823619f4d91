"""``relocate explain``: what it asks, prints, writes and refuses."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from shutil import copy

import pytest

from planner.exports.plan_file import read_plan
from planner.exports.tables import plan_tables
from tests.support.commands import Relocate, widest


@pytest.fixture
def file(plans: Path, tmp_path: Path) -> Path:
    """A plan file of the tiny scenario, in the folder of the command."""
    return Path(copy(plans / "free.parquet", tmp_path / "plan.parquet"))


@pytest.mark.slow
def test_an_answer_is_shown_with_what_each_option_costs(here: Relocate, file: Path) -> None:
    run = here("explain", file.name, "--why", "analysts", "--deterministic")

    assert run.code == 0
    assert widest(run.out) <= 80
    words = " ".join(run.out.split())
    assert "What else could be done, beside the plan, USD" in words
    assert "stay +384,345 +225,180 +384,345 +384,345 dearer" in words
    assert "to Bengaluru – – – – as planned" in words
    assert "one-off cash of the whole programme stays within USD 170000.00" in words


@pytest.mark.slow
def test_json_has_the_options_ranked_with_their_deltas(here: Relocate, file: Path) -> None:
    run = here("explain", file.name, "--why", "analysts", "--deterministic", "--json")
    found = json.loads(run.out)

    assert (found["cohort"], found["posts"], found["currency"]) == ("analysts", 4, "USD")
    (stay,) = (each for each in found["ranked"] if each["kind"] == "stay")
    assert stay["delta"]["total"] == 38_434_500
    assert stay["delta"]["order"] == "dearer"
    assert {"rule": "severance", "amount": -5_250_000, "expected": False} in (
        stay["delta"]["by_rule"]
    )
    (transfer,) = (each for each in found["ranked"] if each["mode"] == "transfer")
    assert transfer["shut_by"][0]["words"].startswith("one-off cash of the whole programme")


@pytest.mark.slow
def test_answers_are_kept_with_the_plan_in_every_format(here: Relocate, file: Path) -> None:
    """A second question adds to the first; the same one takes its place; the plan is the same."""
    before = read_plan(file)
    for cohort in ("analysts", "officers", "analysts"):
        asked = ("explain", "plan.parquet", "--why", cohort, "--deterministic")
        run = here(
            *asked, *(w for s in ("parquet", "json", "html") for w in ("--out", f"plan.{s}"))
        )
        assert run.code == 0, run.err

    after = read_plan(file)
    assert [each.cohort for each in after.result.explanations.why] == ["officers", "analysts"]
    assert after.scenario == before.scenario
    assert after.result.plan == before.result.plan
    assert after.result.provenance == before.result.provenance
    document = json.loads(file.with_suffix(".json").read_text())
    assert [each["cohort"] for each in document["explanations"]["why"]] == ["officers", "analysts"]
    assert "What else could be done, beside the plan" in file.with_suffix(".html").read_text()
    assert here("verify", "plan.parquet").code == 0


@pytest.mark.slow
def test_when_the_plan_stops_paying(here: Relocate, file: Path) -> None:
    """In words, in JSON, and kept with the plan beside earlier answers."""
    asked = ("explain", "plan.parquet", "--deterministic", "--out", "plan.parquet")
    assert here(*asked, "--why", "analysts").code == 0
    run = here(*asked, "--break-even")
    found = json.loads(
        here("explain", "plan.parquet", "--break-even", "--deterministic", "--json").out
    )
    kept = read_plan(file).result.explanations

    assert run.code == 0, run.err
    assert widest(run.out) <= 80
    assert "How likely events have to be for the plan to pay" in run.out
    assert [each.cohort for each in kept.why] == ["analysts"]
    assert kept.break_even is not None
    assert found["events"] == kept.break_even.model_dump(mode="json")["events"]
    assert {each["event"] for each in found["events"]}


@pytest.mark.slow
def test_what_the_plan_becomes_if_an_answer_is_no(here: Relocate, file: Path) -> None:
    """In words, in JSON, and kept with the plan."""
    asked = ("explain", "plan.parquet", "--contingencies", "--deterministic")
    run = here(*asked, "--out", "plan.parquet")
    found = json.loads(here(*asked, "--json").out)
    kept = read_plan(file).result.explanations.contingencies

    assert run.code == 0, run.err
    assert widest(run.out) <= 80
    assert "What the plan becomes if an answer is no" in run.out
    assert kept is not None
    assert [each["what"] for each in found["found"]] == [each.what for each in kept.found]


def test_files_of_other_plans_are_not_written_over(here: Relocate, file: Path) -> None:
    other = Path(copy(file, file.with_name("other.parquet")))
    before = other.read_bytes()
    run = here("explain", "plan.parquet", "--why", "analysts", "--out", "other.parquet")

    assert run.code == 3
    assert "other.parquet: may be of another plan" in run.err
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Ask a question"),
        (("--to", "bengaluru"), "--to goes with --why COHORT"),
        (("--why", "clerks"), "There are: analysts, officers."),
        (("--why", "analysts", "--to", "pune"), "There are: bengaluru, shanghai."),
        (("--why", "analysts", "--binds"), "Ask one question at a time"),
        (("--wave", "2030-Q1"), "These are: 2027-Q1, 2027-Q2."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    here: Relocate, file: Path, words: tuple[str, ...], said: str
) -> None:
    run = here("explain", file.name, *words)

    assert run.code in {2, 3}
    assert said in " ".join(run.err.split())


@pytest.mark.slow
def test_what_binds_is_said_alike_on_terminal_and_page(here: Relocate, file: Path) -> None:
    """A seat more in Bengaluru brings the relaxation something, and a whole plan nothing."""
    outs = [word for suffix in ("parquet", "html") for word in ("--out", f"plan.{suffix}")]
    run = here("explain", file.name, "--binds", "--deterministic", "--for", "planner", *outs)

    assert run.code == 0, run.err
    assert widest(run.out) <= 80
    words = " ".join(run.out.split())
    assert "What one unit more of each limit is worth, USD" in words
    assert "These figures are local" in words
    plan = read_plan(file)
    table = {each.name: each for each in plan_tables(plan.result, plan.scenario)}["binding"]
    written = unescape(file.with_suffix(".html").read_text(encoding="utf-8"))
    page = written.replace("\N{NO-BREAK SPACE}", " ")
    for row in table.rows:
        assert str(row[0]) in page
        assert str(row[0]).split(";")[0].split()[0] in words
    assert table.notes[0] in page


@pytest.mark.slow
def test_json_has_the_worth_of_each_limit(here: Relocate, file: Path) -> None:
    run = here("explain", file.name, "--binds", "--deterministic", "--json")
    found = json.loads(run.out)

    budget = next(each for each in found["limits"] if each["change"]["path"] == "budget.total")
    assert (budget["gain"], budget["least"], budget["most"]) == (0, 0, 0)
    assert budget["worth"] == "nothing"
    assert budget["change"]["step"] == "USD 28000"
    assert budget["words"].startswith("one-off cash of the whole programme")
    assert found["currency"] == "USD"


@pytest.mark.slow
def test_a_wave_dropped_and_later(here: Relocate, file: Path) -> None:
    """The post of the last quarter saves 31,425; no quarter is later."""
    run = here("explain", file.name, "--wave", "2027-Q2", "--deterministic", "--json")
    found = json.loads(run.out)

    assert (found["period"], found["posts"], found["later"]) == ("2027-Q2", 1, None)
    delta = found["dropped"]["delta"]
    assert (delta["total"], delta["order"]) == (3_142_500, "dearer")


@pytest.mark.slow
def test_answers_of_every_kind_are_kept_beside_each_other(here: Relocate, file: Path) -> None:
    """They survive in the plan file, and the same question takes the place of its answer."""
    questions = (("--why", "analysts"), ("--wave", "2027-Q1"), ("--binds",), ("--wave", "2027-Q1"))
    for question in questions:
        run = here("explain", file.name, *question, "--deterministic", "--out", "plan.parquet")
        assert run.code == 0, run.err

    kept = read_plan(file).result.explanations
    assert [each.cohort for each in kept.why] == ["analysts"]
    assert [each.period for each in kept.waves] == ["2027-Q1"]
    assert kept.binding is not None
    assert kept.binding.limits
