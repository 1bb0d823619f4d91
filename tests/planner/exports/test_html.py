"""The page, as a parser reads it."""

import re
from html.parser import HTMLParser

from planner.exports import plan_bytes
from tests.support.exported_company import no_plan, result, scenario

COMPANY = scenario()
NAUGHTY = "<script>alert(1)</script>"

Attributes = dict[str, str | None]


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


PLAN = plan_bytes(result(COMPANY), COMPANY, ".html")


def test_nothing_leaves_the_file() -> None:
    """No script, no resource, no link but to a place on the page; a policy forbids the rest."""
    page = Page(PLAN)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}

    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in page.elements}
    assert not [a for _, a in page.elements if "src" in a or any(k.startswith("on") for k in a)]
    hrefs = [a["href"] for _, a in page.elements if "href" in a]
    assert hrefs
    assert {str(href)[0] for href in hrefs} == {"#"}
    assert {str(href)[1:] for href in hrefs} <= ids
    assert not re.search(rb"url\(|@import|https?:", PLAN)
    policies = [a["content"] for a in page.all("meta") if "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_names_are_text() -> None:
    """A name that is markup shows as it is written, in title, cell and header."""
    company = scenario(role_name=NAUGHTY, title=NAUGHTY)
    content = plan_bytes(result(company), company, ".html")
    page = Page(content)

    assert b"<script" not in content
    assert page.texts.count(NAUGHTY) >= 3


def test_it_can_be_read_without_eyes() -> None:
    """A language, a title, one main heading; each table has a caption and headers with scope."""
    page = Page(PLAN)

    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1
    assert len(page.all("table")) == len(page.all("caption")) == 12
    assert {a.get("scope") for a in page.all("th")} == {"col", "row"}


def test_rounded_amounts_carry_the_exact_one() -> None:
    """What is shown in thousands can be read to the cent."""
    page = Page(PLAN)

    assert {"value": "USD 32,150,000.00", "title": "USD 32,150,000.00"} in page.all("data")
    assert "32,150" in page.texts
    assert "Amounts in USD thousand" in " ".join(page.texts)


def test_the_main_figures_come_first() -> None:
    """Saving, cash and the date to decide by stand above the tables, in words."""
    above = PLAN.decode().partition("<main>")[0]

    for words in ("USD 9.85 m", "USD 1.30 m", "2026-10-05", "Optimal"):
        assert words in above


def test_long_lists_come_last() -> None:
    """What a decision turns on is read before the moves and findings one by one."""
    order = re.findall(r'<section id="(\w+)">', PLAN.decode())

    assert order[:2] == ["summary", "waves"]
    assert order.index("price_list") < order.index("moves")
    assert order[-3:] == ["moves", "findings", "origin"]


def test_without_a_plan_the_page_says_why() -> None:
    """No figures are made up; the clash is there."""
    content = plan_bytes(no_plan(COMPANY), COMPANY, ".html").decode()

    assert 'class="cards"' not in content
    assert "no plan can keep every rule" in content
    assert "Singapore has 5 seats" in content


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock enters the page."""
    assert plan_bytes(result(COMPANY, wall_seconds=99.0), COMPANY, ".html") == PLAN


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_have_contrast() -> None:
    """Every text colour stands out from both grounds by 4.5 to 1, on screen, dark and on paper."""
    themes = re.findall(r":root \{([^}]*)\}", PLAN.decode())
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
        for ground in (colours["paper"], colours["panel"]):
            for ink in ("ink", "soft", "accent", "less", "more"):
                light, dark = sorted(map(luminance, (ground, colours[ink])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, colours[ink], ground)
