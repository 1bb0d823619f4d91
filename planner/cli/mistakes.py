"""Mistakes of an input by cause: in words for people, and as a document for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from models.errors import InputError, Problem
from models.mistakes import Mistake, mistakes_of
from models.readable import counted
from models.workbook_places import SheetPlace, sheet_place
from planner.cli.terminal import wrapped

MOST_SHOWN = 50
"""Mistakes that are listed; where there are more, the file is probably not what was meant."""

MOST_PLACES, MOST_FOUND = 6, 4
"""Places and values that a mistake names."""


def problems_words(
    problems: Sequence[Problem], what: str = "the input is wrong", *, every_place: bool = False
) -> str:
    """Every mistake: what is wrong and where, the values found, the next step.

    Parameters
    ----------
    problems
        One for each place.
    what
        The heading.
    every_place
        Name all mistakes and all their places, and not only the first.
    """
    mistakes = mistakes_of(problems)
    heading = f"relocate: {what}"
    if len(problems) > 1:
        heading += f" in {len(problems):,} places"
        alike = len(problems) > len(mistakes)
        heading += f", with {counted(len(mistakes), 'cause')}" if alike else ""
    shown = mistakes if every_place else mistakes[:MOST_SHOWN]
    lines = [heading, *(_words(mistake, every_place=every_place) for mistake in shown)]
    if rest := len(mistakes) - len(shown):
        lines.append(f"  and {rest:,} more.")
    most = max((len(mistake.problems) for mistake in shown), default=0)
    if rest or (most > MOST_PLACES and not every_place):
        lines.append(wrapped("relocate check SCENARIO --all lists every place.", indent=2))
    return "\n".join(lines)


def error_words(
    error: InputError, what: str = "the input is wrong", *, every_place: bool = False
) -> str:
    """The same of an error, and below it the remarks made while the files were read."""
    words = problems_words(error.problems, what, every_place=every_place)
    if not error.remarks:
        return words
    # Nothing else here needs the models, which take a while to import.
    from planner.cli.findings import remarks_words

    return f"{words}\n\n{remarks_words(error.remarks)}"


def _words(mistake: Mistake, *, every_place: bool) -> str:
    problems, found = mistake.problems, mistake.found
    single = len(problems) == 1
    where = _whole_place(problems[0]) if single else _common_place(problems)
    words = mistake.message if single else f"{mistake.message}, in {len(problems):,} places"
    lines = [wrapped(f"{where}: {words}" if where else words, indent=2, hanging=2)]
    if found:
        shown = found if every_place else found[:MOST_FOUND]
        lines.append(wrapped(f"found: {_listed(shown, len(found))}", indent=4))
    if mistake.next_step:
        lines.append(wrapped(mistake.next_step, indent=4))
    if not single:
        some = problems if every_place else problems[:MOST_PLACES]
        rest = len(problems) - len(some)
        more = f"; and {rest:,} more" if rest else ""
        lines.append(wrapped(f"at: {'; '.join(_places(some))}{more}", indent=4))
    return "\n".join(lines)


def _listed(texts: Sequence[str], count: int) -> str:
    rest = count - len(texts)
    return "; ".join(texts) + (f" and {rest:,} more" if rest else "")


def _whole_place(problem: Problem) -> str:
    return ", ".join(part for part in (problem.file, problem.row, problem.field) if part)


def _common_place(problems: Sequence[Problem]) -> str:
    """File, sheet and field, as far as they are those of all places."""
    files, fields = {each.file for each in problems}, {each.field for each in problems}
    sheets = {place.sheet if place else "" for place in map(_in_sheet, problems)}
    sheet = f"sheet {min(sheets)}" if len(sheets) == 1 and min(sheets) else ""
    parts = (min(files) if len(files) == 1 else "", sheet, min(fields) if len(fields) == 1 else "")
    return ", ".join(part for part in parts if part)


def _places(problems: Sequence[Problem]) -> Iterator[str]:
    """Places, those of one sheet or one file together: ``sheet pay, cells C2, C3``."""
    for _, alike in groupby(problems, _whole):
        group = list(alike)
        places = [place for each in group if (place := _in_sheet(each)) and place.cell]
        if len(places) == len(group):
            noun = "cell" if len(group) == 1 else "cells"
            yield f"sheet {places[0].sheet}, {noun} {', '.join(place.cell for place in places)}"
        else:
            rows = (each.row or each.field for each in group)
            yield ", ".join(part for part in (group[0].file, *rows) if part)


def _whole(problem: Problem) -> tuple[str, str]:
    place = _in_sheet(problem)
    return problem.file, place.sheet if place else ""


def _in_sheet(problem: Problem) -> SheetPlace | None:
    return sheet_place(problem.row)


def mistakes_document(error: InputError) -> dict[str, Any]:
    """The same for programs, with every place; remarks are those made while the files were read."""
    from planner.cli.findings import remark_document

    return {
        "mistakes": [_document(mistake) for mistake in mistakes_of(error.problems)],
        "remarks": list(map(remark_document, error.remarks)),
    }


def _document(mistake: Mistake) -> dict[str, Any]:
    return {
        "cause": mistake.cause,
        "message": mistake.message,
        "found": list(mistake.found),
        "next_step": mistake.next_step,
        "count": len(mistake.problems),
        "places": [_place(problem) for problem in mistake.problems],
    }


def _place(problem: Problem) -> dict[str, str]:
    place = _in_sheet(problem)
    parts = {name: text for name, text in asdict(problem).items() if name != "cause"}
    if place is None:
        return {**parts, "sheet": "", "cell": ""}
    return {**parts, "sheet": place.sheet, "row": place.row, "cell": place.cell}
