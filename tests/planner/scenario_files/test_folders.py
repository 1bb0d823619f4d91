"""A folder with one file a table becomes a scenario."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from models.data import DataClass
from models.money import Money
from planner.scenario_files import load
from planner.scenario_files.size_limits import FOLDER_ROWS
from tests.support.scenario_folders import (
    JURISDICTION,
    SETTINGS,
    SOUND,
    folder_of,
    problem_of,
    scenario_folder,
)


def test_every_kind_of_cell_becomes_what_its_field_holds(tmp_path: Path) -> None:
    """Text, count, tags, amount, date, share, word, and an empty cell's default."""
    scenario = load(scenario_folder(tmp_path))
    bengaluru, shanghai = scenario.offices
    assert (bengaluru.seats, bengaluru.visa_days) == (80, 90)
    assert bengaluru.visa == Money(currency="USD", amount=150_000)
    assert shanghai.languages == ("mandarin", "english")
    assert (shanghai.visa, shanghai.visa_days) == (None, 0)
    assert scenario.planning_date == date(2026, 10, 1)
    assert scenario.topics[0].data_classes == (DataClass.PERSONAL, DataClass.SENSITIVE)
    assert scenario.topics[0].fixed_share == 0.5
    assert scenario.cohorts[0].only_to == ("bengaluru",)
    assert scenario.jurisdictions[0].severance.wage_cap == Money(currency="CNY", amount=3_692_100)
    assert scenario.jurisdictions[0].severance.provenance.as_of == date(2026, 9, 30)


def test_a_table_may_be_a_yaml_mapping_or_list(tmp_path: Path) -> None:
    """Three ways to write a table are one scenario, and have one hash."""
    mapping = "kyc: {name: KYC analyst, languages: [english]}\nops: {name: Operations}\n"
    rows = "- {id: ops, name: Operations}\n- {id: kyc, name: KYC analyst, languages: english}\n"
    hashes = {
        load(scenario_folder(tmp_path / "csv")).hash,
        load(scenario_folder(tmp_path / "a", roles__csv=None, roles__yaml=mapping)).hash,
        load(scenario_folder(tmp_path / "b", roles__csv=None, roles__yaml=rows)).hash,
    }
    assert len(hashes) == 1


def test_composite_keys_are_joined_by_a_slash(tmp_path: Path) -> None:
    """The fields of the key come from the key; numbers and amounts in it count by value."""
    pay = (
        "kyc/shanghai: {annual: CNY 480000}\nkyc/bengaluru: {annual: USD 30000}\n"
        "ops/shanghai: {annual: CNY 400000}\n"
    )
    service = "kyc-cn/03/0/CNY 20000: {posts: 38}\n"
    folder = scenario_folder(tmp_path, pay__csv=None, pay__yaml=pay, service__yaml=service)
    scenario = load(folder)
    assert {(rate.role, rate.office) for rate in scenario.pay} == {
        ("kyc", "shanghai"),
        ("kyc", "bengaluru"),
        ("ops", "shanghai"),
    }
    assert (scenario.service[0].years, scenario.service[0].monthly_wage.amount) == (3, 2_000_000)


def test_the_order_of_rows_and_columns_does_not_count(tmp_path: Path) -> None:
    """Rows turned round, columns turned round and comments leave the hash as it is."""
    turned = {
        name: "\n".join(
            ["# a comment", *(",".join(reversed(line.split(","))) for line in _turned(text))]
        )
        for name, text in SOUND.items()
        if name.endswith(".csv")
    }
    ways = [
        load(scenario_folder(tmp_path / "a")),
        load(folder_of(tmp_path / "b", {**SOUND, **turned})),
    ]
    assert ways[0] == ways[1]
    assert ways[0].hash == ways[1].hash


def _turned(text: str) -> list[str]:
    header, *rows = text.splitlines()
    return [header, *reversed(rows)]


def test_spreadsheets_may_save_with_a_mark_and_other_line_ends(tmp_path: Path) -> None:
    """A byte order mark and CRLF are no part of the text."""
    saved = b"\xef\xbb\xbf" + SOUND["roles.csv"].replace("\n", "\r\n").encode()
    plain = load(scenario_folder(tmp_path / "a"))
    assert load(scenario_folder(tmp_path / "b", roles__csv=saved)) == plain


def test_what_is_no_data_is_ignored(tmp_path: Path) -> None:
    """README.md, overlays and names with a dot first are left alone."""
    extra: dict[str, str | bytes | None] = {
        "README.md": "x",
        ".DS_Store": b"\xff",
        "overlays/a.yaml": "broken: [",
    }
    assert load(folder_of(tmp_path, {**SOUND, **extra})).name == "small"


def test_an_unknown_file_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    """A misspelt table must not be left out in silence."""
    problem = problem_of(scenario_folder(tmp_path, populaton__csv="id,name\n"))
    assert problem.file == "populaton.csv"
    assert problem.message == "is not a file of a scenario"
    assert "Did you mean 'populations.csv'?" in problem.next_step


def test_a_workbook_in_a_folder_is_to_be_named_itself(tmp_path: Path) -> None:
    """It is no table of a folder, and no near name helps."""
    problem = problem_of(folder_of(tmp_path, {**SOUND, "small.xlsx": b"PK"}))
    assert problem.file == "small.xlsx"
    assert "name the file" in problem.next_step


def test_two_files_for_one_table_are_refused(tmp_path: Path) -> None:
    """Neither of the two may win in silence."""
    problem = problem_of(scenario_folder(tmp_path, roles__yaml="kyc: {name: KYC}\n"))
    assert (problem.file, problem.field) == ("roles.yaml", "roles")
    assert "roles.csv" in problem.message
    assert "one" in problem.next_step


def test_a_table_may_stand_in_the_settings_but_not_twice(tmp_path: Path) -> None:
    """Small scenarios need no file for each table."""
    settings = SETTINGS + "populations: {staff: {name: Staff, individuals: 65}}\n"
    folder = scenario_folder(tmp_path, scenario__yaml=settings)
    assert load(folder).populations[0].individuals == 65
    (folder / "populations.csv").write_text("id,name,individuals\nstaff,Staff,65\n")
    problem = problem_of(folder)
    assert (problem.file, problem.field) == ("scenario.yaml", "populations")
    assert problem.message == "is also in populations.csv"


@pytest.mark.parametrize("text", [None, "", "name: [", "just words\n"])
def test_settings_that_cannot_be_read_are_the_one_problem(tmp_path: Path, text: str | None) -> None:
    """Nothing is said to be missing from a file that was not read."""
    changes = {"scenario__yaml": text, "jurisdictions___china__yaml": None}
    problem = problem_of(scenario_folder(tmp_path, **changes, jurisdictions___india__yaml=None))
    assert problem.file == "scenario.yaml"
    assert problem.next_step


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        (b"\xff\xfei\x00d\x00", "is not UTF-8 text"),
        (b"id,name\nkyc,caf\xe9\n", "is not UTF-8 text"),
        (b"x" * 20_000_001, "is larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_text_is_one_problem(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    """The table is unknown then, and rows that refer to it are not blamed."""
    problem = problem_of(scenario_folder(tmp_path, roles__csv=content))
    assert (problem.file, problem.message) == ("roles.csv", message)
    assert problem.next_step


def test_what_is_not_utf8_is_found_on_its_line(tmp_path: Path) -> None:
    """The line and the bytes are shown."""
    problem = problem_of(scenario_folder(tmp_path, roles__csv=b"id,name\nkyc,caf\xe9\n"))
    assert (problem.row, problem.found) == ("line 2", r"\xe9\n")


def test_yaml_has_a_smaller_size(tmp_path: Path) -> None:
    """One megabyte of YAML is more than any scenario has."""
    text = SETTINGS + f"# {'x' * 1_000_000}\n"
    assert problem_of(scenario_folder(tmp_path, scenario__yaml=text)).message == (
        "is larger than 1 MB"
    )


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """And is not opened."""
    folder = scenario_folder(tmp_path)
    (folder / "headcount.csv").mkdir()
    problem = problem_of(folder)
    assert (problem.file, problem.message) == ("headcount.csv", "is not a file")


def test_a_table_that_must_be_there_is_asked_for_once(tmp_path: Path) -> None:
    """One problem, not one for each row that refers to it."""
    problem = problem_of(scenario_folder(tmp_path, offices__csv=None))
    assert (problem.file, problem.field) == ("offices.csv", "offices")
    assert problem.message == "has no rows"
    assert "a row needs name, jurisdiction, entity, seats." in problem.next_step


def test_jurisdictions_come_from_the_shared_ones_by_name(tmp_path: Path) -> None:
    """What the scenario has itself comes first, by id."""
    settings = SETTINGS + "jurisdictions: [china, india, singapore]\n"
    rates = "currency,worth,source\nCNY,0.1385,a\nINR,0.0119,a\nSGD,0.77,a\n"
    folder = scenario_folder(
        tmp_path, scenario__yaml=settings, rates__csv=rates, jurisdictions___india__yaml=None
    )
    places = {place.id: place for place in load(folder).jurisdictions}
    assert set(places) == {"china", "india", "singapore"}
    assert places["china"].severance.provenance.source == "statute"
    assert places["india"].severance.provenance.source != "statute"


def test_an_unknown_jurisdiction_is_named_with_the_nearest(tmp_path: Path) -> None:
    """Both the own and the shared ones are known."""
    settings = SETTINGS + "jurisdictions: [chnia]\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))
    assert (problem.file, problem.field, problem.found) == (
        "scenario.yaml",
        "jurisdictions",
        "chnia",
    )
    assert "Did you mean 'china'?" in problem.next_step


def test_a_jurisdiction_listed_twice(tmp_path: Path) -> None:
    """As a key would be."""
    settings = SETTINGS + "jurisdictions: [china, india, china]\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=settings))
    assert (problem.field, problem.found) == ("jurisdictions", "china")
    assert problem.message == "is listed 2 times"


def test_an_error_in_a_jurisdiction_names_its_file(tmp_path: Path) -> None:
    """The field is given as a path."""
    text = JURISDICTION.format(name="China", cap="36921")
    problem = problem_of(scenario_folder(tmp_path, jurisdictions___china__yaml=text))
    assert (problem.file, problem.row) == ("jurisdictions/china.yaml", "china")
    assert (problem.field, problem.found) == ("severance.wage_cap", "36921")
    assert problem.message == "is an amount without a currency"
    assert "USD 36921" in problem.next_step


def test_a_jurisdiction_is_named_by_its_file(tmp_path: Path) -> None:
    """An id in the file that says otherwise is an error, not a second name."""
    text = "id: japan\n" + JURISDICTION.format(name="China", cap="")
    problem = problem_of(scenario_folder(tmp_path, jurisdictions___china__yaml=text))
    assert (problem.file, problem.field, problem.found) == (
        "jurisdictions/china.yaml",
        "id",
        "japan",
    )


def test_a_newer_format_says_so_and_nothing_else(tmp_path: Path) -> None:
    """What a later release writes cannot be judged by this one."""
    text = SETTINGS.replace("format: 1", "format: 2") + "hotels: {}\n"
    problem = problem_of(scenario_folder(tmp_path, scenario__yaml=text))
    assert (problem.file, problem.field, problem.found) == ("scenario.yaml", "format", "2")
    assert "newer" in problem.message
    assert "Install" in problem.next_step


def test_a_folder_of_more_files_than_any_scenario_is_refused(tmp_path: Path) -> None:
    """Before one of them is looked at; a long history is no part of the scenario."""
    folder = scenario_folder(tmp_path)
    (folder / "events.jsonl").touch()
    os.truncate(folder / "events.jsonl", 100_000_000)
    assert load(folder).name == "small"
    for number in range(1_000):
        (folder / f"{number}.csv").touch()
    problem = problem_of(folder)
    assert (problem.file, problem.message) == ("scenario", "holds more than 1,000 files")


@pytest.mark.parametrize(
    ("name", "files", "size", "message"),
    [
        ("jurisdictions/{}.yaml", 6, 900_000, "holds more than 5 MB of YAML"),
        ("{}.csv", 3, 15_000_000, "holds more than 40 MB"),
    ],
)
def test_files_that_are_too_much_together_are_refused(
    tmp_path: Path, name: str, files: int, size: int, message: str
) -> None:
    """Each of them alone would be read."""
    folder = scenario_folder(tmp_path)
    for table in ("pay", "roles", "offices", "cohorts", "topics", "rates")[:files]:
        (folder / name.format(table)).touch()
        os.truncate(folder / name.format(table), size)
    assert problem_of(folder).message == message


@pytest.mark.slow
def test_rows_that_are_too_many_together_are_refused(tmp_path: Path) -> None:
    """Where they become too many; no more tables are read."""
    rows = "".join(f"a{number},Some\n" for number in range(FOLDER_ROWS // 2))
    folder = scenario_folder(
        tmp_path, entities__csv=f"id,name\n{rows}", roles__csv=f"id,name\n{rows}"
    )
    problem = problem_of(folder)
    assert (problem.file, problem.message) == (
        "roles.csv",
        f"brings the rows of all tables to more than {FOLDER_ROWS:,}",
    )


@pytest.mark.parametrize("char", ["\0", "\x85", "\u2028", "\u200b", "\ufeff", "\U000e0041"])
@pytest.mark.parametrize("name", ["roles.csv", "scenario.yaml", "jurisdictions/china.yaml"])
def test_what_nobody_sees_is_refused_in_comments_too(tmp_path: Path, name: str, char: str) -> None:
    """YAML takes a separator of lines that no editor shows for the end of a comment."""
    text = str(SOUND[name])
    folder = folder_of(tmp_path, {**SOUND, name: f"{text}# a{char}risk_weight: 9\n"})
    problem = problem_of(folder)
    assert (problem.file, problem.row) == (name, f"line {text.count(chr(10)) + 1}")
    assert problem.message == f"holds an invisible character, U+{ord(char):04X}"
    assert problem.found.startswith("# a\\")
