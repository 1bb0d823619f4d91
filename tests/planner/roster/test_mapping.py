"""What a roster's columns and values mean, as a file and as options."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from planner.roster.mapping import mapping_from, mapping_text


def test_a_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    mapping = mapping_from(None, ["currency=CNY", "roles.反洗钱: A=aml", "rates.SGD=5.3"])
    path.write_text(mapping_text(mapping), encoding="utf-8")

    assert mapping_from(path, []) == mapping
    assert mapping_from(path, ["rates.SGD=5.4"]).rates == {"SGD": "5.4"}


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = ["salary=1", "rooms.a=b", "offices.Pudong=Some Place", "statuses.Gone=away", "alone"]

    with pytest.raises(InputError) as refusal:
        mapping_from(None, wrong)

    assert sorted(each.message for each in refusal.value.problems) == [
        "is no id",
        "is no status",
        *["is not known here"] * 3,
    ]
