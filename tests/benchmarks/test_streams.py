"""The page on how fast a worker folds: medians, ratios, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

from benchmarks.streams.events import PARTITIONS, PROGRAMMES, facts
from benchmarks.streams.race import Result
from benchmarks.streams.run import AGENT, BARE, END, ONE, START, TWO, report, write
from streams.hosts.kafka.records import partition_of
from streams.wire import encode


def results(seconds: float) -> list[Result]:
    """Three races, of which the second is the median."""
    return [Result(1000, seconds * factor, seconds / 2) for factor in (2.0, 1.0, 0.5)]


def test_rates_are_medians_and_ratios_follow() -> None:
    found = report(
        {BARE: results(0.01), AGENT: results(0.2), ONE: results(0.25), TWO: results(0.1)}
    )
    assert f"| {AGENT} | 5,000 | 100 | 1.00 |" in found
    assert f"| {ONE} | 4,000 | 125 | 0.80 |" in found
    assert (
        "One worker reaches 0.04 of the bare client's speed; "
        "two workers are 2.50 times as fast as one."
    ) in found


def test_only_what_is_between_the_marks_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{START}\nold\n{END}\nafter\n", encoding="utf-8")
    write("new", page)
    assert page.read_text(encoding="utf-8") == f"before\n{START}\n\nnew\n\n{END}\nafter\n"


def test_events_are_of_the_size_and_the_spread_that_is_said() -> None:
    """Some 230 bytes, and two programmes in each partition."""
    sizes = [len(encode(each)) for each in facts(3200)]
    assert 215 < sum(sizes) / len(sizes) < 245
    places = [partition_of(name, PARTITIONS) for name in PROGRAMMES]
    assert [places.count(number) for number in range(PARTITIONS)] == [2] * PARTITIONS
