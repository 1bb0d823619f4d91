"""A single file may hold everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.scenario_files import load
from tests.support.scenario_folders import folder_of, problem_of, problems_of, scenario_folder


def whole(folder: Path) -> dict[str, Any]:
    """The sound scenario as one mapping."""
    dumped: dict[str, Any] = json.loads(load(scenario_folder(folder)).canonical)
    return dumped


@pytest.mark.parametrize("name", ["all.json", "all.yaml"])
def test_what_is_dumped_is_read_back(tmp_path: Path, name: str) -> None:
    """The canonical form is a scenario file, and has the hash of the folder it was read from."""
    folder = scenario_folder(tmp_path / "folder")
    scenario = load(folder)
    (tmp_path / name).write_text(scenario.canonical)
    assert load(tmp_path / name).hash == scenario.hash


def test_numbers_in_json_keep_their_digits(tmp_path: Path) -> None:
    """A rate may be written as a number, and is not rounded on its way."""
    document = whole(tmp_path / "folder")
    text = json.dumps(document).replace('"0.1385"', "123456789.123456789012")
    folder_of(tmp_path, {"all.json": text})
    assert load(tmp_path / "all.json").rates[0].worth == "123456789.123456789012"


def test_a_row_of_a_list_goes_by_its_key(tmp_path: Path) -> None:
    """Problems name the entry."""
    document = whole(tmp_path / "folder")
    document["offices"][1]["seats"] = -4
    folder_of(tmp_path, {"all.json": json.dumps(document)})
    problem = problem_of(tmp_path / "all.json")
    assert (problem.file, problem.row) == ("all.json", "entry 2")
    assert (problem.field, problem.found) == ("seats", "-4")
    assert problem.message == "is below the least allowed, 0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"name": "a", "name": "b"}', "has this key twice"),
        ('{"risk_weight": NaN}', "is not a number"),
        ('{"name": ', "is not valid JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "is nested too deeply"),
        ("[]", "has no settings"),
        ("", "is empty"),
    ],
)
def test_json_that_is_none_is_one_problem(tmp_path: Path, text: str, message: str) -> None:
    """In words, with a next step."""
    folder_of(tmp_path, {"all.json": text})
    problem = problem_of(tmp_path / "all.json")
    assert problem.file == "all.json"
    assert problem.message.startswith(message)
    assert problem.next_step


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A text document is no scenario; what is, is named."""
    folder_of(tmp_path, {"all.docx": "x"})
    problem = problem_of(tmp_path / "all.docx")
    assert (problem.file, problem.found) == ("all.docx", ".docx")
    assert ".xlsx" in problem.next_step
    assert problem.message == "is not a YAML or JSON file"


def test_a_table_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """A text in the place of a table, and a text in the place of a row."""
    document = whole(tmp_path / "folder")
    document |= {"datasets": "many", "cases": {"a": "text"}, "populations": ["x"]}
    folder_of(tmp_path, {"all.json": json.dumps(document)})
    problems = {
        problem.field or problem.row: problem for problem in problems_of(tmp_path / "all.json")
    }
    assert problems["datasets"].found == "many"
    assert problems["a"].found == "text"
    assert problems["entry 1"].found == "x"
    assert all(problem.next_step for problem in problems.values())
