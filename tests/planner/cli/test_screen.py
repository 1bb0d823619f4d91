"""What reaches the screen is harmless, fits, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from models.readable import counted
from planner.cli.tables import Heading, grid
from planner.cli.terminal import GLUE, aligned, harmless, wrapped
from tests.support.commands import Relocate, widest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\x07", "bell\\x07"),
        ("back\rwards", "back\\rwards"),
        ("right\u202eleft", "right\\u202eleft"),
        ("c1\x9b31m", "c1\\x9b31m"),
        ("tag\U000e0041 and \ufe0f", r"tag\U000e0041 and \ufe0f"),
        ("o\u0301\u0301\u0301\u0301\u0301", "o\u0301\u0301\u0301\u0301\\u0301"),
        ("[bold red]", "[bold red]"),
        ("上海\u3000Zürich", "上海\u3000Zürich"),
    ],
)
def test_terminals_obey_no_name(text: str, shown: str) -> None:
    """Control and format characters are spelled out; letters of the world are kept."""
    assert harmless(text) == shown


def test_paragraphs_fit_and_keep_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words wrap at the edge of the terminal; those that take two cells count twice."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = wrapped("上海" * 30, indent=2, hanging=2).splitlines()

    assert max(len(line) - len(line.strip()) + 2 * len(line.strip()) for line in lines) <= 40
    assert "".join(line.strip() for line in lines) == "上海" * 30


def test_a_grid_keeps_figures_whole_beside_long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts fold, figures do not, and neither loses a character."""
    monkeypatch.setenv("COLUMNS", "40")
    rows = [("[bold]a[/bold]" * 10, "1,234,567.89"), ("total", "9")]
    drawn = grid((Heading("Name"), Heading("Amount", figures=True)), rows, totals=1)

    assert widest(drawn) <= 40
    assert "1,234,567.89" in drawn
    assert drawn.count("[bold]") + drawn.count("[/bold]") > 0
    assert "".join(line.split(" ")[0] for line in drawn.splitlines()[2:]).startswith(
        "[bold]a[/bold]"
    )


def test_columns_that_do_not_fit_are_lists_of_whole_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A figure is broken nowhere, nor a short word; the last row is a total."""
    monkeypatch.setenv("COLUMNS", "40")
    figures = [Heading(name, figures=True) for name in ("Plan", "Staying put", "Difference")]
    rows = [
        ("Presence exposure", "47,520", "272,700", "-225,180"),
        ("Total", "9,164,155", "1,379,925", "-415,770"),
    ]

    drawn = grid((Heading("Rule"), *figures, Heading("Due", dates=True)),
                 [(*row, "2027-01-01") for row in rows], totals=1, indent=2)  # fmt: skip

    assert drawn.splitlines() == [
        "  Rule: Presence exposure",
        "    Plan: 47,520",
        "    Staying put: 272,700",
        "    Difference: -225,180",
        "    Due: 2027-01-01",
        "  --",
        "  Rule: Total",
        "    Plan: 9,164,155",
        "    Staying put: 1,379,925",
        "    Difference: -415,770",
        "    Due: 2027-01-01",
    ]


@pytest.mark.parametrize("width", range(40, 56))
def test_amounts_dates_and_numbers_stay_on_a_line(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    parts = ("USD 1.20 m", "2027-Q1", "CNY -30.5 bn", "2026-12-02", "-1,995,520")

    drawn = wrapped(" then ".join(parts * 4), hanging=2)

    assert widest(drawn) <= width
    assert all(drawn.count(part) == 4 for part in parts)


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_chinese_names_and_dates_fit_a_grid(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    """Characters that take two cells count twice; a date is whole as long as texts can give way."""
    monkeypatch.setenv("COLUMNS", width)
    name = "上海数据服务有限公司" * 4
    headings = (Heading("Entity"), Heading("Cohort"), Heading("Date", dates=True))
    drawn = grid(headings, [(name, "sha-client-data-mandarin", "2027-01-01")])

    assert max(map(cell_len, drawn.splitlines())) <= int(width)
    assert "2027-01-01" in drawn
    assert "".join(char for char in drawn if not char.isascii()) == name


@pytest.mark.parametrize("width", range(40, 60))
def test_chinese_lines_break_between_letters(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """No amount and no date is broken, and no line begins with a mark that ends something."""
    monkeypatch.setenv("COLUMNS", str(width))
    said = "保留约1,215个：实际支出减少360万美元（160万至520万），最迟于2026年11月29日决定。"

    lines = wrapped(said * 3).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert "".join(lines) == said * 3
    assert not any(line[0] in "：，。）" for line in lines)
    whole = ("1,215", "360万", "520万", "2026年11月29日")
    assert all(sum(line.count(part) for line in lines) == 3 for part in whole)


def test_long_names_break_after_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    """And only where they do not fit in one piece."""
    monkeypatch.setenv("COLUMNS", "40")

    assert wrapped("sha-client-data-mandarin and others") == "sha-client-data-mandarin and others"
    assert wrapped("client-services-" * 3) == "client-services-client-services-client-\nservices-"


def test_every_command_is_summed_up_in_a_line(here: Relocate) -> None:
    """No summary is cut off in the list of commands."""
    assert "..." not in here("--help").out.partition("Commands:")[2]


def test_what_is_glued_stays_on_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cohort and its number are not torn apart, and the glue is a space in the end."""
    monkeypatch.setenv("COLUMNS", "40")
    cohorts = ", ".join(f"cohort-{number}{GLUE}{number}" for number in range(10, 30))
    drawn = grid((Heading("Cohorts"),), [(cohorts,)])

    assert all(f"cohort-{number} {number}" in drawn for number in range(10, 30))


def test_values_stand_flush_right() -> None:
    """Labels to the left, values under each other."""
    assert aligned([("a", "1"), ("bcd", "1,000")]) == "  a        1\n  bcd  1,000"


def test_one_is_not_many() -> None:
    """Singular and plural, with separators of thousands."""
    assert counted(1, "post") == "1 post"
    assert counted(2_000, "post") == "2,000 posts"
    assert counted(0, "entity", "entities") == "0 entities"


@pytest.mark.slow
def test_hostile_names_come_out_harmless(here: Relocate, tmp_path: Path) -> None:
    """Markup in a scenario is text; escapes in it, in file names and in options are spelled out."""
    here("new", "own")
    settings = tmp_path / "own/scenario.yaml"
    hostile = settings.read_text().replace("worked out by hand", "[red]worked[/red] [link=x]out")
    settings.write_text(hostile)
    runs = [
        here("plan", "own"),
        here("check", "own", "--with", "\x1b[2Joverlay"),
        here("plan", "own", "--out", "\x1b]0;title\x07.pdf"),
        here("verify", "\x1b[2J.parquet"),
        here("rules", "\x1b[2J"),
        here("\x1b[2J"),
    ]

    assert "[red]worked[/red] [link=x]out" in runs[0].out
    assert not any({"\x1b", "\x07"} & set(run.out + run.err) for run in runs)
