"""Mistakes on the screen and in JSON: each cause once, with its places."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from models.errors import Problem
from models.workbook_places import SheetPlace
from planner.cli.mistakes import problems_words
from tests.support.commands import Relocate, widest
from tests.support.workbooks import small, written

WRONG = 9


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A workbook that calls an office by a wrong name in nine rows, and has two amounts without a
    currency, a row without posts, and a share that is read as a percentage.
    """
    sheets = small()
    sheets["cohorts"] += [[f"team-{n}", "ops", "cn", "shangai", n, 0, ""] for n in range(WRONG)]
    sheets["cohorts"][0].append("attrition")
    sheets["cohorts"][1].append(5)
    sheets["cohorts"][2][4] = ""
    sheets["pay"][1][2], sheets["pay"][2][2] = 480000, 30000
    return written(tmp_path, sheets)


def test_a_mistake_is_told_once_with_its_places(here: Relocate, company: Path) -> None:
    """Values before names that nothing has; six places, and how many more."""
    run = here("check", str(company))
    told = " ".join(run.err.split())

    assert run.code == 3
    assert "the input is wrong in 12 places, with 3 causes" in told
    assert "sheet pay, annual: is an amount without a currency, in 2 places" in told
    assert "found: 480000; 30000" in told
    assert "at: sheet pay, cells C2, C3" in told
    assert told.count("Did you mean 'shanghai'?") == 1
    assert "at: sheet cohorts, cells D4, D5, D6, D7, D8, D9; and 3 more" in told
    assert told.index("without a currency") < told.index("cell E3, posts: is missing")
    assert told.index("cell E3, posts: is missing") < told.index("is not among the offices")
    assert "relocate check SCENARIO --all lists every place. Worth a second look" in told
    assert widest(run.err) <= 80


def test_all_places_are_told_on_request(here: Relocate, company: Path) -> None:
    """And nothing is left to ask for."""
    run = here("check", str(company), "--all")

    assert run.code == 3
    assert "D9, D10, D11, D12" in " ".join(run.err.split())
    assert "--all" not in run.err


@pytest.mark.parametrize("options", [[], ["--all"]])
def test_what_was_remarked_while_reading_is_below_the_mistakes(
    here: Relocate, company: Path, options: list[str]
) -> None:
    """It may be why there is a mistake: a hidden row, a total that is left out."""
    told = " ".join(here("check", str(company), *options).err.split())

    assert told.index("is missing") < told.index("Worth a second look, though not mistakes")
    assert told.endswith("(cells)")


def test_programs_get_mistakes_with_their_places(here: Relocate, company: Path) -> None:
    """On standard output, with the exit code and the words as without it."""
    run = here("check", str(company), "--json")
    document = json.loads(run.out)
    *_, unknown = document["mistakes"]

    assert run.code == 3
    assert run.err == here("check", str(company)).err
    assert [each["count"] for each in document["mistakes"]] == [2, 1, WRONG]
    assert (unknown["cause"], unknown["found"]) == ("offices/shangai", ["shangai"])
    assert "Did you mean 'shanghai'?" in unknown["next_step"]
    assert unknown["places"][0] == {
        "file": "company.xlsx",
        "sheet": "cohorts",
        "row": "4",
        "cell": "D4",
        "field": "office",
        "message": "is not among the offices",
        "found": "shangai",
        "next_step": unknown["next_step"],
    }
    assert [each["field"] for each in document["remarks"]] == ["attrition"]


def test_places_outside_workbooks_keep_their_words(here: Relocate, tmp_path: Path) -> None:
    """A line of a table; without mistakes the list is empty, and the rest is there."""
    here("new", "own")
    (tmp_path / "own/rates.csv").write_text("currency,worth,source\nCNY,much,a\nINR,little,a\n")
    (mistake,) = json.loads(here("check", "own", "--json").out)["mistakes"]

    assert mistake["cause"] == "rates.csv/worth"
    assert [each["row"] for each in mistake["places"]] == ["line 2", "line 3"]
    assert "at: rates.csv, line 2, line 3" in here("check", "own").err
    assert json.loads(here("check", "tiny", "--json").out)["mistakes"] == []


def test_a_missing_table_is_said_once(here: Relocate, tmp_path: Path) -> None:
    """Whatever its rows would have been called."""
    sheets = small()
    sheets["access"] = [["cohort", "dataset"], *(["kyc-cn", f"data-{n}"] for n in range(5))]
    del sheets["datasets"]
    told = " ".join(here("check", str(written(tmp_path, sheets))).err.split())

    assert "in 5 places, with 1 cause " in told
    assert "dataset: is not among the datasets, in 5 places" in told
    assert "found: data-0; data-1; data-2; data-3 and 1 more" in told


def test_no_more_mistakes_than_anybody_reads() -> None:
    """Fifty, unless all are asked for."""
    problems = [
        Problem(f"is wrong {chr(97 + n % 26)}{n // 26}", "a.xlsx", SheetPlace("pay").words)
        for n in range(60)
    ]

    assert "  and 10 more." in problems_words(problems)
    assert "more" not in problems_words(problems, every_place=True)


def test_a_marked_copy_is_written_beside_the_workbook(
    here: Relocate, company: Path, tmp_path: Path
) -> None:
    """Each cell with a mistake; the workbook is left alone, and the copy has the same mistakes."""
    before = company.read_bytes()
    run = here("check", str(company), "--marked", "marked.xlsx", "--set", "offices.mars.seats=3")
    copy = tmp_path / "marked.xlsx"

    assert run.code == 3
    assert "is not among the offices" in run.err
    assert run.err.endswith(
        "marked.xlsx  your workbook with 12 cells marked; 1 mistake in no cell\n"
    )
    assert company.read_bytes() == before
    assert (copy.stat().st_mode & 0o777) == 0o600
    with zipfile.ZipFile(copy) as book:
        comments = [book.read(name).decode() for name in book.namelist() if "comments" in name]
    assert any('ref="D12"' in text and "Did you mean 'shanghai'?" in text for text in comments)
    again = here("check", str(copy), "--all").err
    assert again.replace("marked.xlsx", "company.xlsx") == here("check", str(company), "--all").err


@pytest.mark.parametrize(
    ("source", "copy", "message"),
    [
        ("company.xlsx", "company.xlsx", "is the workbook itself"),
        ("company.xlsx", "link.xlsx", "is the workbook itself"),
        ("company.xlsx", "marked.csv", "is no name of such a workbook"),
        ("tiny", "marked.xlsx", "goes with a workbook only"),
    ],
)
def test_a_copy_never_takes_the_place_of_the_workbook(
    here: Relocate, company: Path, tmp_path: Path, source: str, copy: str, message: str
) -> None:
    """Told before anything is read or written."""
    (tmp_path / "link.xlsx").symlink_to(company)
    before = company.read_bytes()
    run = here("check", source, "--marked", copy)

    assert run.code == 3
    assert f"--marked: {message}" in run.err
    assert company.read_bytes() == before


def test_nothing_to_mark_is_told(here: Relocate, tmp_path: Path) -> None:
    """No copy where nothing is wrong, or where no mistake is in a cell."""
    path = written(tmp_path, small())
    sound = here("check", str(path), "--marked", "marked.xlsx")
    elsewhere = here("check", str(path), "--marked", "marked.xlsx", "--set", "offices.mars.seats=3")

    assert sound.code == 0
    assert "No mistake to mark: marked.xlsx was not written." in sound.err
    assert elsewhere.code == 3
    assert "No mistake is in a cell: marked.xlsx was not written." in elsewhere.err
    assert not (tmp_path / "marked.xlsx").exists()
