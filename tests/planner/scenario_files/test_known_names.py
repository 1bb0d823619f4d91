"""People write names, files refer by id: a reference by name finds the one that bears it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.scenario import Scenario
from planner.exports.scenario_workbook import scenario_bytes
from planner.scenario_files import load
from planner.scenario_files.written import id_of_name
from planner.scenario_files.written.widths import latin_id
from tests.support.scenario_folders import SOUND, problem_of, problems_of, scenario_folder
from tests.support.workbooks import Rows, small, written

NAMED: Rows = [
    ["id", "name", "role", "entity", "office", "posts", "only_to"],
    ["kyc-cn", "反洗钱", "KYC analyst", "china services", "上海", 40, "Bengaluru"],
    ["", "Operations, Shanghai", "ops", "cn", "SHANGHAI", 25, ""],
]


def company(folder: Path, cohorts: Rows) -> Path:
    sheets = small()
    sheets["offices"][1][1] = "上海"
    sheets["cohorts"] = cohorts
    sheets["headcount"] = [
        ["cohort", "effective_from", "posts"],
        ["反洗钱", "2027/1/1", 30],
    ]
    return written(folder, sheets)


def test_a_reference_may_give_the_name(tmp_path: Path) -> None:
    """Of a role, an entity, an office or a cohort, in any script and any case."""
    scenario = load(company(tmp_path, NAMED))
    first, second = scenario.cohorts
    assert (first.id, first.name, first.role, first.entity) == ("kyc-cn", "反洗钱", "kyc", "cn")
    assert (first.office, first.only_to) == ("shanghai", ("bengaluru",))
    assert second.id == "operations-shanghai"
    assert [row.cohort for row in scenario.headcount] == ["kyc-cn"]


def test_a_cell_may_list_names(tmp_path: Path) -> None:
    """Separated by semicolons or commas, of either width; a name may have a comma in it."""
    cohorts = [*NAMED[0][:-1], "never_to"], [*NAMED[1][:-1], "上海、BENGALURU"], NAMED[2]
    first, _ = load(company(tmp_path, list(map(list, cohorts)))).cohorts
    assert first.never_to == ("shanghai", "bengaluru")
    folder = scenario_folder(
        tmp_path / "teams",
        cohorts__csv='id,name,role,entity,office,posts\na,"KYC, China",kyc,cn,shanghai,4\n'
        "b,,ops,cn,shanghai,5\n",
        teams__csv='id,cohorts,kind\nt,"KYC, China;b",together\n',
    )
    assert load(folder).teams[0].cohorts == ("a", "b")


def test_a_place_goes_by_its_name(tmp_path: Path) -> None:
    """What `at` refers to depends on another field of the row."""
    header = "id,name,roles,place,at,posts,source\n"
    rows = "p,x,kyc,Office,Bengaluru,1,law\nq,x,KYC analyst,entity,China Services,1,law\n"
    folder = scenario_folder(
        tmp_path,
        offices__csv=SOUND["offices.csv"].replace("bengaluru,", "blr,"),
        pay__csv=SOUND["pay.csv"].replace("bengaluru", "blr"),
        cohorts__csv=SOUND["cohorts.csv"].replace("bengaluru", "blr"),
        presence__csv=header + rows,
        quotas__csv="id,kind,at,heads,source\nr,arrivals,Bengaluru,5,policy\n",
    )
    scenario = load(folder)
    assert [each.at for each in scenario.presence] == ["blr", "cn"]
    assert scenario.quotas[0].at == "blr"


def test_names_of_cohorts_are_read_back(tmp_path: Path) -> None:
    """From a workbook that the planner wrote; a scenario without them has the hash of before."""
    named = load(company(tmp_path, NAMED))
    path = tmp_path / "again.xlsx"
    path.write_bytes(scenario_bytes(named))
    assert load(path) == named
    assert '"name":""' not in _cohorts(load(scenario_folder(tmp_path / "folder")))


def _cohorts(scenario: Scenario) -> str:
    return "".join(cohort.model_dump_json() for cohort in scenario.cohorts)


def test_an_overlay_and_a_setting_name_the_row_by_its_id(tmp_path: Path) -> None:
    """Also one whose file gives it by name."""
    path = company(tmp_path, NAMED)
    changed = load(path, settings={"cohorts.operations-shanghai.posts": 20})
    assert changed.cohorts[1].posts == 20
    dated = load(path, settings={"headcount.kyc-cn/2027-01-01.posts": 10})
    assert dated.headcount[0].posts == 10


@pytest.mark.parametrize(
    ("row", "column", "value", "message", "step"),
    [
        (1, 4, "上海市", "is neither an id nor a name of one of the offices", "上海"),
        (1, 4, "shang-hai", "is not among the offices", "Did you mean 'shanghai'?"),
        (1, 0, "反洗钱", "is no id", "'c-1'"),
        (2, 1, "运营", "is missing, and cannot be made of a name in another script", "'c-2'"),
        (2, 1, "KYC CN", "is missing, and the one that its name would give is taken", "'c-2'"),
    ],
)
def test_what_nothing_bears_is_refused_once(
    tmp_path: Path, row: int, column: int, value: str, message: str, step: str
) -> None:
    """With the cell, and a suggestion where an id is wanted."""
    cohorts = [list(line) for line in NAMED]
    cohorts[row][column] = value
    problem = problem_of(company(tmp_path, cohorts))
    assert problem.row == f"sheet cohorts, cell {'ABCDE'[0 if row == 2 else column]}{row + 1}"
    assert problem.message.startswith(message)
    assert step in problem.next_step


def test_a_name_of_several_is_refused_with_their_ids(tmp_path: Path) -> None:
    """Which of them is meant is not guessed."""
    offices = SOUND["offices.csv"].replace("bengaluru,Bengaluru", "bengaluru,Shanghai")
    folder = scenario_folder(
        tmp_path,
        offices__csv=offices.replace("shanghai,", "sha,", 1),
        pay__csv=SOUND["pay.csv"]
        .replace("ops,shanghai", "ops,sha")
        .replace("kyc,shanghai", "kyc,sha"),
        cohorts__csv=SOUND["cohorts.csv"].replace("shanghai,25", "sha,25"),
    )
    problem = problem_of(folder)
    assert (problem.row, problem.found) == ("line 2", "shanghai")
    assert problem.message == "is the name of several offices"
    assert "sha or bengaluru" in problem.next_step


def test_one_row_by_id_and_by_name_is_told(tmp_path: Path) -> None:
    """Two lines of pay for one role at one office."""
    pay = f"{SOUND['pay.csv']}KYC analyst,Shanghai,CNY 5\n"
    problems = problems_of(scenario_folder(tmp_path, pay__csv=pay))
    assert [problem.message for problem in problems] == ["repeats the key of line 2"]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("R&D, Kuala Lumpur", "r-d-kuala-lumpur"),
        ("HB China", "hb-china"),
        ("上海", ""),
        ("São Paulo", ""),
        ("  ", ""),
    ],
)
def test_an_id_is_made_of_a_name_in_ascii(name: str, made: str) -> None:
    """Of any other no spelling is invented."""
    assert id_of_name(name) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [("研发 R&D", "r-d"), ("São Paulo", "sao-paulo"), ("上海", ""), ("x" * 63 + " y", "x" * 63)],
)
def test_an_id_can_be_made_of_what_is_latin_in_a_name(name: str, made: str) -> None:
    """As cohorts of a roster need one, whatever they are called."""
    assert latin_id(name) == made
