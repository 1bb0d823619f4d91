"""Errors at the edge: options in place of the arguments that library functions name."""

from __future__ import annotations

import pytest

from models.errors import InputError, Problem, TryAgainError
from planner.cli.naming import as_options
from tests.support.commands import Relocate


@pytest.mark.parametrize("kind", [InputError, TryAgainError])
def test_arguments_are_named_as_options(kind: type[InputError]) -> None:
    """Both kinds of errors stay what they are; a field in a file keeps its name."""
    found = [
        Problem("is not known", file="settings", row="shanghai", field="until"),
        Problem("is too late", field="until"),
        Problem("is no date", file="routes.csv", field="until"),
    ]

    with pytest.raises(kind) as raised, as_options(settings="--set", until="--until"):
        raise kind(found)

    assert type(raised.value) is kind
    assert [(each.file, each.field) for each in raised.value.problems] == [
        ("--set", "until"),
        ("", "--until"),
        ("routes.csv", "until"),
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("check", "nowhere"), "SCENARIO: is neither"),
        (("check", "tiny", "--with", "nothing"), "--with: is not an overlay"),
        (("check", "tiny", "--set", "risk_weight"), "--set: has no '='"),
        (("check", "tiny", "--set", "a..b=1"), "--set: has an empty name"),
        (("watch", "--broker", "one:9092"), "--broker: does not begin with kafka://"),
        (("worker", "--broker", "one:9092"), "--broker: does not begin with kafka://"),
        (("topics", "--create", "--broker", "one:9092"), "--broker: does not begin with kafka://"),
        (("topics", "--check", "--broker", "one:9092"), "--broker: does not begin with kafka://"),
    ],
)
def test_the_command_line_speaks_of_its_options(
    here: Relocate, words: tuple[str, ...], place: str
) -> None:
    """Loading a scenario and reading the address of a broker know nothing of them."""
    run = here(*words)

    assert run.code == 3
    assert place in run.err
