"""``relocate check``: counts, what staying put costs, and every mistake at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from models.account import ROW, Remark
from planner.cli.findings import remarks_words
from tests.support.commands import ENVIRONMENT, Relocate, widest


def test_counts_and_the_cost_of_staying_put(here: Relocate) -> None:
    """What tiny's README says: six posts, eight seats, 1,379,925 dollars."""
    run = here("check", "tiny")

    assert run.code == 0
    assert "2 cohorts with 6 posts, 1 of them vacant; 2 offices with 8 seats" in run.out
    assert "Total  USD 1.38 m  USD 1.38 m" in re.sub(" {2,}", "  ", run.out)
    assert "Staying put breaks no rule." in run.out
    assert "Next: relocate plan tiny" in run.err
    assert widest(run.out) <= 80


def test_what_is_worth_a_look_is_told_and_no_failure(here: Relocate) -> None:
    """Each lint speaks once, with what to do; the further rows are named beside it."""
    run = here("check", "tiny")

    assert run.code == 0
    assert "Worth a second look, though not mistakes:\n  - officers hold posts that law" in run.out
    assert "The same goes for officers. (sure_acceptance)" in " ".join(run.out.split())
    assert "--json lists all remarks." in run.out


def test_no_more_is_told_than_a_screen_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six lints speak, each names five rows; the rest is counted by lint."""
    monkeypatch.setenv("COLUMNS", "80")
    remarks = [
        Remark(lint=f"lint_{lint}", sentence=f"words of {lint}", table="cohorts", row=f"row-{row}")
        for lint in range(8)
        for row in range(9)
    ]
    text = remarks_words(remarks)
    unwrapped = " ".join(text.split())

    assert (
        "- words of 5. The same goes for row-1, row-2, row-3, row-4 and 4 more. (lint_5)"
        in unwrapped
    )
    assert "More of lint_6 (9), lint_7 (9). check --json lists all remarks." in unwrapped
    assert "lint_6)" not in text
    assert len(text.splitlines()) <= 24
    assert widest(text) <= 80
    assert "--json" not in remarks_words(remarks[:1])


def test_only_what_is_alike_is_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remarks that differ by more than their row, and those without a row, are told in full."""
    monkeypatch.setenv("COLUMNS", "80")
    hidden = [
        Remark(lint="hidden", sentence=f"sheet {name} is hidden") for name in ("pay", "cohorts")
    ]
    slips = [
        Remark(
            lint="slipped_amounts",
            sentence=f"visa of {ROW} is {slip}",
            table="offices",
            row=row,
            field="visa",
        )
        for row, slip in [("a", "8 times"), ("b", "1/9 of"), ("c", "8 times")]
    ]
    told = " ".join(remarks_words([*hidden, *slips]).split())

    assert "- sheet pay is hidden. (hidden) - sheet cohorts is hidden. (hidden)" in told
    assert "- visa of a is 8 times. The same goes for c. (slipped_amounts)" in told
    assert "- visa of b is 1/9 of. (slipped_amounts)" in told


def test_remarks_on_reading_leave_room_and_are_always_shown() -> None:
    """They are told by lint, however they are mixed, and slips of the hand are never cut."""
    mixed = [
        Remark(lint=lint, sentence=f"{lint} {number}")
        for number in range(4)
        for lint in ("hidden", "totals")
    ]
    others = [Remark(lint=f"lint_{number}", sentence=f"words of {number}") for number in range(7)]
    last = Remark(lint="whole_shares", sentence="the last")
    text = remarks_words([*mixed, *others, last])

    assert all(each.words in text for each in (*mixed, last))
    assert [f"words of {number}" in text for number in range(7)] == [True] * 3 + [False] * 4


def test_all_remarks_are_in_the_document(here: Relocate) -> None:
    """Each with its lint, its words, where it is and what to do."""
    remarks = json.loads(here("check", "tiny", "--json").out)["remarks"]

    assert [(each["lint"], each["row"]) for each in remarks] == [
        ("hidden_posts", "officers"),
        ("sure_acceptance", "analysts"),
        ("sure_acceptance", "officers"),
        ("silent_defaults", "officers"),
        ("unapproved_law", ""),
    ]
    assert all(remark["words"] and remark["table"] and remark["next_step"] for remark in remarks)


@pytest.mark.slow
def test_the_worked_example_fits_a_screen(here: Relocate) -> None:
    """However much the lints have to say of it."""
    told = here("check", "shanghai-2026").out.split("Worth a second look", 1)[1]

    assert len(told.splitlines()) <= 40
    assert widest(told) <= 80


def test_broken_rules_are_named_and_no_failure(here: Relocate) -> None:
    """A company that breaks a rule today is what the planner is for."""
    run = here("check", "tiny", "--set", "offices.shanghai.seats=5")

    assert run.code == 0
    assert "Staying put breaks:" in run.out
    assert "seats taken at shanghai" in run.out
    assert "Next: relocate plan tiny --set offices.shanghai.seats=5" in run.err


def test_the_document_adds_up(here: Relocate) -> None:
    """``--json`` has the counts, the price list and the findings."""
    document = json.loads(here("check", "tiny", "--json").out)

    assert document["counts"]["posts"] == 6
    assert document["total"] == 137_992_500
    assert sum(line["amount"] for line in document["price_list"]) == document["total"]
    assert document["lawful"] is True
    assert document["findings"]


def test_every_mistake_is_told_at_once(here: Relocate, tmp_path: Path) -> None:
    """Exit code 3; each has file, row, field, the value found and a next step."""
    here("new", "own")
    (tmp_path / "own/rates.csv").write_text(
        "currency,worth,source\nCNY,much,assumption\nINR,0.0125,\n"
    )
    run = here("check", "own", "--set", "offices.nowhere.seats=3")

    assert run.code == 3
    assert run.out == ""
    assert "relocate: the input is wrong in 3 places" in run.err
    assert "rates.csv" in run.err
    assert "found: much" in run.err
    assert "Known: " in run.err


@pytest.mark.slow
def test_nothing_is_loaded_that_only_files_and_streams_need(tmp_path: Path) -> None:
    """A check is quick: of all that is heavy it loads the optimiser alone, for the baselines."""
    code = (
        "import sys, atexit\n"
        "heavy = {'pyarrow', 'rich', 'jinja2', 'xlsxwriter', 'faust'}\n"
        "atexit.register(lambda: print(sorted(heavy & sys.modules.keys()), file=sys.stderr))\n"
        "from planner.cli import main\n"
        "main(['check', 'tiny'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr.splitlines()[-1] == "[]"
