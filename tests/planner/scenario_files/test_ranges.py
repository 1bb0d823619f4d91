"""Figures with how far they may be off: how they are written, laid over, and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import Problem
from models.scenario import Scenario
from planner.scenario_files import load, parsed_settings
from tests.support.scenario_folders import (
    SETTINGS,
    SOUND,
    folder_of,
    problem_of,
    problems_of,
    scenario_folder,
)

CASES = "id,entity,jurisdiction,topic,likelihood,loss,source\nraid,cn,china,leak,{},{},assumption\n"


def with_case(folder: Path, likelihood: str, loss: str = "USD 1000") -> Path:
    """The sound scenario with one case, its figures as they are written."""
    return scenario_folder(folder, cases__csv=CASES.format(likelihood, loss))


def with_settings(folder: Path, text: str) -> Path:
    """The sound scenario with more settings."""
    return scenario_folder(folder, scenario__yaml=SETTINGS + text)


def ranges(scenario: Scenario) -> list[tuple[str, str, str, str, str]]:
    """Each range as a row."""
    return [(r.table, r.row, r.field, r.low, r.high) for r in scenario.ranges]


def place(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.row, problem.field


LIKELIHOOD = ("cases", "raid", "likelihood", "0.01", "0.05")


@pytest.mark.parametrize(
    "cell", ["0.02 (0.01 to 0.05)", "0.02(0.01 to 0.05)", " 0.020 ( 0.010  to  0.050 ) "]
)
def test_a_cell_holds_base_and_ends(tmp_path: Path, cell: str) -> None:
    """The field holds the base; the ends are kept in one way however they are written."""
    scenario = load(with_case(tmp_path, cell))

    assert scenario.cases[0].likelihood == 0.02
    assert ranges(scenario) == [LIKELIHOOD]


def test_a_mapping_says_the_same_as_a_cell(tmp_path: Path) -> None:
    """YAML with names, JSON with numbers, and the short form make one scenario, to the hash."""
    case = {"entity": "cn", "jurisdiction": "china", "topic": "leak", "loss": "USD 1000"}
    written = {"low": 0.01, "base": 0.02, "high": 0.05}
    rows = {"raid": {**case, "source": "assumption", "likelihood": written}}
    short = load(with_case(tmp_path / "a", "0.02 (0.01 to 0.05)"))
    yaml = scenario_folder(
        tmp_path / "b",
        cases__csv=None,
        scenario__yaml=f"{SETTINGS}cases: {json.dumps(rows)}\n",
    )

    assert load(yaml).hash == short.hash


def test_money_has_a_range_too(tmp_path: Path) -> None:
    """Each of the three is an amount with its currency, read to the cent."""
    scenario = load(with_case(tmp_path, "0.02", "CNY 1000.50 (CNY 900 to CNY 2000)"))

    assert str(scenario.cases[0].loss) == "CNY 1000.50"
    assert ranges(scenario) == [("cases", "raid", "loss", "CNY 900.00", "CNY 2000.00")]


def test_settings_and_groups_have_ranges(tmp_path: Path) -> None:
    """A setting, a field of a group, and an entry of a list, counted from 1."""
    scenario = load(
        with_settings(
            tmp_path,
            "risk_weight: 1 (0.5 to 3)\n"
            "budget:\n"
            "  total: {low: USD 1, base: USD 2, high: USD 3}\n"
            "  by_fiscal_year: [{fiscal_year: 2027, limit: USD 2 (USD 1 to USD 4)}]\n",
        )
    )

    assert (scenario.risk_weight, str(scenario.budget.total)) == (1.0, "USD 2.00")
    assert ranges(scenario) == [
        ("settings", "", "budget.by_fiscal_year.1.limit", "USD 1.00", "USD 4.00"),
        ("settings", "", "budget.total", "USD 1.00", "USD 3.00"),
        ("settings", "", "risk_weight", "0.5", "3.0"),
    ]


def test_a_group_within_a_row_has_ranges(tmp_path: Path) -> None:
    """Law as data is off too: the cap on wages for severance."""
    china = SOUND["jurisdictions/china.yaml"].replace(
        "wage_cap: CNY 36921", "wage_cap: CNY 36921 (CNY 30000 to CNY 40000)"
    )
    scenario = load(scenario_folder(tmp_path, jurisdictions___china__yaml=china))

    assert ranges(scenario) == [
        ("jurisdictions", "china", "severance.wage_cap", "CNY 30000.00", "CNY 40000.00")
    ]


def test_exact_decimals_have_ranges(tmp_path: Path) -> None:
    """A rate of exchange stays an exact decimal."""
    rates = "currency,worth,source\nCNY,0.1385 (0.125 to 0.150),assumption\n"
    scenario = load(scenario_folder(tmp_path, rates__csv=rates))

    assert ranges(scenario) == [("rates", "CNY", "worth", "0.125", "0.15")]


def test_a_figure_in_a_key_has_a_range(tmp_path: Path) -> None:
    """The row goes by its base, so that the range finds it."""
    service = "cohort,posts,years,monthly_wage\nops-cn,25,4,CNY 9000 (CNY 8000 to CNY 9500)\n"
    scenario = load(scenario_folder(tmp_path, service__csv=service))

    assert ranges(scenario) == [
        ("service", "ops-cn/4/0/CNY 9000.00", "monthly_wage", "CNY 8000.00", "CNY 9500.00")
    ]


def test_a_table_of_ranges_says_the_same(tmp_path: Path) -> None:
    """Ranges may stand apart, a row each."""
    table = "table,row,field,low,high\ncases,raid,likelihood,0.01,0.05\n"
    folder = folder_of(with_case(tmp_path, "0.02"), {"ranges.csv": table})

    assert ranges(load(folder)) == [LIKELIHOOD]


@pytest.mark.parametrize(
    ("setting", "likelihood", "left"),
    [
        ("cases.raid.likelihood=0.2", 0.2, []),
        ("cases.raid.likelihood=0.2 (0.1 to 0.3)", 0.2, [(*LIKELIHOOD[:3], "0.1", "0.3")]),
        ("cases.raid.likelihood.base=0.03", 0.03, [LIKELIHOOD]),
        ("cases.raid.likelihood.high=0.5", 0.02, [(*LIKELIHOOD[:4], "0.5")]),
    ],
)
def test_settings_lie_over_a_range(
    tmp_path: Path, setting: str, likelihood: float, left: list[tuple[str, ...]]
) -> None:
    """A figure takes the place of the range, a range of another, a part of its part."""
    folder = with_case(tmp_path, "0.02 (0.01 to 0.05)")
    scenario = load(folder, (), parsed_settings([setting]))

    assert scenario.cases[0].likelihood == likelihood
    assert ranges(scenario) == left


def test_an_overlay_makes_a_range_of_a_figure(tmp_path: Path) -> None:
    """The figure below is its base; a later overlay takes the range back with the figure."""
    ends = "about: x\nchanges: {cases: {raid: {likelihood: {low: 0.01, high: 0.05}}}}\n"
    sure = "about: x\nchanges: {cases: {raid: {likelihood: 0.04}}}\n"
    folder = folder_of(
        with_case(tmp_path, "0.02"), {"overlays/off.yaml": ends, "overlays/sure.yaml": sure}
    )

    assert ranges(load(folder, ["off"])) == [LIKELIHOOD]
    assert load(folder, ["off"]).cases[0].likelihood == 0.02
    assert ranges(load(folder, ["off", "sure"])) == []
    assert ranges(load(folder, ["sure", "off"])) == [LIKELIHOOD]


@pytest.mark.parametrize(
    ("cell", "field", "message", "found"),
    [
        ("0.02 (0.05 to 0.01)", "likelihood", "lies outside its own range", "0.02"),
        ("0.02 (0.03 to 0.05)", "likelihood", "lies outside its own range", "0.02"),
        ("0.02 (-0.1 to 0.05)", "likelihood.low", "is below the least allowed, 0", "-0.1"),
        ("0.02 (0.01 to 101)", "likelihood.high", "is above the most allowed, 1", "101"),
        ("0.02 (0.01 to high)", "likelihood.high", "is not a number", "high"),
        ("0.02 (nan to 0.05)", "likelihood.low", "is not a finite number", "nan"),
        ("0.02 ( to 0.05)", "likelihood.low", "is missing from the range", ""),
        ("0.02 (0.01 to )", "likelihood.high", "is missing from the range", ""),
        ("(0.01 to 0.05)", "likelihood.base", "is missing from the range", ""),
        ("x (0.01 to 0.05)", "likelihood", "is not a number", "x"),
        ("0.02 (0.01 - 0.05)", "likelihood", "is not a number", "0.02 (0.01 - 0.05)"),
        ("0.02 (0.01 to 0.05) x", "likelihood", "is not a number", "0.02 (0.01 to 0.05) x"),
    ],
)
def test_a_range_that_is_wrong_is_told_by_its_cell(
    tmp_path: Path, cell: str, field: str, message: str, found: str
) -> None:
    """File, line, field and end, and the value found."""
    problem = problem_of(with_case(tmp_path, cell))

    assert place(problem) == ("cases.csv", "line 2", field)
    assert (problem.message, problem.found) == (message, found)


@pytest.mark.parametrize(
    ("loss", "field", "message"),
    [
        ("USD 9 (CNY 1 to USD 10)", "loss", "is a range in several currencies"),
        ("USD 9 (5 to USD 10)", "loss.low", "is an amount without a currency"),
        ("USD 9 (USD 5.001 to USD 10)", "loss.low", "USD has 2 decimal places, not more"),
        ("USD 9 (USD 10 to USD 12)", "loss", "lies outside its own range"),
    ],
)
def test_ranges_of_money_that_are_wrong(
    tmp_path: Path, loss: str, field: str, message: str
) -> None:
    """Two currencies, none, half a cent, a base outside."""
    problem = problem_of(with_case(tmp_path, "0.02", loss))

    assert place(problem) == ("cases.csv", "line 2", field)
    assert problem.message == message


@pytest.mark.parametrize(
    ("written", "field", "message", "next_step"),
    [
        ("{base: USD 2, high: USD 3}", "budget.total.low", "is missing from the range", ""),
        ("{low: USD 1, high: USD 3}", "budget.total.base", "is missing from the range", ""),
        (
            "{low: USD 1, base: USD 2, hihg: USD 3, high: USD 3}",
            "budget.total.hihg", "is not a part of a range", "Did you mean 'high'?",
        ),
    ],
)  # fmt: skip
def test_mappings_that_are_wrong(
    tmp_path: Path, written: str, field: str, message: str, next_step: str
) -> None:
    """A part that is missing, the base of an optional figure too, and one that is misspelled."""
    problem = problem_of(with_settings(tmp_path, f"budget: {{total: {written}}}\n"))

    assert place(problem) == ("scenario.yaml", "", field)
    assert problem.message == message
    assert next_step in problem.next_step


def test_an_end_that_breaks_a_rule_over_several_fields(tmp_path: Path) -> None:
    """It is told of the end, though the rule names another field first."""
    topics = SOUND["topics.csv"].replace("0.5,0.5", "0.5,0.5 (0.4 to 0.6)")
    problem = problem_of(scenario_folder(tmp_path, topics__csv=topics))

    assert place(problem) == ("topics.csv", "line 2", "per_head_share.high")
    assert problem.message == "fixed_share and per_head_share add up to more than one loss"
    assert problem.found == "0.6"


@pytest.mark.parametrize("name", ["horizon: {periods: 8 (4 to 12)}", "format: 1 (1 to 1)"])
def test_what_makes_the_calendar_has_no_range(tmp_path: Path, name: str) -> None:
    """A plan of eight periods cannot be judged over four."""
    settings = SETTINGS.replace("format: 1\n", "") + f"{name}\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))

    assert problem.file == "scenario.yaml"
    assert "so it cannot have a range" in problem.message


def test_what_is_no_figure_has_no_range(tmp_path: Path) -> None:
    """A name stays a name, brackets and all, and a date is no figure."""
    roles = "id,name\nkyc,KYC (junior to senior)\nops,Operations\n"
    scenario = load(scenario_folder(tmp_path, roles__csv=roles))

    assert scenario.roles[0].name == "KYC (junior to senior)"
    assert scenario.ranges == ()


def test_every_range_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Both ends of one cell, and another file."""
    folder = folder_of(
        with_case(tmp_path, "0.02 (-1 to 2)"),
        {"scenario.yaml": SETTINGS + "risk_weight: 1 (0 to none)\n"},
    )

    assert {place(problem) for problem in problems_of(folder)} == {
        ("scenario.yaml", "", "risk_weight.high"),
        ("cases.csv", "line 2", "likelihood.low"),
        ("cases.csv", "line 2", "likelihood.high"),
    }


@pytest.mark.parametrize(
    ("row", "field", "message", "known"),
    [
        ("casus,raid,likelihood,0.01,0.05", "table", "is not a table with figures", "'cases'"),
        ("ranges,x,low,1,2", "table", "is not a table with figures", ""),
        ("cases,raod,likelihood,0.01,0.05", "row", "is not a row of cases", "'raid'"),
        ("cases,raid,likelyhood,0.01,0.05", "field", "is not a field of cases", "'likelihood'"),
        ("cases,raid,likelihood.x,0.01,0.05", "field", "is not a field of cases", ""),
        ("cases,raid,topic,a,b", "field", "does not hold a figure that can have a range", ""),
        ("settings,x,risk_weight,1,2", "row", "is not empty, as it is for a setting", ""),
        ("settings,,cases,1,2", "field", "is a table, not a setting", ""),
        (
            "settings,,budget.total,USD 1,USD 2",
            "field",
            "does not hold a figure that can have a range",
            "",
        ),
        ("cases,raid,likelihood,0.01,1.5", "high", "is not allowed in likelihood", ""),
        ("cases,raid,likelihood,few,0.05", "low", "is not allowed in likelihood", ""),
        ("cases,raid,likelihood,0.03,0.05", "low", "is a range that leaves out its base: 0.02", ""),
        ("cases,raid,loss,CNY 1,USD 2000", "low", "is a range in several currencies", ""),
        ("offices,shanghai,seats,99.5,130", "low", "is not allowed in seats", ""),
    ],
)
def test_rows_of_the_table_that_lead_nowhere(
    tmp_path: Path, row: str, field: str, message: str, known: str
) -> None:
    """Each is told by its line in ranges.csv, with what is known where that helps."""
    text = f"table,row,field,low,high\n{row}\n"
    problem = problem_of(folder_of(with_case(tmp_path, "0.02"), {"ranges.csv": text}))

    assert place(problem) == ("ranges.csv", "line 2", field)
    assert problem.message.startswith(message)
    assert known in problem.next_step


def test_a_range_given_twice_is_refused(tmp_path: Path) -> None:
    """In the cell and in the table: one of them has to go."""
    text = "table,row,field,low,high\ncases,raid,likelihood,0.01,0.04\n"
    folder = folder_of(with_case(tmp_path, "0.02 (0.01 to 0.05)"), {"ranges.csv": text})
    problem = problem_of(folder)

    assert (problem.file, problem.row) == ("ranges.csv", "line 2")
    assert problem.message == "appears 2 times; keep one"


def test_a_range_of_a_row_that_is_wrong_says_nothing_more(tmp_path: Path) -> None:
    """Its case cannot be read, and that is said once."""
    text = "table,row,field,low,high\ncases,raid,likelihood,0.01,0.05\nsettings,,risk_weight,2,3\n"
    folder = folder_of(
        with_case(tmp_path, "often"),
        {"ranges.csv": text, "scenario.yaml": SETTINGS + "risk_weight: heavy\n"},
    )

    assert {place(problem) for problem in problems_of(folder)} == {
        ("scenario.yaml", "", "risk_weight"),
        ("cases.csv", "line 2", "likelihood"),
    }


def test_a_cell_of_brackets_takes_no_time(tmp_path: Path) -> None:
    """A long cell is read once, from left to right."""
    problem = problem_of(with_case(tmp_path, f"0.02{' ' * 100_000}x({' ' * 20_000}"))

    assert problem.message == "is not a number"


@pytest.mark.parametrize(
    ("field", "low", "high", "read"),
    [
        ("likelihood", "1%", "5%", ("0.01", "0.05")),
        ("likelihood", "1", "5", ("0.01", "0.05")),
        ("loss", '"USD 900"', '"2,000 USD"', ("USD 900", "USD 2000")),
        ("loss", "US$ 900", '"USD 1,234,567.50"', ("USD 900", "USD 1234567.50")),
    ],
)
def test_ends_in_the_table_are_read_as_their_field_needs(
    tmp_path: Path, field: str, low: str, high: str, read: tuple[str, str]
) -> None:
    """Per cents, commas and signs, as in the field's own cell; 5 for 5% is told."""
    table = f"table,row,field,low,high\ncases,raid,{field},{low},{high}\n"
    cases = CASES.format("0.02", "USD 1000")
    scenario = load(scenario_folder(tmp_path, cases__csv=cases, ranges__csv=table))

    assert ranges(scenario) == [("cases", "raid", field, *read)]
    told = [remark.words for remark in scenario.remarks]
    assert bool(told) == (low == "1")


@pytest.mark.parametrize(
    ("field", "low", "said"),
    [
        ("loss", "¥900", "has a sign that several currencies share"),
        ("loss", "USD 1k", "is a shortened figure"),
        ("likelihood", "150%", "is more than the whole"),
        ("likelihood", "0.5", "is not allowed in likelihood"),
    ],
)
def test_ends_in_the_table_with_two_readings_are_refused(
    tmp_path: Path, field: str, low: str, said: str
) -> None:
    """With what may be meant, at their column; a half beside 5 may be of a per cent."""
    high = "5" if field == "likelihood" else "USD 9000"
    table = f"table,row,field,low,high\ncases,raid,{field},{low},{high}\n"
    cases = CASES.format("0.9", "USD 1000")
    found = problems_of(scenario_folder(tmp_path, cases__csv=cases, ranges__csv=table))

    assert any(said in problem.message for problem in found)
    assert {problem.file for problem in found} == {"ranges.csv"}
