"""Overlays: changes by name, laid over a scenario in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from models.money import Money
from planner.scenario_files import load, overlays_of
from planner.scenario_files.size_limits import MOST_OVERLAYS
from tests.support.scenario_folders import (
    SOUND,
    folder_of,
    problem_of,
    problems_of,
    scenario_folder,
)


def overlaid(folder: Path, **overlays: str) -> Path:
    """The sound scenario with overlays beside it."""
    files: dict[str, str | bytes | None] = {
        f"overlays/{name}.yaml": text for name, text in overlays.items()
    }
    return folder_of(folder, {**SOUND, **files})


def changes(text: str) -> str:
    """An overlay that changes this much."""
    return f"about: a test\nchanges:\n  {text}\n"


def test_settings_and_cells_are_changed_and_the_rest_is_kept(tmp_path: Path) -> None:
    """A group of fields is changed field by field, and so is a row."""
    text = changes(
        "{horizon: {periods: 4}, offices: {shanghai: {seats: 7}}, "
        "jurisdictions: {china: {severance: {wage_cap: CNY 1}}}}"
    )
    folder = overlaid(tmp_path, tight=text)
    before, after = load(folder), load(folder, ["tight"])
    assert (after.horizon.periods, after.horizon.tail_periods) == (4, 8)
    assert [office.seats for office in after.offices] == [80, 7]
    assert after.offices[1].model_copy(update={"seats": 120}) == before.offices[1]
    severance = after.jurisdictions[0].severance
    assert severance.wage_cap == Money(currency="CNY", amount=100)
    assert severance.provenance == before.jurisdictions[0].severance.provenance


def test_null_takes_a_row_out_and_a_field_back(tmp_path: Path) -> None:
    """A field goes back to its default."""
    text = changes("{topics: {leak: null}, offices: {bengaluru: {visa: null, visa_days: ''}}}")
    scenario = load(overlaid(tmp_path, less=text), ["less"])
    assert scenario.topics == ()
    assert (scenario.offices[0].visa, scenario.offices[0].visa_days) == (None, 0)


def test_a_new_key_adds_a_row(tmp_path: Path) -> None:
    """The fields of the key are filled in from it; a table may be new altogether."""
    text = changes(
        "{pay: {ops/bengaluru: {annual: USD 20000}}, "
        "populations: {customers: {name: Customers, individuals: 5}}}"
    )
    scenario = load(overlaid(tmp_path, more=text), ["more"])
    assert ("ops", "bengaluru") in {(rate.role, rate.office) for rate in scenario.pay}
    assert scenario.populations[0].id == "customers"


def test_later_overlays_win_and_are_recorded_in_order(tmp_path: Path) -> None:
    """The record is what was asked for, settings after overlays."""
    folder = overlaid(tmp_path, a=changes("risk_weight: 2"), b=changes("risk_weight: 3"))
    assert load(folder, ["a", "b"]).risk_weight == 3
    assert load(folder, ["b", "a"]).risk_weight == 2
    loaded = load(folder, ["b", "a"], {"risk_weight": "5"})
    assert (loaded.risk_weight, loaded.overlays) == (5, ("b", "a", "risk_weight=5"))


def test_an_overlay_may_be_a_file_anywhere(tmp_path: Path) -> None:
    """It goes by the name of its file."""
    folder = scenario_folder(tmp_path / "scenario")
    folder_of(tmp_path, {"mine.yaml": changes("risk_weight: 2")})
    loaded = load(folder, [str(tmp_path / "mine.yaml")])
    assert (loaded.risk_weight, loaded.overlays) == (2, ("mine",))


def test_a_suffix_makes_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the folder one is in needs no separator."""
    folder = scenario_folder(tmp_path / "scenario")
    folder_of(tmp_path, {"mine.yaml": changes("risk_weight: 2")})
    monkeypatch.chdir(tmp_path)
    assert load(folder, ["mine.yaml"]).risk_weight == 2
    assert problem_of(folder, ["other.yaml"]).message == "is missing"


def test_overlays_are_listed_with_what_they_are_about(tmp_path: Path) -> None:
    """In the order of their names."""
    folder = overlaid(tmp_path, b=changes("risk_weight: 2"), a="changes: {currency: USD}\n")
    assert [(overlay.name, overlay.about) for overlay in overlays_of(folder)] == [
        ("a", ""),
        ("b", "a test"),
    ]
    assert overlays_of(folder)[1].changes == {"risk_weight": "2"}
    assert overlays_of(scenario_folder(tmp_path / "none")) == ()


@pytest.mark.parametrize(
    ("text", "row", "field", "found", "message", "next_step"),
    [
        ("risk_wieght: 2", "", "risk_wieght", "risk_wieght", "is neither", "'risk_weight'"),
        ("officez: {}", "", "officez", "officez", "is neither a setting", "'offices'"),
        (
            "offices: {shangai: {seats: 5}}",
            "shangai",
            "offices",
            "shangai",
            "is not a row of offices",
            "Did you mean 'shanghai'?",
        ),
        (
            "offices: {shangai: null}",
            "shangai",
            "offices",
            "shangai",
            "is not a row of offices",
            "Known: shanghai, bengaluru.",
        ),
        ("pay: {kyc: {annual: USD 5}}", "kyc", "pay", "kyc", "is not a row of pay", "role/office"),
        ("offices: {shanghai: {seat: 5}}", "shanghai", "seat", "5", "unknown field", "'seats'"),
        ("offices: {shanghai: {seats: -5}}", "shanghai", "seats", "-5", "is below", ""),
        ("offices: {shanghai: {seats: null}}", "shanghai", "seats", "", "is missing", "Seats"),
        ("offices: {shanghai: 5}", "shanghai", "offices", "5", "is a row of offices", "seats"),
        ("offices: 5", "", "offices", "5", "is a table", "null"),
        ("roles: {kyc: {id: aml}}", "kyc", "id", "kyc", "changes the key", "new key"),
        ("cohorts: {kyc-cn: {vacant: 41}}", "kyc-cn", "vacant", "41", "vacant (41) exceeds", ""),
        ("cohorts: {kyc-cn: {only_to: goa}}", "kyc-cn", "only_to", "goa", "is not among", "Known"),
        ("budget: {total: 5}", "", "budget.total", "5", "is an amount without", "'USD 5'"),
        ("budget: {total: EUR 5}", "", "budget.total", "EUR", "has no line in the rate", "CNY"),
        ("roles: {new: {skills: a}}", "new", "roles", "new", "is not a row", "all of: id, name"),
    ],
)
def test_what_is_wrong_in_an_overlay_is_found_there(
    tmp_path: Path, text: str, row: str, field: str, found: str, message: str, next_step: str
) -> None:
    """The file is the overlay's, whoever wrote the rest of the row."""
    problem = problem_of(overlaid(tmp_path, wrong=changes(text)), ["wrong"])
    assert (problem.file, problem.row) == ("overlays/wrong.yaml", row)
    assert (problem.field, problem.found) == (field, found)
    assert problem.message.startswith(message)
    assert next_step in problem.next_step


def test_what_is_wrong_below_an_overlay_stays_where_it_is(tmp_path: Path) -> None:
    """A changed row has cells of both."""
    folder = overlaid(tmp_path, seats=changes("offices: {shanghai: {seats: 5}}"))
    offices = SOUND["offices.csv"].replace("mandarin;english", "mandarin!")
    (folder / "offices.csv").write_text(offices)
    problem = problem_of(folder, ["seats"])
    assert (problem.file, problem.row, problem.field) == ("offices.csv", "line 2", "languages")


def test_an_overlay_can_put_a_wrong_cell_right(tmp_path: Path) -> None:
    """What counts is the scenario that comes out."""
    folder = overlaid(tmp_path, seats=changes("offices: {shanghai: {seats: 5}}"))
    (folder / "offices.csv").write_text(SOUND["offices.csv"].replace("120", "many"))
    assert load(folder, ["seats"]).offices[1].seats == 5


def test_an_unknown_overlay_is_named_with_the_nearest(tmp_path: Path) -> None:
    """And so is every other problem at the same time."""
    folder = overlaid(tmp_path, relief=changes("risk_weight: x"))
    unknown, wrong = problems_of(folder, ["releif", "relief"])
    assert (unknown.file, unknown.found) == ("overlays", "releif")
    assert "Did you mean 'relief'?" in unknown.next_step
    assert wrong.file == "overlays/relief.yaml"


def test_an_overlay_that_is_named_again_is_refused(tmp_path: Path) -> None:
    """Three hundred thousand times as well as twice: nothing is read for it."""
    often = f"includes: [{', '.join(['b'] * 2)}]\nchanges: {{}}\n"
    problem = problem_of(overlaid(tmp_path, a=often, b=changes("risk_weight: 2")), ["a"])
    assert (problem.file, problem.field) == ("overlays/a.yaml", "includes")
    assert (problem.message, problem.found) == ("is listed 2 times", "b")


def test_an_overlay_stands_on_so_many_and_no_more(tmp_path: Path) -> None:
    """Whether it names them itself or others do."""

    def includes(*names: str) -> str:
        return f"includes: [{', '.join(names)}]\nchanges: {{}}\n"

    many = {f"x{number}": changes("risk_weight: 2") for number in range(MOST_OVERLAYS)}
    folder = overlaid(
        tmp_path, **many, most=includes(*many), more=includes(*many, "most"), top=includes("most")
    )
    assert load(folder, ["most"]).risk_weight == 2.0
    for name, message in {
        "more": f"lists more than {MOST_OVERLAYS} overlays",
        "top": f"includes more than {MOST_OVERLAYS} overlays",
    }.items():
        problem = problem_of(folder, [name])
        assert (problem.file, problem.message) == (f"overlays/{name}.yaml", message)


def test_each_overlay_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ways lead to it: of eleven storeys with two overlays each, 2,048."""
    read: list[Path] = []
    original = Path.open

    def counted(self: Path, *args: Any, **kwargs: Any) -> Any:
        read.append(self)
        return original(self, *args, **kwargs)

    storeys = {
        f"{side}{storey}": f"includes: [a{storey - 1}, b{storey - 1}]\nchanges: {{}}\n"
        for storey in range(1, 11)
        for side in "ab"
    }
    ground = {"a0": changes("risk_weight: 2"), "b0": changes("risk_weight: 2")}
    folder = overlaid(tmp_path, **ground, **storeys)
    monkeypatch.setattr(Path, "open", counted)
    load(folder, ["a10"])

    overlays = [path for path in read if path.parent.name == "overlays"]
    assert len(overlays) == len(set(overlays)) == 21


@pytest.mark.parametrize("name", ["", ".", "..", "a\x00b", "x" * 300])
def test_what_is_no_name_is_no_overlay(tmp_path: Path, name: str) -> None:
    """A name leads nowhere but into the folder of overlays."""
    assert problem_of(overlaid(tmp_path), [name]).file == "overlays"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """By name, an overlay is a file of the scenario."""
    folder_of(tmp_path, {"secret.yaml": changes("risk_weight: 2")})
    folder = overlaid(tmp_path / "scenario", a=changes("risk_weight: 2"))
    (folder / "overlays" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    problem = problem_of(folder, ["out"])
    assert (problem.file, problem.found) == ("overlays", "out")
    assert problem.message == "points outside the scenario's folder"


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("risk_weight: 2\nchanges: {}\n", "risk_weight", "is not a part of an overlay"),
        ("about: nothing\n", "changes", "has no changes"),
        ("about: [x]\nchanges: {}\n", "about", "is not text"),
        ("changes: [", "", "is not valid YAML"),
    ],
)
def test_a_file_that_is_no_overlay(tmp_path: Path, text: str, field: str, message: str) -> None:
    """The same whether it is laid or listed."""
    folder = overlaid(tmp_path, wrong=text)
    problem = problem_of(folder, ["wrong"])
    assert (problem.file, problem.field) == ("overlays/wrong.yaml", field)
    assert problem.message.startswith(message)
    with pytest.raises(InputError, match=r"overlays/wrong\.yaml"):
        overlays_of(folder)


def test_of_a_table_that_could_not_be_read_no_row_is_unknown(tmp_path: Path) -> None:
    """The file is the one problem."""
    folder = overlaid(tmp_path, seats=changes("offices: {shanghai: {seats: 5}}"))
    (folder / "offices.csv").write_bytes(b"\xff")
    assert problem_of(folder, ["seats"]).file == "offices.csv"
