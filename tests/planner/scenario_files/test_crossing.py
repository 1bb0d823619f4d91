"""Rows that do not fit other rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from planner.scenario_files import copy_template, load
from tests.support.scenario_folders import (
    SETTINGS,
    SOUND,
    problem_of,
    problems_of,
    scenario_folder,
)


def test_a_reference_to_nothing(tmp_path: Path) -> None:
    """File, line, column, value, what is known and what is nearest."""
    cohorts = SOUND["cohorts.csv"].replace(",bengaluru\n", ",bangaluru\n")
    problem = problem_of(scenario_folder(tmp_path, cohorts__csv=cohorts))
    assert (problem.file, problem.row) == ("cohorts.csv", "line 2")
    assert (problem.field, problem.found) == ("only_to", "bangaluru")
    assert problem.message == "is not among the offices"
    assert problem.next_step == "Did you mean 'bengaluru'? Known: shanghai, bengaluru."


def test_a_currency_without_a_rate_in_a_group_of_fields(tmp_path: Path) -> None:
    """The budget stands in the settings, and is named by its path."""
    settings = SETTINGS + "budget: {total: EUR 5}\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))
    assert (problem.file, problem.row) == ("scenario.yaml", "")
    assert (problem.field, problem.found) == ("budget.total", "EUR")
    assert "CNY, USD" in problem.next_step


def test_a_flaw_in_a_jurisdiction(tmp_path: Path) -> None:
    """Its file is named."""
    text = SOUND["jurisdictions/india.yaml"].replace("wage_cap: ", "wage_cap: INR 5")
    problem = problem_of(scenario_folder(tmp_path, jurisdictions___india__yaml=text))
    assert (problem.file, problem.field) == ("jurisdictions/india.yaml", "severance.wage_cap")
    assert problem.found == "INR"


def test_a_flaw_of_several_rows_is_shown_at_the_first(tmp_path: Path) -> None:
    """The service bands of a cohort do not add up."""
    service = "cohort,posts,years,monthly_wage\nkyc-cn,30,3,CNY 20000\nkyc-cn,9,4,CNY 20000\n"
    problem = problem_of(scenario_folder(tmp_path, service__csv=service))
    assert (problem.file, problem.row) == ("service.csv", "line 2")
    assert (problem.field, problem.found) == ("posts", "39")
    assert "the filled posts of the cohort: 38" in problem.message


def test_a_date_before_the_planning_date(tmp_path: Path) -> None:
    """A table is judged against a setting."""
    headcount = "cohort,effective_from,posts\nkyc-cn,2026-10-01,30\n"
    problem = problem_of(scenario_folder(tmp_path, headcount__csv=headcount))
    assert (problem.file, problem.row, problem.field) == (
        "headcount.csv",
        "line 2",
        "effective_from",
    )


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("offices.csv", "120", "many"),
        ("offices.csv", "shanghai,Shanghai", ",上海"),
        ("roles.csv", "kyc,KYC analyst,english", "kyc,KYC analyst,English!"),
        ("roles.csv", "kyc,KYC analyst,english", "kyc,KYC analyst"),
        ("pay.csv", "CNY 480000", "480000"),
        ("rates.csv", "0.1385", "0"),
        ("cohorts.csv", "40", "-40"),
        ("entities.csv", "cn,China Services,china", "cn,China Services,"),
        ("jurisdictions/china.yaml", "months_per_year: 1", "months_per_year: all"),
        ("jurisdictions/china.yaml", "name: China", "name: ["),
        ("scenario.yaml", "currency: USD", "currency: dollars"),
        ("scenario.yaml", "2026-10-01", "soon"),
    ],
)
def test_a_wrong_row_is_not_blamed_on_those_that_refer_to_it(
    tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    """One wrong row is one problem, whatever depends on it."""
    assert right in SOUND[name]
    more = {
        "headcount__csv": "cohort,effective_from,posts\nkyc-cn,2027-01-01,30\n",
        "access__csv": "cohort,dataset\nkyc-cn,crm\n",
        "service__csv": "cohort,posts,years,monthly_wage\nkyc-cn,38,3,CNY 20000\n",
        name.replace("/", "___").replace(".", "__"): SOUND[name].replace(right, wrong),
    }
    assert problem_of(scenario_folder(tmp_path, **more)).file == name


def test_a_wrong_band_of_service_is_not_missing_from_the_sum(tmp_path: Path) -> None:
    """The bands add up once it is right."""
    service = "cohort,posts,years,monthly_wage\nkyc-cn,30,3,CNY 20000\nkyc-cn,x,4,CNY 20000\n"
    assert problem_of(scenario_folder(tmp_path, service__csv=service)).found == "x"


def test_other_flaws_are_found_beside_a_wrong_row(tmp_path: Path) -> None:
    """A row that is wrong hides only what follows from it."""
    offices = SOUND["offices.csv"].replace("120", "many")
    cohorts = SOUND["cohorts.csv"].replace("ops-cn,ops", "ops-cn,opz")
    folder = scenario_folder(tmp_path, offices__csv=offices, cohorts__csv=cohorts)
    assert {(problem.file, problem.found) for problem in problems_of(folder)} == {
        ("offices.csv", "many"),
        ("cohorts.csv", "opz"),
    }


def test_rows_whose_key_has_empty_parts_are_found_again(tmp_path: Path) -> None:
    """An effect names a case or a dataset; what is wrong with one is told at its own line."""
    folder = tmp_path / "mine"
    copy_template("shanghai-2026", folder)
    effects = folder / "effects.csv"
    lines = effects.read_text(encoding="utf-8").splitlines()
    effects.write_text("\n".join([*lines, "redeployment,nosuch,0.3,,", ""]), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        load(folder)

    (problem,) = caught.value.problems
    told = (problem.file, problem.row, problem.field, problem.found)
    assert told == ("effects.csv", f"line {len(lines) + 1}", "case", "nosuch")


def test_an_overlay_reaches_a_row_whose_key_has_empty_parts() -> None:
    """A null at the key of an effect on a case takes it out: the last two parts are empty."""
    effect = next(e for e in load("shanghai-2026").effects if e.case is not None)
    without = load("shanghai-2026", settings={f"effects.{effect.measure}/{effect.case}//": "none"})

    assert effect not in without.effects


def test_a_row_that_is_wrong_twice_tells_both_at_once(tmp_path: Path) -> None:
    """A count that is none, and names that nothing has: nobody needs two rounds."""
    cohorts = SOUND["cohorts.csv"].replace(
        "kyc-cn,kyc,cn,shanghai,40,2,bengaluru", "kyc-cn,kyc,cn,Shangai HQ,many,2,bengaluru;hanoi"
    )
    found = problems_of(scenario_folder(tmp_path, cohorts__csv=cohorts))

    assert [(each.field, each.found, each.cause) for each in found] == [
        ("posts", "many", ""),
        ("office", "shangai-hq", "offices/shangai-hq"),
        ("only_to", "hanoi", "offices/hanoi"),
    ]
    assert "Did you mean 'shanghai'?" in found[1].next_step


def test_names_in_a_wrong_row_are_not_blamed_on_what_is_wrong_itself(tmp_path: Path) -> None:
    """An office that cannot be read is there; a name that is no identifier is told once."""
    offices = SOUND["offices.csv"].replace("120", "many")
    cohorts = SOUND["cohorts.csv"].replace("kyc-cn,kyc,cn,shanghai,40", "kyc-cn,!!,cn,shanghai,x")
    found = problems_of(scenario_folder(tmp_path, offices__csv=offices, cohorts__csv=cohorts))

    assert [(each.file, each.found) for each in found] == [
        ("offices.csv", "many"),
        ("cohorts.csv", "x"),
        ("cohorts.csv", "!!"),
    ]


def test_values_come_before_names_that_nothing_has(tmp_path: Path) -> None:
    """Such a name may be that of a row that is wrong: however it is written, it comes later."""
    cohorts = SOUND["cohorts.csv"].replace("ops-cn,ops,cn,shanghai,25", "ops-cn,ops,cn,上海总部,25")
    pay = SOUND["pay.csv"].replace("CNY 400000", "400000")
    found = problems_of(scenario_folder(tmp_path, cohorts__csv=cohorts, pay__csv=pay))
    datasets = SOUND["datasets.csv"].replace("personal", "secret")
    more = problems_of(scenario_folder(tmp_path, cohorts__csv=cohorts, datasets__csv=datasets))

    assert [each.found for each in found] == ["400000", "上海总部"]
    assert [each.found for each in more] == ["secret", "上海总部"]
