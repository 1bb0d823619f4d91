"""The page, as a parser reads it."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

from models.choices import Audience, Language
from planner.exports.html import page_bytes
from planner.exports.page_fit import column_shares, has_long_word, page_fit
from planner.exports.paper import PaperSheet
from planner.exports.sheets import paper_of
from planner.exports.table import Column, Table
from planner.exports.table_paper import paper_of_plan
from tests.support.exported_company import no_plan, result, scenario
from tests.support.large_briefing import large_briefing
from tests.support.printed_papers import sample_paper

PAPER = sample_paper()
DECISION = replace(PAPER, sheets=PAPER.sheets[:1])
"""Without the charts, which take longest to draw."""
NAUGHTY = "</style><script>alert(1)</script>\"'\\"

Attributes = dict[str, str | None]


@cache
def whole_page() -> bytes:
    return page_bytes(PAPER)


class Page(HTMLParser):
    """Every element of a page with its attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.texts: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.slow
def test_nothing_leaves_the_file() -> None:
    """No script, no resource, no link but to a place on the page; a policy forbids the rest."""
    content = whole_page()
    page = Page(content)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in page.elements}
    assert not [a for _, a in page.elements if "src" in a or any(k.startswith("on") for k in a)]
    hrefs = [str(a["href"]) for _, a in page.elements if "href" in a]
    assert hrefs
    assert {href[0] for href in hrefs} == {"#"}
    assert {href[1:] for href in hrefs} <= set(ids)
    assert not re.search(rb"@import|https?:(?!//www\.w3\.org/)", content)
    assert not re.search(rb"url\((?!#)", content)
    policies = [a["content"] for a in page.all("meta") if "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_a_name_that_is_markup_is_shown_as_it_is_written() -> None:
    company = scenario(role_name=NAUGHTY, title=NAUGHTY)
    content = page_bytes(paper_of_plan(result(company), company))
    page = Page(content)

    assert b"<script" not in content
    assert content.count(b"</style>") == 1
    assert page.texts.count(NAUGHTY) >= 3


def test_front_sheets_come_first_and_the_others_are_listed() -> None:
    order = re.findall(r'<section id="([\w-]+)" class="sheet( front)?', whole_page().decode())
    listed = re.findall(r'<li><a href="#([\w-]+)">', whole_page().decode())

    assert [bool(front) for _, front in order] == sorted(
        [each.is_front for each in PAPER.sheets], reverse=True
    )
    assert listed == [name for name, front in order if not front]


def test_only_a_planner_reads_exact_amounts() -> None:
    exact = {"value": "USD 400,123,456.78", "title": "USD 400,123,456.78"}
    board = page_bytes(replace(DECISION, audience=Audience.BOARD))

    assert exact in Page(page_bytes(DECISION)).all("data")
    assert "400,123" in Page(board).texts
    assert b"400,123,456" not in board
    assert not Page(board).all("data")


def test_the_page_says_its_language() -> None:
    assert Page(page_bytes(DECISION)).all("html") == [{"lang": "en"}]
    chinese = page_bytes(replace(DECISION, language=Language.CHINESE))
    assert Page(chinese).all("html") == [{"lang": "zh"}]
    assert "2026年11月24日" in chinese.decode()


@pytest.mark.slow
def test_the_same_paper_gives_the_same_bytes() -> None:
    assert page_bytes(sample_paper()) == whole_page()


def test_without_a_plan_the_page_says_why() -> None:
    """No figures are made up; the clash is there."""
    content = page_bytes(paper_of_plan(no_plan(scenario()), scenario())).decode()

    assert "no plan can keep every rule" in content
    assert "Singapore has 5 seats" in content


def test_amounts_end_no_line() -> None:
    """In sentences, cells and notes; all other spaces are those of the text."""
    said, kept = (
        "Costs USD 5.2 m more, CNY -3 k by May",
        "USD\xa05.2\xa0m more, CNY\xa0-3\xa0k by May",
    )
    table = Table("t", "T", (Column("a", "A"),), ((said,),))
    sheet = PaperSheet("Only", "Only", (said,), (table,), notes=(said,))

    texts = Page(page_bytes(replace(PAPER, sheets=(sheet,)))).texts

    assert texts.count(f"Costs {kept}") == 3
    assert said not in texts


def test_a_column_has_room_for_an_amount_in_one_line() -> None:
    """A text of many short words wraps into any width, an amount does not."""
    words, amounts = "at a b c d e f g h i j k l m n", "to USD 18.25 m, USD 17.25 m, USD 16.25 m"
    columns = tuple(Column(f"c{at}", "C") for at in range(9))
    table = Table("t", "T", columns, ((amounts, *[words * 4] * 8),))
    fit = page_fit(PaperSheet("Only", "Only", (), (table,)))
    narrow = replace(table, rows=((amounts.replace(" 1", " a 1"), *[words * 4] * 8),))

    assert column_shares(table, fit)[0] > column_shares(narrow, fit)[0]


def test_a_title_in_a_style_is_no_style() -> None:
    """As style sheets escape characters: a backslash, the number of the character, a blank."""
    page = page_bytes(replace(DECISION, title='A "b" </style>')).decode()

    assert 'content: "A \\22 b\\22  \\3c \\2f style\\3e "' in page


def test_a_name_without_blanks_is_broken_rather_than_widening_its_table() -> None:
    name = "x" * 216
    columns = (Column("a", "A"), Column("b", name), Column("c", "C"))
    table = Table("t", "T", columns, (("A row of words", name, "x" * 24), ("B", "c d", "e")))
    sheet = PaperSheet("Only", name, (name,), (table,))
    page = page_bytes(replace(PAPER, title=name, sheets=(sheet,)))
    broken = [
        (tag, "broken" in (attributes["class"] or "").split())
        for tag, attributes in Page(page).elements
        if tag in {"th", "td"}
    ]

    assert broken == [
        ("th", False), ("th", True), ("th", False),
        ("th", False), ("td", True), ("td", False),
        ("th", False), ("td", False), ("td", False),
    ]  # fmt: skip
    assert "th.broken, td.broken { overflow-wrap: anywhere;" in page.decode()
    assert "header h1, header p, h2, h3, .sentence, .note, .name { overflow-wrap: anywhere; }" in (
        page.decode()
    )
    shares = column_shares(table, page_fit(sheet))
    assert sum(shares) == pytest.approx(1.0)
    assert min(shares) > 0.1


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("x" * 24, False),
        ("x" * 25, True),
        (f"a b {'é' * 25} c", True),
        ("上海数据与模型风险管理中心" * 4, False),
        (f"上海{'x' * 25}数据", True),
        ("many words that are all short enough for a line", False),
    ],
)
def test_words_that_have_to_be_broken(text: str, is_broken: bool) -> None:
    assert has_long_word(text) is is_broken


@pytest.mark.slow
def test_a_comparison_of_five_plans_of_a_large_firm_is_a_small_page() -> None:
    """Pictures are there on a light and on a dark ground."""
    page = page_bytes(paper_of(large_briefing(5, 12, 12)))

    assert page.count(b"<svg") == 2 * (5 * 4 + 3)
    assert len(page) < 2_000_000
