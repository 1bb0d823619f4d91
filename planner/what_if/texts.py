"""The parts of a text of a command line: names that a scenario has, and numbers.

Each function raises an `InputError` with a next step where a text is not what it should be.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.errors import InputError, shown
from models.scenario import Scenario
from planner.scenario_files.messages import nearest


def parts(text: str, *shapes: str) -> list[str]:
    """The parts of a text between colons, as many as one of its shapes has."""
    found = text.split(":")
    if not all(found) or len(found) not in {shape.count(":") + 1 for shape in shapes}:
        raise InputError.of("cannot be read", next_step=f"Write {' or '.join(shapes)}.")
    return found


def one_of(name: str, known: Iterable[str], what: str) -> str:
    """A name that is known; ``what`` says of what it should be one."""
    names = [str(each) for each in known]
    if name not in names:
        raise InputError.of(f"{shown(name)!r} is not {what}", next_step=nearest(name, names))
    return name


def cohort_in(scenario: Scenario, name: str) -> str:
    """The id of a cohort."""
    known = [cohort.id for cohort in scenario.cohorts]
    return one_of(name, known, "a cohort of this scenario")


def office_in(scenario: Scenario, name: str) -> str:
    """The id of an office."""
    known = [office.id for office in scenario.offices]
    return one_of(name, known, "an office of this scenario")


def posts_in(text: str) -> int:
    """A number of posts."""
    return whole(text, "a number of posts above 0")


def whole(text: str, what: str) -> int:
    """A whole number above 0; ``what`` says what it counts."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 9 and int(text)):
        raise InputError.of(f"{shown(text)!r} is not {what}", next_step="Write a whole number.")
    return int(text)
