"""What can be wrong with YAML, and what it may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.scenario_files import load
from tests.support.scenario_folders import SETTINGS, problem_of, problems_of, scenario_folder

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


@pytest.mark.parametrize(
    ("line", "message", "found"),
    [
        ("title: [", "is not valid YAML", ""),
        ("name: other", "has this key twice", "name"),
        (
            "title: !!python/object:os.system x",
            "uses a tag",
            "tag:yaml.org,2002:python/object:os.system",
        ),
        ("title: !!str 5", "uses a tag", "tag:yaml.org,2002:str"),
        ("title: &t x", "uses an anchor", "&t"),
        ("? [a, b]\n: x", "has a key that is not a name", ""),
        ("~: x", "has a key that is not a name", ""),
        ("title: a\x01b", "holds an invisible character, U+0001", r"title: a\x01b"),
        ("---\nname: other", "holds several documents", ""),
        ("title: " + "[" * 40 + "]" * 40, "is nested too deeply", ""),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, line: str, message: str, found: str) -> None:
    """Each in words, on its line, with a next step."""
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=f"{SETTINGS}{line}\n"))
    assert problem.file == "scenario.yaml"
    assert problem.message.startswith(message)
    assert problem.found == found
    assert problem.next_step


def test_the_line_is_named(tmp_path: Path) -> None:
    """The settings have five lines; the sixth is wrong."""
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=f"{SETTINGS}name: other\n"))
    assert problem.row == "line 6"


def test_aliases_are_refused_before_they_grow(tmp_path: Path) -> None:
    """Every anchor and alias is named."""
    problems = problems_of(scenario_folder(tmp_path, scenario__yaml=SETTINGS + LAUGHS))
    assert {problem.found for problem in problems} >= {"&a", "*a", "*c"}


def test_words_that_yaml_would_guess_at_stay_words(tmp_path: Path) -> None:
    """Dates, yes and no, octal and sexagesimal numbers mean what their fields say."""
    roles = "kyc: {name: no}\nops: {name: 2026-10-01, skills: [on, 0x1]}\n"
    folder = scenario_folder(tmp_path, roles__csv=None, roles__yaml=roles)
    kyc, ops = load(folder).roles
    assert (kyc.name, ops.name, ops.skills) == ("no", "2026-10-01", ("on", "0x1"))


@pytest.mark.parametrize(("word", "value"), [("no", False), ("yes", True), ("false", False)])
def test_yes_and_no_are_true_and_false_where_that_is_asked(
    tmp_path: Path, word: str, value: bool
) -> None:
    """A switch may be written either way."""
    presence = (
        "lead: {name: Lead, roles: kyc, place: office, at: shanghai, posts: 1, source: policy, "
        f"law: {word}}}\n"
    )
    folder = scenario_folder(tmp_path, presence__yaml=presence)
    assert load(folder).presence[0].law is value


@pytest.mark.parametrize("word", [".nan", ".inf", "nan", "inf", "1e999", "1,5", "many"])
def test_what_is_no_number_is_refused(tmp_path: Path, word: str) -> None:
    """Whatever YAML or Python would make of it."""
    text = f"{SETTINGS}risk_weight: {word}\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=text))
    assert (problem.file, problem.field, problem.found) == ("scenario.yaml", "risk_weight", word)
    assert "number" in problem.message
    assert problem.next_step


def test_a_key_of_a_table_must_have_its_parts(tmp_path: Path) -> None:
    """The next step says which."""
    pay = "kyc: {annual: CNY 480000}\n"
    problem = problem_of(scenario_folder(tmp_path, pay__csv=None, pay__yaml=pay))
    assert (problem.file, problem.row, problem.found) == ("pay.yaml", "kyc", "kyc")
    assert "role/office" in problem.next_step


def test_a_row_must_not_contradict_its_key(tmp_path: Path) -> None:
    """Neither the key nor the field wins in silence."""
    roles = "kyc: {id: aml, name: KYC}\nops: {id: ops, name: Operations}\n"
    problem = problem_of(scenario_folder(tmp_path, roles__csv=None, roles__yaml=roles))
    assert (problem.row, problem.field, problem.found) == ("kyc", "id", "aml")


def test_one_key_in_two_spellings(tmp_path: Path) -> None:
    """Keys count by value, also where YAML sees two of them."""
    service = "kyc-cn/3/0/CNY 20000: {posts: 38}\nkyc-cn/03/0/CNY 20000.00: {posts: 38}\n"
    problem = problem_of(scenario_folder(tmp_path, service__yaml=service))
    assert (problem.row, problem.found) == ("kyc-cn/03/0/CNY 20000.00", "kyc-cn/3/0/CNY 20000.00")
    assert problem.message == "repeats the key of kyc-cn/3/0/CNY 20000"


def test_an_entry_that_is_no_row(tmp_path: Path) -> None:
    """It may have been the row that others refer to, so they are not blamed."""
    roles = "- {id: ops, name: Operations}\n- kyc\n"
    problem = problem_of(scenario_folder(tmp_path, roles__csv=None, roles__yaml=roles))
    assert (problem.file, problem.row, problem.found) == ("roles.yaml", "entry 2", "kyc")
