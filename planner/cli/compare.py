"""``relocate compare``: two to five plans beside staying put."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.readable import counted, spelled
from planner.cli.options import JUDGING_SECONDS, JudgingLimitOption
from planner.cli.outputs import check_folders, comparison_files
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.terminal import mention, tell
from planner.exports import COMPARISON_FORMATS, suffix_words

if TYPE_CHECKING:
    from planner.exports.table import Table


def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE FILE...", help="Two to five plan files.")
    ],
    *,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=comparison_files,
            help=f"Also write the comparison to a file: {suffix_words(COMPARISON_FORMATS)}; "
            "may be repeated.",
        ),
    ] = None,
    time_limit: JudgingLimitOption = JUDGING_SECONDS,
) -> None:
    """Compare two to five plan files with each other.

    Each is judged first, as `verify` does; staying put stands beside them.
    """
    from planner import api

    check_folders(out or ())
    judge = partial(api.compare_files, files, seconds=time_limit)
    found = run_with_progress(judge, ProgressLine(f"Judging {counted(len(files), 'plan file')}"))
    for path in out or ():
        found.write(path, _title(files))
    tell(_words({table.name: table for table in found.parts}))
    if out:
        mention("\n".join(["", *(f"Written: {path}" for path in out)]))


def _words(tables: Mapping[str, Table]) -> str:
    from planner.cli.tables import MOST_ROWS, comparison_words, table_words

    parts = [comparison_words(tables["headline"])]
    parts += [table_words(tables[n], most_rows=MOST_ROWS) for n in ("differences",) if n in tables]
    parts += [table_words(tables[name], notes=1) for name in ("against_baseline", "destinations")]
    return "\n\n".join(parts)


def _title(files: list[Path]) -> str:
    return f"Comparison of {' and '.join(spelled(path.stem) for path in files)}"
