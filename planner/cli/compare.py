"""``relocate compare``: two to five plans beside staying put."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.readable import counted, spelled
from planner.cli.options import JudgingLimitOption
from planner.cli.outputs import check_folders, comparison_files
from planner.cli.screen import mention, tell
from planner.cli.watching import Watching, watched
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
            help=f"Write it all to a file as well: {suffix_words(COMPARISON_FORMATS)}; "
            "may be repeated.",
        ),
    ] = None,
    time_limit: JudgingLimitOption = 120.0,
) -> None:
    """Judge two to five plan files as `verify` does, and set them beside staying put."""
    from planner import api

    check_folders(out or ())
    judge = partial(api.compare_files, files, seconds=time_limit)
    found = watched(judge, Watching(f"Judging {counted(len(files), 'plan file')}"))
    for path in out or ():
        found.write(path, _title(files))
    tell(_words({table.name: table for table in found.parts}))
    if out:
        mention("\n".join(["", *(f"Written: {path}" for path in out)]))


def _words(tables: Mapping[str, Table]) -> str:
    from planner.cli.pages import MOST_ROWS, headline_words, table_words

    parts = [headline_words(tables["headline"])]
    parts += [table_words(tables[n], most_rows=MOST_ROWS) for n in ("differences",) if n in tables]
    parts += [table_words(tables[name], notes=1) for name in ("against_baseline", "destinations")]
    return "\n\n".join(parts)


def _title(files: list[Path]) -> str:
    return f"Comparison of {' and '.join(spelled(path.stem) for path in files)}"
