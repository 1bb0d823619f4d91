"""Values that do not fit their fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.scenario_folders import (
    SETTINGS,
    SOUND,
    folder_of,
    problem_of,
    problems_of,
    scenario_folder,
)

A_YEAR = "{fiscal_year: 2027, limit: USD 5}"
COHORT = "kyc-cn: {{role: kyc, entity: cn, office: shanghai, posts: 40, {}}}\n"


@pytest.mark.parametrize(
    ("field", "found", "message", "next_step"),
    [
        ("vacant", "3.5", "is not a whole number", "digits"),
        ("vacant", "-1", "is below the least allowed, 0", ""),
        ("vacant", "99", "vacant (99) exceeds posts (40)", ""),
        ("attrition", "101", "is above the most allowed, 1", ""),
        ("attrition", "much", "is not a number", "0.25"),
        ("only_to", "A!", "is neither an id nor a name of one of the offices", "bengaluru"),
        ("vacancies", "1", "unknown field", "Did you mean 'vacant'?"),
    ],
)
def test_a_value_of_a_row(
    tmp_path: Path, field: str, found: str, message: str, next_step: str
) -> None:
    """File, row, field, value and words of each kind of error in a row."""
    text = COHORT.format(f"{field}: {found}")
    problem = problem_of(scenario_folder(tmp_path, cohorts__csv=None, cohorts__yaml=text))
    assert (problem.file, problem.row) == ("cohorts.yaml", "kyc-cn")
    assert (problem.field, problem.found, problem.message) == (field, found, message)
    assert next_step in problem.next_step


@pytest.mark.parametrize(
    ("field", "written", "message", "next_step"),
    [
        ("vacant", "[1, 2]", "is a list or a group, but a single value is expected", "one value"),
        ("only_to", "{a: b}", "is not a list", "semicolons"),
    ],
)
def test_a_list_or_group_in_the_wrong_place(
    tmp_path: Path, field: str, written: str, message: str, next_step: str
) -> None:
    """The shape is named, not the value."""
    text = COHORT.format(f"{field}: {written}")
    problem = problem_of(scenario_folder(tmp_path, cohorts__csv=None, cohorts__yaml=text))
    assert (problem.row, problem.field, problem.message) == ("kyc-cn", field, message)
    assert next_step in problem.next_step


@pytest.mark.parametrize(
    ("line", "field", "found", "message", "next_step"),
    [
        ('title: "a\\tb"', "title", r"a\tb", "holds a control character", "one line"),
        (f"title: {'x' * 2001}", "title", f"{'x' * 79}…", "is longer than 2000 characters", "Sho"),
        (
            "horizon: 8",
            "horizon",
            "8",
            "is a single value, but a group of fields is expected",
            "below",
        ),
        (
            "horizon: {period: week}",
            "horizon.period",
            "week",
            "is not one of the allowed",
            "quarter",
        ),
        ("horizon: {periods: 99}", "horizon.periods", "99", "is above the most allowed, 60", ""),
        ("budget: {totl: USD 5}", "budget.totl", "USD 5", "unknown field", "'total'"),
        (
            "budget: {total: [USD 5]}",
            "budget.total",
            "USD 5",
            "is not an amount of money",
            "USD 1250.50",
        ),
        ("exposure_cap: {total: 5}", "exposure_cap.total", "5", "is an amount without", "'USD 5'"),
        ("budget: {total: USD 5.555}", "budget.total", "USD 5.555", "USD has 2 decimal", ""),
        (
            "budget: {by_fiscal_year: [{fiscal_year: 2027, limit: 500}]}",
            "budget.by_fiscal_year.1.limit",
            "500",
            "is an amount without",
            "'USD 500'",
        ),
        (
            f"budget: {{by_fiscal_year: [{', '.join([A_YEAR] * 2)}]}}",
            "budget",
            "",
            "by_fiscal_year has several limits for 2027",
            "",
        ),
        ("risk_weight: 1_0", "risk_weight", "1_0", "is not a number", "without underscores"),
        ("hotels: 5", "hotels", "5", "unknown field", "Known: format"),
        ("format: one", "format", "one", "is not a whole number", ""),
    ],
)
def test_a_value_of_the_settings(
    tmp_path: Path, line: str, field: str, found: str, message: str, next_step: str
) -> None:
    """Fields of groups are named by their path."""
    settings = SETTINGS.replace("format: 1\n", "") + f"{line}\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))
    assert (problem.file, problem.row) == ("scenario.yaml", "")
    assert (problem.field, problem.found) == (field, found)
    assert problem.message.startswith(message)
    assert next_step in problem.next_step


@pytest.mark.parametrize("word", ["20261001", "2026-10-01T09:00", "0", "2026-13-01"])
def test_a_date_is_written_one_way(tmp_path: Path, word: str) -> None:
    """Seconds since 1970 and times of the day are no dates."""
    settings = SETTINGS.replace("2026-10-01", f"'{word}'")
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))
    assert (problem.field, problem.found) == ("planning_date", word)
    assert problem.message == "is not a date"
    assert "2026-10-01" in problem.next_step


@pytest.mark.parametrize(
    ("found", "message", "next_step"),
    [
        ("480000", "is an amount without a currency", "'USD 480000'"),
        ("480,000", "is an amount without a currency", "'USD 480000'"),
        ("CNY 480000 CNY 5", "write the currency first", ""),
        ("480000 bars", "write the currency first", ""),
    ],
)
def test_an_amount_bears_its_currency(
    tmp_path: Path, found: str, message: str, next_step: str
) -> None:
    """The example in the next step is in the planning currency."""
    pay = SOUND["pay.csv"].replace("CNY 480000", f'"{found}"')
    problem = problem_of(scenario_folder(tmp_path, pay__csv=pay))
    assert (problem.file, problem.row) == ("pay.csv", "line 2")
    assert (problem.field, problem.found) == ("annual", found)
    assert problem.message.startswith(message)
    assert next_step in problem.next_step


def test_a_word_out_of_a_list_is_named_with_the_nearest(tmp_path: Path) -> None:
    """And the known ones."""
    datasets = SOUND["datasets.csv"].replace("personal", "personel")
    problem = problem_of(scenario_folder(tmp_path, datasets__csv=datasets))
    assert (problem.row, problem.field, problem.found) == ("line 2", "data_class", "personel")
    assert problem.next_step == (
        "Did you mean 'personal'? Known: none, personal, sensitive, important, core."
    )


def test_a_setting_that_is_missing_says_what_it_is(tmp_path: Path) -> None:
    """Each of them, from the description of the field."""
    problems = problems_of(scenario_folder(tmp_path, scenario__yaml="title: none yet\n"))
    assert [problem.field for problem in problems] == [
        "name",
        "programme",
        "planning_date",
        "currency",
    ]
    assert "planned together" in problems[1].next_step


def test_everything_is_reported_at_once(tmp_path: Path) -> None:
    """One wrong thing in each of five files: five problems, in reading order."""
    problems = problems_of(
        scenario_folder(
            tmp_path,
            scenario__yaml=SETTINGS + "risk_weight: -1\n",
            offices__csv=SOUND["offices.csv"].replace("120", "many"),
            pay__csv=SOUND["pay.csv"].replace("USD 30000", "30000"),
            datasets__csv=SOUND["datasets.csv"].replace("cn,personal", "cm,personal"),
            hotels__csv="id\n",
        )
    )
    assert [problem.file for problem in problems] == [
        "hotels.csv",
        "scenario.yaml",
        "offices.csv",
        "pay.csv",
        "datasets.csv",
    ]


def test_what_a_terminal_would_obey_is_shown_as_text(tmp_path: Path) -> None:
    """Names out of files reach the screen without their control characters."""
    text = 'kyc: {name: KYC}\nops: {name: Operations, "\\e[2J": x}\n"\\e[31m": {name: x}\n'
    problems = problems_of(scenario_folder(tmp_path, roles__csv=None, roles__yaml=text))
    assert len(problems) == 2
    assert "".join(str(problem) for problem in problems).isprintable()


@pytest.mark.parametrize(
    ("table", "row", "field", "most"),
    [
        ("presence", "p,x,kyc,office,shanghai,{},law", "posts", 100_000_000),
        ("separations", "cn,2026-09-01,{}", "heads", 100_000_000),
        ("service", "kyc-cn,1,{},CNY 30000", "years", 80),
        ("service", "kyc-cn,{},1,CNY 30000", "posts", 100_000_000),
    ],
)
@pytest.mark.parametrize("digits", ["1" + "0" * zeros for zeros in (9, 30, 309, 4000)])
def test_a_figure_beyond_all_is_refused(
    tmp_path: Path, table: str, row: str, field: str, most: int, digits: str
) -> None:
    """Solvers and doubles have an end; careers end before that."""
    header = {
        "presence": "id,name,roles,place,at,posts,source",
        "separations": "entity,on,heads",
        "service": "cohort,posts,years,monthly_wage",
    }[table]
    text = f"{header}\n{row.format(digits)}\n"
    problem = problem_of(folder_of(tmp_path, {**SOUND, f"{table}.csv": text}))
    assert (problem.file, problem.row, problem.field) == (f"{table}.csv", "line 2", field)
    assert problem.message in {f"is above the most allowed, {most:,}", "is not a whole number"}
