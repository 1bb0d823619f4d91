"""docs/formulation.md says what the rules say."""

from __future__ import annotations

from tests.docs.formulation_page import PAGE, page


def test_the_page_is_the_one_the_rules_write() -> None:
    """A changed sentence, formula, unit or source changes the page; `make docs` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
