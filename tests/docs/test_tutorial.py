"""The tutorial notebook runs, and shows what it says it shows."""

from __future__ import annotations

import pytest

from tests.docs.tutorial import NOTEBOOK, run, stored, text_of


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return run(stored())


@pytest.mark.slow
def test_what_is_stored_is_what_comes_out(found: dict[str, object]) -> None:
    """Every output, to the letter: ``python -m tests.docs.tutorial`` stores them anew."""
    assert text_of(found) == NOTEBOOK.read_text(encoding="utf-8")


def test_it_builds_plans_changes_compares_and_draws() -> None:
    """The five things that a newcomer wants to see."""
    source = "".join(
        line for cell in stored()["cells"] if cell["cell_type"] == "code" for line in cell["source"]
    )

    for call in ("ScenarioBuilder(", "api.plan(", "api.change(", "api.compare(", "_repr_svg_"):
        assert call in source
