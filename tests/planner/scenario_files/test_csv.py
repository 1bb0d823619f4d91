"""What can be wrong with the lines of a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import Problem
from planner.scenario_files import load
from tests.support.scenario_folders import problem_of, problems_of, scenario_folder


def roles(folder: Path, text: str) -> Problem:
    """The one problem with a table of roles."""
    return problem_of(scenario_folder(folder, roles__csv=text))


def test_comments_blank_lines_and_blanks_around_cells_are_skipped(tmp_path: Path) -> None:
    """And count as lines."""
    text = '# our roles, "as of" today\n\nid , name\n kyc , KYC\n# later\nops,\n'
    problem = roles(tmp_path, text)
    assert (problem.file, problem.row, problem.field) == ("roles.csv", "line 6", "name")
    assert problem.message == "is missing"


def test_a_missing_value_says_what_it_is_for(tmp_path: Path) -> None:
    """The next step is the field's own description."""
    offices = (
        "id,name,jurisdiction,entity,seats\nshanghai,Shanghai,china,cn,\nbengaluru,B,india,in,1\n"
    )
    problem = problem_of(scenario_folder(tmp_path, offices__csv=offices))
    assert (problem.row, problem.field, problem.found) == ("line 2", "seats", "")
    assert "Seats held at the planning date" in problem.next_step


def test_a_file_without_header(tmp_path: Path) -> None:
    """The first line is shown, and the columns it should name."""
    problem = roles(tmp_path, "kyc,KYC analyst\nops,Operations\n")
    assert (problem.file, problem.row, problem.found) == ("roles.csv", "line 1", "kyc,KYC analyst")
    assert problem.message == "has no header"
    assert "id, name, function, skills, languages, licences" in problem.next_step


def test_only_comments_are_no_table(tmp_path: Path) -> None:
    """A file of comments has no header either."""
    assert roles(tmp_path, "# to do\n").message == "has no header"


def test_an_unknown_column_is_reported_once(tmp_path: Path) -> None:
    """With the nearest known column; the rows are read without it."""
    problem = roles(tmp_path, "id,name,langages\nkyc,KYC,english\nops,Operations,english\n")
    assert (problem.row, problem.field, problem.found) == ("line 1", "langages", "langages")
    assert problem.message == "is not a column of roles"
    assert "Did you mean 'languages'?" in problem.next_step


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    """The first would win in silence."""
    problem = roles(tmp_path, "id,name,name\nkyc,KYC,Other\nops,Operations,Other\n")
    assert (problem.row, problem.field) == ("line 1", "name")
    assert problem.message == "appears 2 times in the header"


def test_a_missing_column_is_reported_once(tmp_path: Path) -> None:
    """Not once a row; other errors in the rows are still found."""
    problems = problems_of(scenario_folder(tmp_path, roles__csv="id,skills\nkyc,\nops,NOT/ID\n"))
    assert [(problem.row, problem.field) for problem in problems] == [
        ("line 1", "name"),
        ("line 3", "skills"),
    ]
    assert problems[0].message == "is missing from the header"


def test_a_missing_key_column_is_reported_once(tmp_path: Path) -> None:
    """Rows without a key are nobody's reference, and nobody is blamed for that."""
    problem = roles(tmp_path, "name,languages\nKYC,english\nOperations,\n")
    assert (problem.row, problem.field) == ("line 1", "id")


def test_ragged_rows(tmp_path: Path) -> None:
    """Each is named with its cells; what refers to it is not blamed."""
    problems = problems_of(
        scenario_folder(tmp_path, roles__csv="id,name,skills\nkyc,KYC\nops,Operations,a,b\n")
    )
    assert [(problem.row, problem.found) for problem in problems] == [
        ("line 2", "kyc, KYC"),
        ("line 3", "ops, Operations, a, b"),
    ]
    assert problems[0].message == "has 2 cells where the header has 3 columns"
    assert "commas" in problems[0].next_step


def test_an_open_quote_spoils_one_line(tmp_path: Path) -> None:
    """The rest of the file is read as if nothing had happened."""
    problem = roles(tmp_path, 'id,name\nkyc,"KYC\nops,Operations\n')
    assert (problem.row, problem.found) == ("line 2", 'kyc,"KYC')
    assert problem.message == "cannot be split into cells"
    assert "quote" in problem.next_step


def test_an_open_quote_in_the_header(tmp_path: Path) -> None:
    """Then nothing is known of the table."""
    assert roles(tmp_path, '"id,name\nkyc,KYC\n').row == "line 1"


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    """Both lines are named."""
    problem = roles(tmp_path, "id,name\nkyc,KYC\nops,Operations\nkyc,Other\n")
    assert (problem.row, problem.field, problem.found) == ("line 4", "id", "kyc")
    assert "line 2" in problem.message
    assert "Keep one" in problem.next_step


def test_a_composite_key_that_stands_twice(tmp_path: Path) -> None:
    """By value: the same band of service under two spellings is one."""
    text = "cohort,posts,years,monthly_wage\nkyc-cn,30,3,CNY 20000\nkyc-cn,8,03,CNY 20000.00\n"
    problems = problems_of(scenario_folder(tmp_path, service__csv=text))
    assert (problems[0].row, problems[0].found) == ("line 3", "kyc-cn/3/0/CNY 20000.00")


def test_a_cell_may_hold_commas_and_quotes(tmp_path: Path) -> None:
    """As spreadsheets write them."""
    text = 'id,name\nkyc,"Know, ""your"" customer"\nops,Operations\n'
    folder = scenario_folder(tmp_path, roles__csv=text)
    assert load(folder).roles[0].name == 'Know, "your" customer'


@pytest.mark.parametrize("header", ["id;name", f"id,name{',x' * 200}"])
def test_a_header_that_is_no_list_of_columns(tmp_path: Path, header: str) -> None:
    """Other separators, or more columns than any table has: one problem, not one for each."""
    problem = roles(tmp_path, f"{header}\n")
    assert (problem.row, problem.message) == ("line 1", "has no header")
    assert "separated by commas" in problem.next_step


def test_a_ragged_band_of_service_is_not_missing_from_the_sum(tmp_path: Path) -> None:
    """Of whose cohort it is, nothing is known."""
    service = "cohort,posts,years,monthly_wage\nkyc-cn,30,3,CNY 20000\nkyc-cn,8\n"
    assert problem_of(scenario_folder(tmp_path, service__csv=service)).row == "line 3"
