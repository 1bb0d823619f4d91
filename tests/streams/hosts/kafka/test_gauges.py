"""The memory available to a worker, with and without a container that limits it."""

from __future__ import annotations

from pathlib import Path

import pytest

from streams.hosts.kafka.gauges import memory_bytes


@pytest.mark.parametrize(("said", "bound"), [("1048576\n", 1 << 20), ("max\n", None)])
def test_a_container_bounds_the_memory_of_the_machine(
    tmp_path: Path, said: str, bound: int | None
) -> None:
    """To what it says; not if it says that nothing is bounded, nor to more than there is."""
    machine = memory_bytes(tmp_path / "none")
    (tmp_path / "memory.max").write_text(said, encoding="ascii")

    assert memory_bytes(tmp_path / "memory.max") == (bound or machine)
    (tmp_path / "memory.max").write_text(str(machine * 2), encoding="ascii")
    assert memory_bytes(tmp_path / "memory.max") == machine > 1 << 20
