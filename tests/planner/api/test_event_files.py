"""Histories to play: files of events, one a line, with every wrong line at once."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from models.errors import InputError
from planner.api.event_files import history
from streams.wire import encoded
from tests.support.histories import accepted
from tests.support.processes import within

ROOT = Path(__file__).resolve().parents[3]
BEGINS = date(2019, 1, 1)
SIGNAL = (
    '{"id": "law", "matter": "pipl", "stage": "adopted", "grade": "A1", "published_at": '
    '"2021-08-20", "recorded_at": "2021-08-21", "approved_at": "2021-08-22", "approved_by": '
    '"counsel", "retracted_at": "2021-09-01", "source": "assumption"}'
)


def written(folder: Path, *lines: str, name: str = "events.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_events_comments_and_empty_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "# made up", "", encoded(accepted(4)).decode(), "")

    assert history(path, BEGINS) == [accepted(4)]


def test_a_signal_is_its_report_its_approval_and_its_retraction(tmp_path: Path) -> None:
    """Each on its day, under ids that are the same however often the row is read."""
    events = history(written(tmp_path, SIGNAL), BEGINS)

    assert [(each.id, str(each.recorded_at.date())) for each in events] == [
        ("signal/law/reported", "2021-08-21"),
        ("signal/law/approved", "2021-08-22"),
        ("signal/law/retracted", "2021-09-01"),
    ]
    assert all(each.programme is None for each in events)


def test_the_timeline_that_ships_with_the_planner_can_be_played() -> None:
    """70 signals, most of them approved."""
    events = history(ROOT / "scenarios" / "signals" / "asia-2016-2026.jsonl", BEGINS)

    assert sum(each.type == "signal_reported" for each in events) == 70


def test_a_folder_is_all_its_files_by_name(tmp_path: Path) -> None:
    written(tmp_path, encoded(accepted(4)).decode(), name="b.jsonl")
    written(tmp_path, SIGNAL, name="a.jsonl")
    written(tmp_path, "nonsense", name="notes.txt")

    assert [each.type for each in history(tmp_path, BEGINS)][-1] == "recommendation_decided"


def test_every_wrong_line_is_told_at_once(tmp_path: Path) -> None:
    """With its number; the lines that are right do not count then."""
    newer = '{"id": "x", "type": "headcount_changed", "version": 9}'
    path = written(tmp_path, encoded(accepted(4)).decode(), "nonsense", SIGNAL[:-40] + "}", newer)
    with pytest.raises(InputError) as refused:
        history(path, BEGINS)

    assert [each.row for each in refused.value.problems] == ["line 2", "line 3", "line 4"]
    assert "newer release" in str(refused.value.problems[-1])


def test_nobody_reads_on_in_a_file_of_noise(tmp_path: Path) -> None:
    """After a thousand mistakes it says so: a million more would help nobody."""
    path = written(tmp_path, *["x"] * 3_000_000)
    with within(10), pytest.raises(InputError) as refused:
        history(path, BEGINS)

    assert len(refused.value.problems) == 1001
    assert "was not read any further" in refused.value.problems[-1].message


@pytest.mark.parametrize(
    "event",
    [
        encoded(accepted(4)).replace(b"2027-01-01T", b"9999-12-01T"),
        b'{"type":"day_passed","id":"d","recorded_at":"2026-12-05","day":"9999-12-31"}',
    ],
)
def test_a_history_is_not_played_for_ever(tmp_path: Path, event: bytes) -> None:
    """Of eight thousand years: fifty after it begins are enough."""
    with pytest.raises(InputError, match=r"events\.jsonl, line 1: has a day after 2069"):
        history(written(tmp_path, event.decode()), BEGINS)


@pytest.mark.parametrize("kind", ["pipe", "device", "link in a folder"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    """A pipe would be waited for, a device may have no end, a link may lead to anything."""
    path = tmp_path / "x.jsonl"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        written(tmp_path, SIGNAL, name="secret")
        path.symlink_to(tmp_path / "secret")
    place = tmp_path if kind == "link in a folder" else path

    with pytest.raises(InputError, match=r"is a link|is not a regular file"):
        history(place, BEGINS)


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_no_events_there(tmp_path: Path, name: str) -> None:
    """No such file, or a folder without any."""
    with pytest.raises(InputError) as refused:
        history(tmp_path / name, BEGINS)

    step = "Name a file of events, one a line, or a folder of files that end in .jsonl."
    assert refused.value.problems[0].next_step == step


def test_a_pipe_is_not_told_to_be_standard_input(tmp_path: Path) -> None:
    """Which `replay` does not read."""
    os.mkfifo(tmp_path / "x.jsonl")
    with pytest.raises(InputError) as refused:
        history(tmp_path / "x.jsonl", BEGINS)

    assert "standard input" not in str(refused.value.problems[0].next_step)
