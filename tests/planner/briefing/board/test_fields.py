"""Every field of a briefing is decided upon before a board can see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from models.base import Frozen
from models.briefing import Briefing
from planner.briefing.board import for_board
from planner.briefing.board.fields import BOARD_FIELDS, BoardFields, passed
from tests.support.briefings import sample_briefing

NO_AMOUNTS = {"decide_days", "fiscal_year", "floor"}
"""Whole numbers that are copied as they are: they count nobody and are no money."""


def parts(annotation: Any) -> Iterator[Any]:
    """All that an annotation is made of."""
    yield annotation
    for argument in get_args(annotation):
        yield from parts(argument)


def types_of(model: type[Frozen], known: set[type[Frozen]]) -> set[type[Frozen]]:
    """Add a type and all types that its fields are made of."""
    if model in known:
        return known
    known.add(model)
    for field in model.model_fields.values():
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, Frozen):
                types_of(part, known)
    return known


def test_every_type_of_a_briefing_has_a_list() -> None:
    assert types_of(Briefing, set()) == set(BOARD_FIELDS)


@pytest.mark.parametrize("model", BOARD_FIELDS, ids=lambda model: model.__name__)
def test_every_field_is_decided_upon_once(model: type[Frozen]) -> None:
    fields = BOARD_FIELDS[model]
    decided = [*fields.shown(), *fields.withheld.split()]

    assert sorted(decided) == sorted(model.model_fields)


@pytest.mark.parametrize("model", BOARD_FIELDS, ids=lambda model: model.__name__)
def test_no_count_and_no_amount_is_copied_as_it_is(model: type[Frozen]) -> None:
    for name in BOARD_FIELDS[model].told.split():
        made_of = set(parts(model.model_fields[name].annotation))
        assert int not in made_of or name in NO_AMOUNTS


def walked(part: object) -> Iterator[Frozen]:
    """All parts of a briefing."""
    if isinstance(part, Frozen):
        yield part
        for _, value in part:
            yield from walked(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from walked(value)


def test_nothing_that_is_withheld_is_in_a_briefing_for_the_board() -> None:
    exact, board = sample_briefing(), for_board(sample_briefing())

    assert {(type(each), name) for each, name in told_of_withheld(exact)}
    assert not list(told_of_withheld(board))


def told_of_withheld(briefing: Briefing) -> Iterator[tuple[Frozen, str]]:
    for each in walked(briefing):
        for name in BOARD_FIELDS[type(each)].withheld.split():
            default = type(each).model_fields[name].get_default(call_default_factory=True)
            if getattr(each, name) != default:
                yield each, name


def test_a_field_that_is_in_no_list_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = sample_briefing().chosen
    fields = BOARD_FIELDS[type(chosen)]
    undecided = BoardFields(told=fields.told.replace("measures ", ""), amounts=fields.amounts)
    monkeypatch.setitem(BOARD_FIELDS, type(chosen), undecided)

    shown = passed(chosen, 1)

    assert chosen.measures
    assert shown.measures == ()
    assert shown.name == chosen.name


def test_a_type_without_a_list_does_not_pass() -> None:
    class Later(Frozen):
        wage: int

    with pytest.raises(KeyError):
        passed(Later(wage=1), 1)
