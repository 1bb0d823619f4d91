"""The page in a real browser: for everybody, without a network, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.exports.html import page_bytes
from tests.support.browser import Browser, browsing
from tests.support.printed import assert_printed
from tests.support.printed_papers import PAPERS

pytestmark = pytest.mark.slow

PAPER = PAPERS["large"]
AXE = Path(__file__).parents[2] / "vendor/axe-core/axe.min.js"
OVERFLOWING = (
    "[...document.querySelectorAll('.scroller')]"
    ".filter(each => each.scrollWidth > each.clientWidth)"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of every paper."""
    folder = tmp_path_factory.mktemp("pages")
    for name, paper in PAPERS.items():
        (folder / f"{name}.html").write_bytes(page_bytes(paper))
    return folder


@pytest.fixture(scope="module")
def page(pages: Path) -> Path:
    return pages / "large.html"


def violations(browser: Browser) -> list[str]:
    browser.evaluate(f"{AXE.read_text(encoding='utf-8')}; 0")
    found = browser.evaluate("axe.run({resultTypes: ['violations']})")
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@pytest.mark.parametrize(
    ("width", "dark"), [(1280, False), (1280, True), (320, False)], ids=["light", "dark", "narrow"]
)
@pytest.mark.parametrize("name", ["large", "chinese"])
def test_everybody_can_read_it(
    browser: Browser, pages: Path, name: str, width: int, dark: bool
) -> None:
    path = pages / f"{name}.html"
    browser.open(path, width=width, dark=dark)

    assert path.stat().st_size < 2_000_000

    assert violations(browser) == []
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_what_some_cannot_read_is_noticed(browser: Browser, tmp_path: Path) -> None:
    pale = page_bytes(PAPER).replace(b"--soft: #536071", b"--soft: #c0c0c0")
    (tmp_path / "pale.html").write_bytes(pale)
    browser.open(tmp_path / "pale.html")

    assert any(each.startswith("color-contrast") for each in violations(browser))


def test_it_asks_for_nothing_but_itself(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.evaluate("new Promise(done => setTimeout(done, 100))")

    assert browser.requested == [page.as_uri()]


def test_what_a_page_asks_for_is_noticed_and_refused(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "curious.html").write_bytes(
        page_bytes(PAPER).replace(b"</main>", b'<img id="x" src="other.png"></main>')
    )
    (tmp_path / "other.png").write_bytes(b"")
    browser.open(tmp_path / "curious.html")
    refused = browser.evaluate(
        "new Promise(done => { addEventListener('securitypolicyviolation', "
        "event => done(event.effectiveDirective)); document.querySelector('#x').src += '?' })"
    )

    assert refused == "img-src"


def test_the_keyboard_reaches_and_moves_every_table_that_is_too_wide(
    browser: Browser, page: Path
) -> None:
    browser.open(page, width=320)
    reached = set()
    for _ in range(40):
        browser.press("Tab")
        reached.add(browser.evaluate("document.activeElement.getAttribute('aria-labelledby')"))
    wide = browser.evaluate(f"{OVERFLOWING}.map(each => each.getAttribute('aria-labelledby'))")

    assert wide
    assert set(wide) <= reached
    browser.evaluate(f"{OVERFLOWING}[0].focus()")
    browser.press("ArrowRight")
    moved = f"new Promise(done => setTimeout(() => done({OVERFLOWING}[0].scrollLeft), 300))"
    assert browser.evaluate(moved) > 0


def test_the_first_key_leads_past_the_header(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.press("Tab")

    assert browser.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


@pytest.mark.parametrize("name", PAPERS)
def test_on_paper_it_is_two_sheets_and_all_else_behind_them(
    browser: Browser, pages: Path, name: str
) -> None:
    browser.open(pages / f"{name}.html")

    assert_printed(PAPERS[name], browser.pdf())


def test_a_column_that_is_cut_off_is_noticed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "large.html").write_bytes(
        re.sub(rb"--points: 7.\dpt", b"--points: 12pt", page_bytes(PAPER))
    )
    browser.open(tmp_path / "large.html")

    with pytest.raises(AssertionError, match="Cost by year"):
        assert_printed(PAPER, browser.pdf())
