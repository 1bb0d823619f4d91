"""The workbook, as another program reads it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

import pytest
from python_calamine import CalamineWorkbook

from models.choices import Audience, Language
from models.money import minor_digits
from planner.charts.chart import Chart, ChartKind, Dot, Panel, Series
from planner.charts.gantt_bars import serial
from planner.charts.office import office_charts
from planner.exports.paper import PaperFigure, PaperSheet
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.exports.table_paper import paper_of_plan, paper_of_tables
from planner.exports.tables import plan_tables
from planner.exports.xlsx import workbook_bytes
from planner.exports.xlsx.charts import chart_rows
from planner.exports.xlsx.names import sheet_names
from planner.exports.xlsx.widths import height
from tests.support.exported_company import no_plan, result, scenario
from tests.support.papers import CHINESE, FIRST, paper
from tests.support.xml_tree import xml_tree

COMPANY = scenario()
SMALL = paper()
PAPERS = {"small": SMALL, "large": paper(plans=5, offices=12, periods=60, waves=12, long=20)}


@cache
def book(name: str) -> bytes:
    return workbook_bytes(PAPERS[name])


def grid(content: bytes, name: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def parts(content: bytes, pattern: str) -> list[str]:
    """The XML parts whose names match, in order of their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.search(pattern, name)]
        names.sort(key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)])
        return [archive.read(name).decode() for name in names]


def sheet_xml(content: bytes, number: int) -> str:
    return parts(content, rf"worksheets/sheet{number}\.xml")[0]


def one_table(table: Table, language: Language = Language.ENGLISH) -> bytes:
    sheet = PaperSheet("Only", "Only", tables=(table,))
    return workbook_bytes(replace(SMALL, language=language, sheets=(sheet,)))


def written(table: Table, row: int, column: int) -> Value:
    """What another program has to find in a cell."""
    value = table.rows[row][column]
    if isinstance(value, int) and table.kind(row, column) is ColumnKind.MONEY:
        return value / float(10 ** minor_digits(table.currency))
    return 0.25 if value == "0.25" else "" if value is None else value


def tables(sheet: PaperSheet) -> Iterator[Table]:
    yield from sheet.tables
    yield from (figure.table for figure in sheet.figures)


@pytest.mark.parametrize("name", PAPERS)
def test_every_cell_of_every_table_is_there(name: str) -> None:
    content = book(name)
    for page in PAPERS[name].sheets:
        cells = grid(content, page.name)
        for table in tables(page):
            header = [column.title for column in table.columns]
            tops = [place for place, row in enumerate(cells) if row[: len(header)] == header]
            found = [
                cells[top + 1 + row][column]
                for top in tops
                for row in range(len(table.rows))
                for column in range(len(header))
            ]
            wanted = [
                written(table, row, column)
                for row in range(len(table.rows))
                for column in range(len(header))
            ]
            assert any(
                found[begin : begin + len(wanted)] == wanted
                for begin in range(0, len(found), len(wanted))
            )


def test_every_sentence_and_note_is_there() -> None:
    for page in SMALL.sheets:
        texts = {cell for row in grid(book("small"), page.name) for cell in row}

        notes = [note for table in tables(page) for note in table.notes]
        summaries = [figure.chart.summary for figure in page.figures]
        assert {page.title, *page.sentences, *page.notes, *notes, *summaries} <= texts


def test_money_is_held_in_full_and_shown_in_the_unit_of_its_table() -> None:
    table = Table("t", "T", (Column("a", "A", ColumnKind.MONEY),), ((1_234_567_890_12,),), "USD")
    content = one_table(table)

    assert [row for row in grid(content, "Only") if row[0] == 1_234_567_890.12]
    assert "T (USD million)" in {row[0] for row in grid(content, "Only")}
    assert 'formatCode="#,##0.0,,"' in parts(content, "styles.xml")[0]


@pytest.mark.parametrize(
    ("currency", "amount", "held", "shown"),
    [
        ("USD", 950_00, 950.0, "#,##0.00"),
        ("USD", 50_000_00, 50_000.0, "#,##0"),
        ("JPY", 50_000_000, 50_000_000.0, "#,##0,"),
        ("KWD", 2_000_000_000_000, 2_000_000_000.0, "#,##0.0,,"),
    ],
)
def test_units_of_currencies(currency: str, amount: int, held: float, shown: str) -> None:
    columns = (Column("a", "A", ColumnKind.MONEY, signed=True),)
    content = one_table(Table("t", "T", columns, ((amount,),), currency))

    assert [row for row in grid(content, "Only") if row[0] == held]
    styles = parts(content, "styles.xml")[0]
    assert f'formatCode="+{shown};-{shown};0"' in styles


def test_dates_and_numbers_in_words_and_masked_counts() -> None:
    columns = (Column("a", "A"), Column("b", "B", ColumnKind.COUNT), Column("c", "C"))
    rows = (("0.25", "1 to 5", date(2027, 1, 15)), ("007", 12, None), ("12", None, "1e9"))
    cells = grid(one_table(Table("t", "T", columns, rows)), "Only")

    assert [row[:3] for row in cells[-3:]] == [
        [0.25, "1 to 5", date(2027, 1, 15)],
        ["007", 12, ""],
        [12, "", "1e9"],
    ]


def test_shares_have_the_decimals_that_they_need() -> None:
    columns = (Column("a", "A", ColumnKind.PERCENT),)
    content = one_table(Table("t", "T", columns, ((0.85,), (0.123,), (0.12345,))))

    assert [row[0] for row in grid(content, "Only")[-3:]] == [0.85, 0.123, 0.12345]
    styles = xml_tree(parts(content, "styles.xml")[0])
    assert [each.get("formatCode") for each in styles.iter("numFmt")] == ["0%", "0.0%", "0.00%"]


def test_chinese_days() -> None:
    table = Table("t", "T", (Column("a", "A", ColumnKind.DATE),), ((date(2027, 1, 15),),))
    content = one_table(table, Language.CHINESE)

    assert "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;" in parts(content, "styles.xml")[0]


def test_a_sheet_is_made_for_screen_and_paper() -> None:
    content = book("large")
    decision, signed = sheet_xml(content, 1), sheet_xml(content, 4)

    assert 'state="frozen"' in decision
    assert '<pageSetUpPr fitToPage="1"/>' in decision
    assert 'topLeftCell="A5"' in signed
    assert '<autoFilter ref="A4:F104"/>' in signed
    assert "autoFilter" not in decision
    names = parts(content, "xl/workbook.xml")[0]
    assert "'All signatures'!$A$1:$F$105" in names
    assert "'All signatures'!$4:$4" in names
    assert "&amp;P / &amp;N" in signed


@pytest.mark.parametrize("name", PAPERS)
def test_charts_draw_cells_that_hold_their_values(name: str) -> None:
    content = book(name)
    charts = parts(content, r"charts/chart\d+\.xml")
    figures = [figure for page in PAPERS[name].sheets for figure in page.figures]

    offices = [office for figure in figures for office in office_charts(figure.chart)]
    assert len(charts) == len(offices)
    for text, office in zip(charts, offices, strict=True):
        drawn = list(xml_tree(text).iter("ser"))
        wanted = office.series
        assert len(drawn) == len(wanted)
        filled = set()
        for series, expected in zip(drawn, wanted, strict=True):
            values = next(each for each in series if each.tag in {"val", "yVal"})
            assert _referenced(content, values) == [
                "" if value is None else pytest.approx(value) for value in expected.values
            ]
            assert series.findtext(".//tx//v") == expected.name
            filled |= {expected.name} if any(expected.values) else set()
        assert filled == {each.name for each in wanted}


def test_charts_use_the_table_beside_them_where_it_has_the_values() -> None:
    charts = parts(book("small"), r"charts/chart\d+\.xml")
    kinds = [
        figure.chart.kind for figure in SMALL.sheets[2].figures for _ in office_charts(figure.chart)
    ]
    own = {kind for text, kind in zip(charts, kinds, strict=True) if "Chart data" in text}

    assert own == {ChartKind.WATERFALL, ChartKind.GANTT, ChartKind.FLOWS}


def test_of_cells_with_the_same_values_a_chart_draws_those_of_its_panel_and_series() -> None:
    """Whoever changes a count of an office sees the line of this office change."""
    same = tuple(Series(name, (7.0, 7.0)) for name in ("Base", "Strict"))
    panels = tuple(Panel(office, same) for office in ("Tokyo", "Manila"))
    names = ("a", "b")
    chart = Chart("c", "C", ChartKind.PANELS, "S.", categories=names, panels=panels)
    columns = (*text_columns(office="Office", period="Period"), *(
        Column(each.lower(), each, ColumnKind.COUNT) for each in ("Base", "Strict")
    ))  # fmt: skip
    rows = tuple((panel.title, name, 7, 7) for panel in panels for name in names)
    figure = PaperFigure(chart, Table("c", "C", columns, rows))
    content = workbook_bytes(
        replace(SMALL, sheets=(PaperSheet("Only", "Only", figures=(figure,)),))
    )

    drawn = [
        values.findtext(".//f")
        for text in parts(content, r"charts/chart\d+\.xml")
        for values in xml_tree(text).iter("val")
    ]
    rows_of = [re.findall(r"\$([A-Z])\$(\d+)", str(each)) for each in drawn]
    first = int(rows_of[0][0][1])
    assert rows_of == [
        [(column, str(first + at)), (column, str(first + at + 1))]
        for at in (0, 2)
        for column in ("C", "D")
    ]


def test_the_header_of_a_table_is_kept_in_view_only_where_no_other_table_stands_below() -> None:
    table = Table("t", "T", (Column("a", "A"),), (("x",),) * 3)
    one = PaperSheet("One", "One", tables=(table,))
    two = PaperSheet("Two", "Two", tables=(table, replace(table, name="u", title="U")))
    drawn = PaperSheet("Drawn", "Drawn", tables=(table,), figures=SMALL.sheets[2].figures[:1])
    content = workbook_bytes(replace(SMALL, sheets=(one, two, drawn)))

    tops = [
        next(xml_tree(sheet_xml(content, number)).iter("pane")).get("topLeftCell")
        for number in (1, 2, 3)
    ]
    assert tops == ["A5", "A2", "A2"]
    repeated = re.findall(r"(\w+)!\$(\d+):\$(\d+)<", parts(content, "xl/workbook.xml")[0])
    assert set(repeated) == {("One", "4", "4"), ("Two", "1", "1"), ("Drawn", "1", "1")}


def test_pages_end_above_tables_and_those_of_a_long_last_table_repeat_its_header() -> None:
    def table(name: str, rows: int) -> Table:
        return Table(name, name.upper(), (Column("a", "A"),), (("x",),) * rows)

    fits = PaperSheet("Fits", "Fits", tables=(table("t", 9), table("u", 9)))
    turns = PaperSheet("Turns", "Turns", tables=(table("t", 20), table("u", 20)))
    ends = PaperSheet("Ends", "Ends", tables=(table("t", 9), table("u", 60)))
    stands = PaperSheet("Stands", "Stands", tables=(table("t", 35), table("u", 9)))
    noted = PaperSheet("Noted", "Noted", tables=(table("t", 10), table("u", 10)), notes=("N.",) * 4)
    content = workbook_bytes(replace(SMALL, sheets=(fits, turns, ends, stands, noted)))

    pages = [xml_tree(sheet_xml(content, number)) for number in range(1, 6)]
    broken = [[int(str(each.get("id"))) for each in page.iter("brk")] for page in pages]
    # Above the blank row before the second table; notes stay with it.
    assert broken == [[], [24], [], [], [14]]
    repeated = dict(re.findall(r"(\w+)!\$(\d+):\$\d+<", parts(content, "xl/workbook.xml")[0]))
    assert repeated == {"Fits": "1", "Turns": "1", "Ends": "16", "Stands": "1", "Noted": "1"}
    setups = [next(page.iter("pageSetup")) for page in pages]
    assert [each.get("orientation") for each in setups] == [
        *["landscape"] * 3,
        "portrait",
        "landscape",
    ]


def test_values_that_only_charts_need_are_on_a_hidden_sheet_without_stray_digits() -> None:
    steps = Series("USD million", (0.1 + 0.2, 0.1, 0.4))
    chart = Chart("w", "W", ChartKind.WATERFALL, "S.", categories=tuple("abc"), series=(steps,))
    table = Table("w", "W", (Column("a", "A"),), (("a",), ("b",), ("c",)))
    page = PaperSheet("Only", "Only", figures=(PaperFigure(chart, table),))
    content = workbook_bytes(replace(SMALL, sheets=(page,)))

    shown = {
        each.get("name"): each.get("state")
        for each in xml_tree(parts(content, "xl/workbook.xml")[0]).iter("sheet")
    }
    assert shown == {"Only": None, "Chart data": "hidden"}
    numbers = [cell for row in grid(content, "Chart data")[3:] for cell in row if cell != ""]
    assert 0.3 in numbers
    assert all(len(str(number)) <= 11 for number in numbers)
    only_seen = next(xml_tree(parts(content, "charts/chart1.xml")[0]).iter("plotVisOnly"), None)
    assert only_seen is None or only_seen.get("val") == "0"


def test_a_count_that_is_not_shown_is_a_gap_in_its_line() -> None:
    heads = Series("Posts", (12.0, None, 15.0))
    panels = (Panel("Home", (heads,)),)
    chart = Chart("c", "C", ChartKind.PANELS, "S.", categories=("a", "b", "c"), panels=panels)
    columns = (Column("what", "What"), Column("posts", "Posts", ColumnKind.COUNT))
    table = Table("c", "C", columns, (("a", 12), ("b", "1 to 5"), ("c", 15)))
    page = PaperSheet("Only", "Only", figures=(PaperFigure(chart, table),))
    content = workbook_bytes(replace(SMALL, sheets=(page,)))

    (drawn,) = xml_tree(parts(content, "charts/chart1.xml")[0]).iter("val")
    assert _referenced(content, drawn) == [12, "", 15]


def test_dots_are_named_and_dots_on_each_other_have_one_name() -> None:
    dots = (
        Dot("Plan", 3.0, 9.0), Dot("Staying", 4.0, 8.0), Dot("=Measures", 4.0, 8.0),
        Dot("=1+1", 5.0, 7.0),
    )  # fmt: skip
    chart = Chart("c", "C", ChartKind.SCATTER, "S.", dots=dots)
    columns = (Column("name", "Name"), Column("x", "X", ColumnKind.COUNT))
    table = Table("c", "C", columns, tuple((dot.name, dot.x) for dot in dots))
    page = PaperSheet("Only", "Only", figures=(PaperFigure(chart, table),))
    content = workbook_bytes(replace(SMALL, sheets=(page,)))

    labels = list(xml_tree(parts(content, "charts/chart1.xml")[0]).iter("dLbl"))
    texts = ["".join(each.text or "" for each in label.iter("t")) for label in labels]
    assert texts == ["Plan", "Staying, =Measures", "", ""]
    assert [label.findtext(".//f") for label in labels[:3]] == [None] * 3
    assert _referenced(content, labels[-1]) == ["=1+1"]


def test_dots_whose_names_would_meet_have_one_text() -> None:
    """On axes from 0 to 10, two dots are a tenth of a unit apart."""
    dots = (Dot("A", 0.0, 0.0), Dot("B", 9.0, 10.0), Dot("C", 9.1, 9.9), Dot("D", 9.0, 5.0))
    chart = Chart("c", "C", ChartKind.SCATTER, "S.", dots=dots)
    table = Table("c", "C", (Column("name", "Name"),), tuple((dot.name,) for dot in dots))
    page = PaperSheet("Only", "Only", figures=(PaperFigure(chart, table),))
    content = workbook_bytes(replace(SMALL, sheets=(page,)))

    labels = list(xml_tree(parts(content, "charts/chart1.xml")[0]).iter("dLbl"))
    texts = ["".join(each.text or "" for each in label.iter("t")) for label in labels]
    assert texts == ["A", "B, C", "", "D"]


def test_panels_of_many_offices_fit_on_a_page_with_names_of_periods_that_do_not_meet() -> None:
    """A page that lies is about 580 pixels high without its margins, and rows have 20."""
    periods = tuple(f"202{7 + at // 4}-Q{at % 4 + 1}" for at in range(8))
    posts = (Series("Base", (7.0,) * 8), Series("Strict", (8.0,) * 8))
    panels = tuple(Panel(f"Office {at}", posts, is_wide=at == 0) for at in range(9))
    chart = Chart("c", "C", ChartKind.PANELS, "S.", categories=periods, panels=panels)
    table = Table("c", "C", (Column("name", "Name"),), (("x",),))
    page = PaperSheet("Only", "Only", figures=(PaperFigure(chart, table),))
    content = workbook_bytes(replace(SMALL, sheets=(page,)))

    steps = [
        each.get("val")
        for text in parts(content, r"charts/chart\d+\.xml")
        for each in xml_tree(text).iter("tickLblSkip")
    ]
    assert chart_rows(chart) <= 27
    broken = next(xml_tree(sheet_xml(content, 1)).iter("rowBreaks"))
    assert [each.get("id") for each in broken.iter("brk")] == [str(3 + chart_rows(chart))]
    turned = [
        each.get("rot")
        for text in parts(content, r"charts/chart\d+\.xml")
        for axis in xml_tree(text).iter("catAx")
        for each in axis.iter("bodyPr")
    ]
    assert turned == ["0"] * 9
    assert steps == ["1", *["4"] * 8]


def test_rows_are_as_high_as_their_texts_in_the_letters_of_workbooks() -> None:
    """Latin letters are narrower there than on pages, Chinese ones are not."""
    assert height(["Kuala Lumpur"], [15]) is None
    assert height(["Kuala Lumpur, Manila"], [15]) is not None
    assert height(["吉隆坡与马尼"], [14]) is not None


def test_a_text_among_figures_keeps_off_the_next_column() -> None:
    columns = (Column("a", "A"), Column("b", "B", ColumnKind.BY_ROW))
    kinds = (ColumnKind.TEXT, ColumnKind.COUNT)
    rows = (("x", "pays while losses stay under 2 times ours"), ("y", 3))
    content = one_table(Table("t", "T", columns, rows, row_kinds=kinds))

    aligned = xml_tree(parts(content, "xl/styles.xml")[0]).iter("alignment")
    right = [each.get("indent") for each in aligned if each.get("horizontal") == "right"]
    assert set(right) == {None, "1"}


def test_the_head_of_a_page_says_for_whom_it_is() -> None:
    title = f"{'&' * 120} of {CHINESE}"
    board = workbook_bytes(replace(SMALL, title=title, sheets=SMALL.sheets[-1:]))
    planner = workbook_bytes(replace(SMALL, audience=Audience.PLANNER, sheets=SMALL.sheets[-1:]))

    assert "&amp;RFor the board: counts and amounts are rounded" in sheet_xml(board, 1)
    assert "&amp;RWorking paper of the planner: exact figures" in sheet_xml(planner, 1)


def _referenced(content: bytes, values: ET.Element) -> list[Any]:
    """The cells that a formula of a chart points to, as another program reads them."""
    formula = values.findtext(".//f") or ""
    place = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?", formula)
    assert place is not None
    name, letters, first, last = place.groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    rows = range(int(first) - 1, int(last or first))
    cells = grid(content, name)
    found = [cells[row][column - 1] for row in rows]
    return [serial(value) if isinstance(value, date) else value for value in found]


def test_who_does_not_see_a_chart_is_told_what_it_shows() -> None:
    drawing = parts(book("small"), r"drawings/drawing\d+\.xml")[0]

    for figure in SMALL.sheets[2].figures:
        assert f'descr="{figure.chart.summary}"' in drawing


@pytest.mark.parametrize(
    "text",
    ["=1+1", "{=1+1}", "http://localhost/", "mailto:x", "<b>&</b>", "\ufffe", "Chart data!A1"],
)
def test_text_stays_text(text: str) -> None:
    """What looks like a formula, a link or markup is the text it is, in charts too."""
    figure = SMALL.sheets[2].figures[0]
    chart = figure.chart
    series = tuple(replace(each, name=text) for each in chart.series)
    renamed = replace(chart, title=text, series=series, y_title=text)
    table = Table("t", text, (Column("a", text),), ((text,),), notes=(text,))
    page = PaperSheet(
        "Only", text, (text,), (table,), (replace(figure, chart=renamed),), notes=(text,)
    )
    content = workbook_bytes(replace(SMALL, title=text, sheets=(page,)))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)
        relations = "".join(
            archive.read(name).decode() for name in archive.namelist() if ".rels" in name
        )
    assert "hyperlink" not in relations
    assert "<f>" not in sheet_xml(content, 1)
    for formula in re.findall(r"<c:f>(.*?)</c:f>", parts(content, "charts/chart1.xml")[0]):
        assert re.fullmatch(r"(Only|'Chart data')!\$[A-Z]\$\d+(:\$[A-Z]\$\d+)?", formula)
    assert grid(content, "Only")[0][0] in {text, "_xFFFE_"}


def test_names_of_sheets() -> None:
    names = ["Decision", "decision", "A/B: [C]?*", "x" * 40, "X" * 40, "'", "History", CHINESE]

    assert sheet_names(names) == [
        "Decision", "decision 2", "A B C", "x" * 31, "X" * 29 + " 2", "Sheet", "History 2", CHINESE,
    ]  # fmt: skip


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert workbook_bytes(SMALL) == book("small")
    assert "2026-11-24T00:00:00Z" in parts(book("small"), "docProps/core.xml")[0]


def test_a_plan_has_a_sheet_for_every_table() -> None:
    """Its workbook is dated by the planning date, whatever the clock says."""
    made = workbook_bytes(paper_of_plan(result(COMPANY), COMPANY))
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))

    titles = [table.title for table in plan_tables(result(COMPANY), COMPANY)]
    assert sorted(book.sheet_names) == sorted(sheet_names(titles))
    assert workbook_bytes(paper_of_plan(result(COMPANY, wall_seconds=99.0), COMPANY)) == made
    assert "2026-10-01T00:00:00Z" in parts(made, "docProps/core.xml")[0]


def test_without_a_plan_the_clash_is_told() -> None:
    content = workbook_bytes(paper_of_plan(no_plan(COMPANY), COMPANY))
    texts = {
        cell
        for row in grid(content, CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names[1])
        for cell in row
    }

    assert "Singapore has 5 seats in 2026-Q4; blocks of 10 seats can be used from 2026-Q4" in texts


def test_a_comparison_of_tables() -> None:
    table = Table("t", "T", (Column("a", "A"),), (("x",),))

    assert grid(workbook_bytes(paper_of_tables([table], "Two plans", FIRST)), "T")[-1][0] == "x"
