"""Slides, as another program reads them."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import ceil
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

import pptx
import pytest
from python_calamine import CalamineWorkbook

from planner.charts.chart import Chart, ChartKind, Panel, Series
from planner.charts.office import office_charts
from planner.exports.measure import lines_of
from planner.exports.paper import Paper, PaperFigure, PaperSheet
from planner.exports.pptx import slides_bytes
from planner.exports.pptx.boxes import ChartBox, Rectangle, TableBox, TextBox
from planner.exports.pptx.charts import draw_chart
from planner.exports.pptx.outline import slides_of
from planner.exports.pptx.pages import sheet_slides
from planner.exports.sheets import paper_of
from planner.exports.table import Column, Table, table_texts
from tests.support.briefings import sample_briefing
from tests.support.papers import CHINESE, LONG, paper
from tests.support.xml_tree import xml_tree

POINT = 12_700

WIDTH, HEIGHT = 960.0, 540.0
# Columns, sentences, headings and words that have no room on one slide.
WIDE = Table(
    "wide",
    "Offices side by side",
    (Column("name", "Name"), *(Column(f"c{at}", f"Reconciliations {at}") for at in range(25))),
    tuple((f"{CHINESE} {row}", *("x" * 12 for _ in range(25))) for row in range(3)),
)
FULL = PaperSheet(
    "Full",
    "What there is to know. " * 9,
    tuple(f"{at}. {LONG}, {LONG}, and so on." for at in range(60)),
    (WIDE, Table("none", "None", (Column("a", "A"),), (("w" * 200,),))),
    notes=(LONG,) * 50,
)
SMALL = paper()
PAPERS = {
    "small": SMALL,
    "full": replace(SMALL, sheets=(replace(FULL, is_front=True), FULL, *SMALL.sheets)),
    "large": paper(plans=5, offices=12, periods=60, waves=12, long=20),
}
LARGE = pytest.param("large", marks=pytest.mark.slow)
FULL_TOO = pytest.param("full", marks=pytest.mark.slow)
ALL = pytest.mark.parametrize("name", ["small", FULL_TOO, LARGE])


@cache
def deck_of(name: str) -> bytes:
    return slides_bytes(PAPERS[name])


@dataclass(frozen=True)
class Shape:
    element: ET.Element
    left: float
    top: float
    width: float
    height: float

    @property
    def is_foot(self) -> bool:
        kinds = {each.get("type") for each in self.element.iter("ph")}
        return bool(kinds & {"title", "ftr", "sldNum"})


def parts(deck: bytes, pattern: str) -> list[bytes]:
    """Parts whose names match, in the order of their numbers."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        names.sort(key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)])
        return [archive.read(name) for name in names]


def slides(deck: bytes) -> list[ET.Element]:
    return [xml_tree(part) for part in parts(deck, r"ppt/slides/slide\d+\.xml")]


def shapes(slide: ET.Element) -> list[Shape]:
    found = []
    for element in (each for each in slide.iter() if each.tag in {"sp", "graphicFrame"}):
        place = next((each for each in element.iter("xfrm")), None)
        if place is not None:
            corner, size = place.find("off"), place.find("ext")
            assert corner is not None
            assert size is not None
            numbers = (corner.get("x"), corner.get("y"), size.get("cx"), size.get("cy"))
            found.append(Shape(element, *(int(each or 0) / POINT for each in numbers)))
    return found


def text_of(element: ET.Element) -> str:
    return "\n".join(
        "".join(each.text or "" for each in paragraph.iter("t")) for paragraph in element.iter("p")
    )


def titles(deck: bytes) -> list[str]:
    return [
        text_of(shape)
        for slide in slides(deck)
        for shape in slide.iter("sp")
        if any(each.get("type") == "title" for each in shape.iter("ph"))
    ]


def drawn_tables(deck: bytes) -> list[list[list[str]]]:
    return [
        [[text_of(cell) for cell in row.iter("tc")] for row in table.iter("tr")]
        for slide in slides(deck)
        for table in slide.iter("tbl")
    ]


def facts(rows: list[list[str]]) -> Counter[tuple[str, str, str]]:
    """Each cell with the names of its row and its column."""
    header, *body = rows
    return Counter(
        (row[0], name, text) for row in body for name, text in zip(header, row, strict=True)
    )


def tables(whole: Paper) -> list[Table]:
    return [
        table
        for sheet in whole.sheets
        for table in (*sheet.tables, *(figure.table for figure in sheet.figures))
    ]


def letters(text: str) -> float:
    """Width in sizes of letters, as another measure than that of the slides has it."""
    return sum(
        1.0 if east_asian_width(letter) in "WF" else 0.47 if letter.isalnum() else 0.25
        for letter in text
    )


def least_height(text: str, size: float, width: float) -> float:
    """Height of which a text takes at least this much."""
    return sum(
        max(1, ceil(letters(line) * size / width)) * size * 1.17 for line in text.split("\n")
    )


@pytest.mark.slow
@ALL
def test_every_cell_of_every_table_is_on_a_slide(name: str) -> None:
    drawn = [facts(rows) for rows in drawn_tables(deck_of(name))]
    found = set().union(*drawn)

    for table in tables(PAPERS[name]):
        _, texts = table_texts(table)
        wanted = facts([[column.title for column in table.columns], *texts])
        assert set(wanted) <= found
    rows = sum(len(table.rows) for table in tables(PAPERS[name]))
    assert rows <= sum(len(each) - 1 for each in drawn_tables(deck_of(name)))


@ALL
def test_every_sentence_and_note_is_on_a_slide(name: str) -> None:
    text = "\n".join(text_of(slide) for slide in slides(deck_of(name)))

    for sheet in PAPERS[name].sheets:
        summaries = [figure.chart.summary for figure in sheet.figures]
        notes = [note for table in sheet.tables for note in table.notes]
        for wanted in (*sheet.sentences, *sheet.notes, *summaries, *notes):
            assert wanted in text


@ALL
def test_nothing_leaves_its_slide_or_lies_on_something_else(name: str) -> None:
    for slide in slides(deck_of(name)):
        found = shapes(slide)
        for shape in found:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH + 0.1
            assert shape.top + shape.height <= HEIGHT
        held = [shape for shape in found if not shape.is_foot]
        for place, one in enumerate(held):
            for other in held[place + 1 :]:
                across = min(one.left + one.width, other.left + other.width) - max(
                    one.left, other.left
                )
                down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
                assert across < 0.1 or down < 0.1


@ALL
def test_every_text_fits_into_its_cell_or_box(name: str) -> None:
    for slide in slides(deck_of(name)):
        for shape in shapes(slide):
            sizes = [int(each.get("sz", 0)) for each in shape.element.iter("rPr") if each.get("sz")]
            assert all(size >= 1000 for size in sizes)
            if shape.element.tag == "sp":
                text = text_of(shape.element)
                assert (
                    not text
                    or least_height(text, max(sizes, default=1000) / 100, shape.width)
                    <= shape.height + 1
                )
            for table in shape.element.iter("tbl"):
                widths = [int(each.get("w", 0)) / POINT for each in table.iter("gridCol")]
                assert sum(widths) == pytest.approx(shape.width, abs=0.5)
                for row in table.iter("tr"):
                    room = int(row.get("h", 0)) / POINT - 4
                    for width, cell in zip(widths, row.iter("tc"), strict=True):
                        assert (
                            least_height(text_of(cell), max(sizes) / 100, width - 10) <= room + 0.1
                        )


def test_words_are_not_broken_and_rows_are_as_high_as_reckoned() -> None:
    """As Calibri has them: a period that ends its line at the hyphen takes two lines."""
    words = {"2027-Q1": 3.51, "Onshore": 3.48, "UNO": 1.95, "transport": 3.82, "Quarter": 3.21}
    long = "A rule with a long name that takes all the width that there is, and more. " * 3
    rows = tuple((long, *words) for _ in range(30))
    columns = (Column("rule", "Rule"), *(Column(word, "A") for word in words))
    sheet = PaperSheet("Limits", "Limits", tables=(Table("l", "Limits", columns, rows),))
    deck = slides_bytes(replace(SMALL, sheets=(sheet,)))

    for slide in slides(deck):
        for shape in shapes(slide):
            for table in shape.element.iter("tbl"):
                widths = [int(each.get("w", 0)) / POINT for each in table.iter("gridCol")]
                size = int(next(table.iter("rPr")).get("sz") or 0) / 100
                for width, ems in zip(widths[1:], words.values(), strict=True):
                    assert width - 10 >= 1.03 * ems * size
                rooms = [int(row.get("h", 0)) / POINT for row in table.iter("tr")]
                assert shape.top + sum(rooms) <= 502


def test_a_word_that_ends_lines_at_its_hyphens_takes_the_lines_that_it_needs() -> None:
    assert lines_of("onshore-onshore-onshore", 60, 10) == 3
    assert lines_of("onshore-", 60, 10) == 1


@ALL
def test_charts_hold_their_values(name: str) -> None:
    deck, whole = deck_of(name), PAPERS[name]
    wanted = {
        office.title: office
        for sheet in whole.sheets
        for figure in sheet.figures
        for office in office_charts(figure.chart)
    }
    seen = set()
    for chart in map(xml_tree, parts(deck, r"ppt/charts/chart\d+\.xml")):
        title = "".join(each.text or "" for each in next(chart.iter("title")).iter("t"))
        office = wanted[title]
        seen.add(title)
        drawn = list(chart.iter("ser"))
        assert len(drawn) == len(office.series)
        filled = set()
        for series, expected in zip(drawn, office.series, strict=True):
            held = next(each for each in series if each.tag in {"val", "yVal"})
            values = [float(each.findtext("v") or "nan") for each in held.iter("pt")]
            assert values == pytest.approx([each for each in expected.values if each is not None])
            assert series.findtext(".//tx//v") == expected.name
            filled |= {expected.name} if any(values) else set()
        assert filled == {each.name for each in office.series}
    assert seen == set(wanted)


def test_a_single_dot_is_drawn_from_two_cells_of_which_one_is_empty() -> None:
    """LibreOffice draws nothing for a first series that is one cell."""
    chart, *_ = (
        tree
        for tree in map(xml_tree, parts(deck_of("small"), r"ppt/charts/chart\d+\.xml"))
        if any(True for _ in tree.iter("scatterChart"))
    )
    drawn = [
        (each.findtext(".//f"), [found.get("val") for found in each.iter("ptCount")])
        for series in chart.iter("ser")
        for each in series
        if each.tag in {"xVal", "yVal"}
    ]

    assert drawn == [
        ("Sheet1!$A$2:$A$3", ["2"]), ("Sheet1!$B$2:$B$3", ["2"]),
        ("Sheet1!$A$6:$A$7", ["2"]), ("Sheet1!$B$6:$B$7", ["2"]),
    ]  # fmt: skip


def test_the_workbook_of_a_chart_holds_its_values() -> None:
    books = parts(deck_of("small"), r"ppt/embeddings/.*\.xlsx")
    cells = [
        cell
        for book in books
        for row in CalamineWorkbook.from_filelike(io.BytesIO(book))
        .get_sheet_by_index(0)
        .to_python()
        for cell in row
    ]

    assert {600.0, 23.9, 35.25, 405.0, 30.0} <= set(cells)


def test_panels_share_a_place_without_lying_on_each_other() -> None:
    panel = Panel("Home", (Series("Base", (1.0, 2.0)),))
    panels = (panel, *[replace(panel, title=f"Office {at}", is_wide=False) for at in range(6)])
    chart = Chart("h", "H", ChartKind.PANELS, "S.", categories=("a", "b"), panels=panels)
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    draw_chart(slide, ChartBox(Rectangle(40.0, 80.0, 800.0, 400.0), chart))

    boxes = [
        tuple(each / 12_700 for each in (drawn.left, drawn.top, drawn.width, drawn.height))
        for drawn in slide.shapes
    ]
    home, *others = boxes
    assert home[:3] == (40.0, 80.0, 800.0)
    assert home[3] > others[0][3]
    assert all(left >= 40 and left + width <= 840.1 for left, _, width, _ in boxes)
    assert max(top + height for _, top, _, height in boxes) == pytest.approx(480.0, abs=0.1)
    for one, other in combinations(boxes, 2):
        beside = one[0] + one[2] <= other[0] + 0.1 or other[0] + other[2] <= one[0] + 0.1
        assert beside or one[1] + one[3] <= other[1] + 0.1


@pytest.mark.slow
def test_of_several_plans_charts_of_all_come_first_and_those_of_one_bear_its_name() -> None:
    whole = paper_of(sample_briefing())
    charts = [
        "".join(each.text or "" for each in next(tree.iter("title")).iter("t"))
        for tree in map(xml_tree, parts(slides_bytes(whole), r"ppt/charts/chart\d+\.xml"))
    ]

    assert charts[:3] == [
        "Money against expected loss",
        "One-off cash, USD thousand",
        "Running cost of a period, USD thousand (axis from 23,500)",
    ]
    for title in ("waves", "posts from office to office", "what would turn the decision"):
        assert {f"Base: {title}", f"Strict: {title}"} <= set(charts)


@ALL
def test_six_slides_at_most_come_before_the_appendix(name: str) -> None:
    assert titles(deck_of(name)).index("Appendix") <= 6


@pytest.mark.parametrize("name", ["small", LARGE])
def test_all_plans_and_their_charts_come_before_the_appendix(name: str) -> None:
    in_front = titles(deck_of(name)).index("Appendix")
    front = "\n".join(text_of(slide) for slide in slides(deck_of(name))[:in_front])

    decision, assumed, *_ = PAPERS[name].sheets
    assert all(sentence in front for sentence in (*decision.sentences, *assumed.sentences))
    for table in (*decision.tables, *assumed.tables):
        assert all(column.title in front for column in table.columns)
    assert any(True for slide in slides(deck_of(name))[:in_front] for _ in slide.iter("chart"))


def test_posts_by_office_come_before_the_appendix() -> None:
    """A chart of many panels has no room beside others, and one slide is left for charts."""
    posts = (Series("Base", (7.0, 8.0)),)
    panels = tuple(Panel(f"Office {at}", posts, is_wide=at == 0) for at in range(6))
    offices = Chart("o", "Posts", ChartKind.PANELS, "S.", categories=("a", "b"), panels=panels)
    table = Table("o", "O", (Column("a", "A"),), (("x",),))
    drawn = PaperSheet("Offices", "Offices", figures=(PaperFigure(offices, table),))
    whole = paper(plans=5)

    front = slides_of(replace(whole, sheets=(*whole.sheets, drawn)))[:6]

    charts = [box.chart for slide in front for box in slide.boxes if isinstance(box, ChartBox)]
    assert offices in charts


def test_a_table_in_front_begins_below_sentences_if_that_saves_a_slide() -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    rows = tuple((f"Row {at}", "x") for at in range(22))
    long, short = Table("l", "Long", columns, rows), Table("s", "Short", columns, rows[:6])
    sheet = PaperSheet("First", "First", ("A sentence.",) * 5, (long, short), is_front=True)

    slides = sheet_slides(sheet)

    assert len(slides) == 2
    assert [type(box) for box in slides[0].boxes][-2:] == [TextBox, TableBox]
    assert len(sheet_slides(replace(sheet, is_front=False))) == 3


@pytest.mark.slow
def test_the_slides_of_a_sheet_are_in_order_and_counted_apart_in_front_and_behind() -> None:
    rows = tuple((f"Row {at}", "x" * 40) for at in range(160))
    columns = (Column("a", "A"), Column("b", "B"))
    tables = tuple(Table(f"t{at}", f"Table {at}", columns, rows[at::2]) for at in range(2))
    first = PaperSheet("First", "First", tables=(*tables, *tables[:1]), is_front=True)
    second = PaperSheet("Second", "Second", tables=tables[1:], is_front=True)
    whole = replace(SMALL, sheets=(first, second, SMALL.sheets[-1]))
    found = titles(slides_bytes(whole))

    front = found.index("Appendix")
    assert front == 6
    number = sum("First" in title for title in found[:front])
    others = sum("First" in title for title in found[front:])
    assert number > 1
    assert others > 1
    assert found[:front] == [
        *(f"First ({at}/{number})" for at in range(1, number + 1)), *found[number:front],
    ]  # fmt: skip
    assert all("Second" in title for title in found[number:front])
    assert found[front + 1 : front + 1 + others] == [
        f"First, continued ({at}/{others})" for at in range(1, others + 1)
    ]
    drawn = [row[0] for table in drawn_tables(slides_bytes(whole))[:number] for row in table[1:]]
    assert drawn == [row[0] for row in [*rows[0::2], *rows[1::2]]][: len(drawn)]


@pytest.mark.parametrize("name", ["Plan for the region " * 40, "x" * 700, CHINESE * 40])
def test_titles_of_any_length_have_room_and_are_whole_in_the_notes(name: str) -> None:
    sheet = PaperSheet("Long", name, ("A sentence.",), is_front=True)
    deck = slides_bytes(replace(SMALL, title=name, sheets=(sheet,)))

    for slide in slides(deck):
        for shape in shapes(slide):
            sizes = [int(each.get("sz", 0)) for each in shape.element.iter("rPr") if each.get("sz")]
            size = max(sizes, default=1000) / 100
            assert least_height(text_of(shape.element), size, shape.width) <= shape.height + 1
    (title,) = titles(deck)
    assert title.endswith("…")
    assert title[:-1] == name[: len(title) - 1]
    notes = [text_of(xml_tree(each)) for each in parts(deck, r"ppt/notesSlides/\w+\.xml")]
    assert name in notes[0]
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        core = xml_tree(archive.read("docProps/core.xml"))
    assert core.findtext("title") == name[:255].strip()


@ALL
def test_each_slide_has_a_title_a_number_and_notes(name: str) -> None:
    deck = deck_of(name)
    found = slides(deck)

    assert len(titles(deck)) == len(found)
    assert all(titles(deck))
    for slide in found:
        assert [each.get("type") for each in slide.iter("fld")] == ["slidenum"]
        numbers = [each.get("id") for each in slide.iter("cNvPr")]
        assert len(numbers) == len(set(numbers))
    notes = [text_of(xml_tree(each)) for each in parts(deck, r"ppt/notesSlides/\w+\.xml")]
    assert len(notes) == len(found)
    assert all("Comparison of Base and Strict. As planned on 2026-11-24" in each for each in notes)


def test_tables_and_charts_are_described() -> None:
    for slide in slides(deck_of("small")):
        for shape in slide.iter("graphicFrame"):
            assert all(each.get("descr") for each in shape.iter("cNvPr"))
    summaries = [figure.chart.summary for figure in PAPERS["small"].sheets[2].figures]
    described = {
        each.get("descr") for slide in slides(deck_of("small")) for each in slide.iter("cNvPr")
    }
    assert set(summaries) <= described


def test_chinese_letters_have_a_font() -> None:
    assert CHINESE in "\n".join(text_of(slide) for slide in slides(deck_of("small")))
    for theme in parts(deck_of("small"), r"ppt/theme/theme\d+\.xml"):
        fonts = [each.get("typeface") for each in xml_tree(theme).iter("ea")]
        assert fonts == ["Microsoft YaHei"] * 2


@pytest.mark.slow
def test_the_same_paper_gives_the_same_bytes_on_any_day() -> None:
    assert slides_bytes(PAPERS["small"]) == deck_of("small")
    archives = [deck_of("small"), *parts(deck_of("small"), r"ppt/embeddings/.*\.xlsx")]
    for content in archives:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-24T00:00:00Z"}
