"""Names of earlier releases lead to those of today."""

from __future__ import annotations

from pathlib import Path

from planner.scenario_files import load
from planner.scenario_files.library import EVERY_LAW, library, shared_jurisdictions
from tests.support.scenario_folders import SETTINGS, problem_of, problems_of, scenario_folder
from tests.support.workbooks import small, written

OLD = ["modes.rehire.ramp_up_months", 6]


def test_a_mode_is_read_under_its_old_name_and_told(tmp_path: Path) -> None:
    """In a workbook and in YAML, with the same values."""
    sheets = small()
    sheets["settings"].append(OLD)
    book = load(written(tmp_path, sheets))
    text = f"{SETTINGS}modes:\n  rehire: {{ramp_up_months: 6}}\n"
    folder = load(scenario_folder(tmp_path / "folder", scenario__yaml=text))

    assert book.modes.redundancy.ramp_up_months == 6
    assert book.hash == folder.hash
    for scenario in (book, folder):
        (remark,) = scenario.remarks
        assert "modes.rehire is read as modes.redundancy" in remark.words


def test_a_wrong_value_under_an_old_name_is_found_in_its_cell(tmp_path: Path) -> None:
    """The place goes with the name."""
    sheets = small()
    sheets["settings"].append([OLD[0], "some"])

    assert problem_of(written(tmp_path, sheets)).row == "sheet settings, cell B7"


def test_both_names_at_once_are_refused(tmp_path: Path) -> None:
    """Nobody knows which is meant; the advice names the one of today."""
    sheets = small()
    sheets["settings"] += [OLD, ["modes.redundancy.ramp_up_months", 3]]
    problem = problem_of(written(tmp_path, sheets))

    assert problem.row == "sheet settings, cell B7"
    assert problem.next_step.startswith("Did you mean 'redundancy'?")


def test_a_setting_under_an_old_name_leads_to_the_new_one() -> None:
    """On the command line, where it is not read."""
    problem = problem_of("tiny", settings=["modes.rehire.ramp_up_months=6"])

    assert "Did you mean 'redundancy'?" in problem.next_step


def test_a_missing_law_tells_what_it_needs_and_where_to_get_it(tmp_path: Path) -> None:
    """For what ships with the planner, the workbook that has it; otherwise the fields alone."""
    sheets = small()
    sheets["jurisdictions"] = [[*row[:2], "", ""] for row in sheets["jurisdictions"]]
    sheets["jurisdictions"][0][2:] = ["india", "mars"]
    sheets["jurisdictions"][1][2:] = ["India", "Mars"]
    shipped, own = problems_of(written(tmp_path, sheets))

    assert shipped.row == "sheet jurisdictions, cell C3"
    for each in (shipped, own):
        assert each.next_step.startswith("Fill in severance.months_per_year, severance.provenance")
    command = "relocate new law.xlsx --workbook --offices bengaluru"
    assert f"`{command}` makes has india." in shipped.next_step
    assert "relocate" not in own.next_step
    laws = {place.id for place in load(EVERY_LAW).jurisdictions}
    assert laws == set(shared_jurisdictions(library()))


def test_a_law_that_is_partly_filled_in_gets_the_same_advice(tmp_path: Path) -> None:
    """Months without their source: the workbook of the offices has both, without a template."""
    sheets = small()
    sheets["jurisdictions"] = [[*row[:2], "", ""] for row in sheets["jurisdictions"]]
    sheets["jurisdictions"][0][2:] = ["india", "japan"]
    sheets["jurisdictions"][1][2:] = ["India", "Japan"]
    months = next(row for row in sheets["jurisdictions"] if row[0] == "severance.months_per_year")
    months[2] = 0.5
    steps = {problem.next_step for problem in problems_of(written(tmp_path, sheets))}

    assert steps
    for step in steps:
        assert "--offices bengaluru,tokyo` makes has india, japan." in step
