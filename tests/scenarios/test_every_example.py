"""What holds for each of the smaller worked examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import api
from planner.scenario_files import overlays_of
from planner.scenario_files.fields import ROW_TYPES, field_names
from planner.scenario_files.library import library

NAMES = ("shanghai-2019", "onshore-china", "dual-systems-2023")
UNLAWFUL = {"filing-refused"}
"""Overlays under which staying put breaks the law."""

WITH_OVERLAYS = [(name, overlay.name) for name in NAMES for overlay in overlays_of(name)]


def test_they_are_on_the_list() -> None:
    """`relocate new --list` names them."""
    assert set(NAMES) <= set(api.bundled())


@pytest.mark.parametrize(
    "path", sorted(library().glob("*/*.csv")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_other_programs_find_the_header_first(path: Path) -> None:
    """And rows under it; what is only for people stands at the end."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]

    assert lines[: len(rows)] == rows
    assert set(rows[0].split(",")) <= set(field_names(ROW_TYPES[path.stem]))


@pytest.mark.parametrize("name", NAMES)
def test_staying_put_is_lawful(name: str) -> None:
    """Nobody is forced to move: the plans are choices."""
    assert api.check(api.load(name)).staying_put.judgement.lawful


@pytest.mark.slow
@pytest.mark.parametrize(("name", "overlay"), WITH_OVERLAYS)
def test_an_overlay_changes_something_and_staying_put_stays_lawful(name: str, overlay: str) -> None:
    """Each can be laid on; only a refused filing makes staying put unlawful."""
    base, changed = api.load(name), api.load(name, [overlay])

    assert changed.hash != base.hash
    assert api.check(changed).staying_put.judgement.lawful == (overlay not in UNLAWFUL)


@pytest.mark.parametrize("name", NAMES)
def test_inputs_that_matter_have_ranges(name: str) -> None:
    """Losses, packages, learning; a likelihood that was counted has an interval of its own."""
    fields = {each.field for each in api.load(name).ranges}

    assert {"loss", "relocation", "modes.redundancy.ramp_up_loss"} <= fields
