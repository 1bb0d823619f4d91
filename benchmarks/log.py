"""Contests in a file of JSON lines, so that hours of racing survive an interruption."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.contenders import Contender, Point
from benchmarks.contest import Contest


def read(path: Path) -> list[Contest]:
    """Contests that the file holds; none where there is no file."""
    if not path.exists():
        return []
    return [_contest(line) for line in path.read_text(encoding="utf-8").splitlines()]


def append(path: Path, contest: Contest) -> None:
    """Add a contest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(contest)) + "\n")


def _contest(line: str) -> Contest:
    cells = json.loads(line)
    points = tuple(Point(**point) for point in cells.pop("points"))
    return Contest(points=points, contender=Contender(cells.pop("contender")), **cells)
