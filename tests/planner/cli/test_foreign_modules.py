"""A folder from a stranger may hold files that are called as modules are: none of them is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import relocate

MODULES = ("pickle", "random", "signal", "socket", "tempfile")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("plan", "tiny", "--gap", "50%"), ("run", "tiny")], ids=lambda words: words[0]
)
def test_nothing_in_the_folder_is_run(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Not by the command, nor by the solvers that it starts."""
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text("from pathlib import Path\nPath('taken').touch()\n")
    more = ("--journal", "t.db", "--events", "e.jsonl") if words[0] == "run" else ()
    (tmp_path / "e.jsonl").touch()
    done = relocate(tmp_path, *words, *more)

    assert done.code == 0, done.err
    assert not (tmp_path / "taken").exists()
